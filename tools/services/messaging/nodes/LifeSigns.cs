using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging.Nodes;

/// <summary>
/// Which of several services of one kind are alive, and over which broker: each publishes a sign of life four times a second, and its
/// last will. Safe for concurrent callers.
/// </summary>
sealed class LifeSigns(ServiceLinks links, NodeNames names, TimeProvider time, ILogger logger)
{
    /// <summary>How often a node gives a sign of life.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// A node counts as gone when a broker has brought this node's own signs for so long without one of the other's: who stood still, or hears
    /// nothing from the broker, does not take the others for gone.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What a node publishes when it ends, and the broker when the node is gone.</summary>
    internal static readonly byte[] Gone = [0];

    static readonly byte[] Alive = [1];

    // Only services may publish here, and a venue has a few.
    const int MostNodes = 32;

    readonly ConcurrentDictionary<(string Node, IServiceLink Way), long> _heard = new();
    readonly CancellationTokenSource _stop = new();
    Task _beating = Task.CompletedTask;
    bool _isWarned;

    /// <summary>Listens and begins to give signs of life.</summary>
    /// <param name="returned">Called whenever a broker has brought one of this node's own.</param>
    /// <param name="cancellation">Ends the start.</param>
    internal async Task StartAsync(Func<IServiceLink, Task> returned, CancellationToken cancellation)
    {
        await links.SubscribeAsync(names.SignsFilter, (topic, payload, way) => HearAsync(topic, payload, way, returned), cancellation);
        _beating = BeatAsync(_stop.Token);
    }

    /// <summary>Says that this node is gone, so that the others need not wait.</summary>
    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        await links.PublishToAllAsync(names.SignsOf(names.Own), Gone, CancellationToken.None);
    }

    /// <summary>The other node with this mark that is alive at a broker; null if there is none.</summary>
    internal string? Find(ushort mark, IServiceLink way) =>
        AliveAt(way).FirstOrDefault(node => node != names.Own && NodeMark.Of(node) == mark);

    /// <summary>The nodes that are alive at a broker, this one included once it has heard itself there.</summary>
    internal IEnumerable<string> AliveAt(IServiceLink way)
    {
        var own = _heard.GetValueOrDefault((names.Own, way), long.MinValue);
        return _heard.Where(heard => heard.Key.Way == way && (heard.Value >= own || time.GetElapsedTime(heard.Value, own) < Patience))
            .Select(heard => heard.Key.Node);
    }

    Task HearAsync(string topic, ReadOnlyMemory<byte> payload, IServiceLink way, Func<IServiceLink, Task> returned)
    {
        var node = topic[(topic.LastIndexOf('/') + 1)..];
        if (!payload.Span.SequenceEqual(Alive) || !Topics.IsName(node) || _heard.Count >= MostNodes)
        {
            _heard.TryRemove((node, way), out _);
            return Task.CompletedTask;
        }

        _heard[(node, way)] = time.GetTimestamp();
        WarnOfSameMark(node);
        return node == names.Own ? returned(way) : Task.CompletedTask;
    }

    void WarnOfSameMark(string node)
    {
        if (node != names.Own && NodeMark.Of(node) == NodeMark.Of(names.Own) && !_isWarned)
        {
            _isWarned = true;
            logger.LogError("The nodes {Own} and {Other} cannot tell each other's requests apart; give one of them another name", names.Own, node);
        }
    }

    async Task BeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await links.PublishToAllAsync(names.SignsOf(names.Own), Alive, stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The service is stopping.
        }
    }
}
