using System.Globalization;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Pictures;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// Random guests: at each lane they arrive at an average rate, hold one of the palms over the pedestal until there is an outcome,
/// and leave. The same seed gives the same guests; their times are real.
/// </summary>
sealed class Traffic
{
    // Then a guest gives up: a lane with a fault may give no outcome.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    readonly IReadOnlyList<FrameScene> _palms;
    readonly double _perMinute;
    readonly int _seed;

    /// <summary>Guests with the palms of a folder, at a rate for each lane.</summary>
    /// <exception cref="StartException">The folder has no picture, or one that cannot be used.</exception>
    public Traffic(string folder, double perMinute, int seed)
    {
        _perMinute = perMinute;
        _seed = seed;
        try
        {
            _palms = 
            [
                .. PictureFolder.List(folder, deep: false)
                    .Select(file => new FrameScene(
                        CameraPicture.Read(Path.Combine(folder, file)), (uint)Random.Shared.Next())),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartException($"--guests: {e.Message}");
        }

        if (_palms.Count == 0)
        {
            throw new StartException($"--guests: {folder} has no picture ({string.Join(", ", PictureFile.Extensions)}).");
        }
    }

    /// <summary>Sends guests to all lanes until cancelled; returns a summary line for each lane.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<VirtualLane> lanes, CancellationToken cancellation) =>
        await Task.WhenAll(lanes.Select((lane, index) => ServeAsync(lane, new Random(_seed + index), cancellation)));

    async Task<string> ServeAsync(VirtualLane lane, Random random, CancellationToken cancellation)
    {
        var outcomes = new List<PresentationOutcome>();
        var ended = new SemaphoreSlim(0);
        var gaveUp = 0;
        lane.Ended += outcome =>
        {
            lock (outcomes)
            {
                outcomes.Add(outcome);
            }

            ended.Release();
        };
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMinutes(-Math.Log(1 - random.NextDouble()) / _perMinute), cancellation);
                while (ended.Wait(0, CancellationToken.None))
                {
                    // Discards outcomes of earlier presentations.
                }

                lane.Pedestal.ShowPalm(_palms[random.Next(_palms.Count)], random.Next(70, 111));
                gaveUp += await ended.WaitAsync(Patience, cancellation) ? 0 : 1;
                lane.Pedestal.RemovePalm();
                await lane.Pedestal.WaitForAsync(Indication.Ready, cancellation)
                    .WaitAsync(Patience, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            lane.Pedestal.RemovePalm();
        }

        lock (outcomes)
        {
            return Summary(lane.Name, outcomes) + (gaveUp > 0 ? $", {gaveUp} guests gave up" : "");
        }
    }

    static string Summary(string name, List<PresentationOutcome> outcomes)
    {
        var admitted = outcomes.Count(outcome => outcome.Decision == Decision.Admitted);
        var times = outcomes.Select(outcome => outcome.TotalMicroseconds / 1000.0).Order().ToList();
        return times.Count == 0
            ? $"{name}: 0 presentations"
            : string.Create(CultureInfo.InvariantCulture,
                $"{name}: {times.Count} presentations, {admitted} admitted, p50 {At(0.5):0} ms, p99 {At(0.99):0} ms");

        double At(double share) => times[(int)Math.Ceiling(share * times.Count) - 1];
    }
}
