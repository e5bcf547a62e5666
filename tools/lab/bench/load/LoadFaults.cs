using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pedestal.Bench;

/// <summary>How soon lanes decided again after faults of one kind.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="MedianMs">Until 99 % of the requests were served again in every quarter of a second, half of the times.</param>
/// <param name="LongestMs">The same, the longest.</param>
sealed record FaultShape(int Count, int MedianMs, int LongestMs);

/// <summary>Kills, freezes and stops the venue's processes one after the other, in an order that follows from a seed.</summary>
sealed class LoadFaults(LoadVenue venue, int count, TimeSpan interval, int seed)
{
    // A supervisor starts a process again after a second; a machine takes longer.
    static readonly TimeSpan Away = TimeSpan.FromSeconds(3);

    readonly ConcurrentQueue<(string Kind, long Begin, long End)> _played = new();

    /// <summary>Plays them, each with time for the next to find everything in order.</summary>
    public async Task PlayAsync(CancellationToken stop)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var process = venue.Processes[random.Next(venue.Processes.Count)];
            var (kind, begin) = random.Next(8) switch
            {
                0 => await CutAsync(stop),
                1 or 2 => await StopAsync(process, stop),
                3 or 4 => await FreezeAsync(process, stop),
                _ => await KillAsync(process, stop),
            };
            var rest = interval - Stopwatch.GetElapsedTime(started);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, stop);
            _played.Enqueue((kind, begin, Stopwatch.GetTimestamp()));
        }
    }

    /// <summary>How soon the requests were served again after each kind.</summary>
    public IReadOnlyDictionary<string, FaultShape> Shapes(IReadOnlyCollection<LoadReply> replies) => _played
        .Select(fault => (fault.Kind, Time: Hangover.After(replies.Where(reply => reply.Published < fault.End), fault.Begin)))
        .GroupBy(fault => fault.Kind, fault => fault.Time).OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, kind => new FaultShape(kind.Count(), kind.Order().ElementAt(kind.Count() / 2), kind.Max()));

    static async Task<(string Kind, long Begin)> KillAsync(LoadProcess process, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        process.Kill();
        await Task.Delay(Away, stop);
        process.Start();
        return ($"{process.Name} killed", begin);
    }

    static async Task<(string Kind, long Begin)> FreezeAsync(LoadProcess process, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        await process.FreezeAsync(Away, stop);
        return ($"{process.Name} frozen", begin);
    }

    static async Task<(string Kind, long Begin)> StopAsync(LoadProcess process, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        await process.StopAsync(stop);
        process.Start();
        return ($"{process.Name} restarted", begin);
    }

    // The time counts from when the power is back.
    async Task<(string Kind, long Begin)> CutAsync(CancellationToken stop)
    {
        foreach (var process in venue.Processes)
        {
            process.Kill();
        }

        await Task.Delay(Away, stop);
        var begin = Stopwatch.GetTimestamp();
        foreach (var process in venue.Processes)
        {
            process.Start();
        }

        return ("all killed", begin);
    }
}
