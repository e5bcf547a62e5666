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

    /// <summary>How long after its last sign of life a node counts as gone.</summary>
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
    internal async Task StartAsync(CancellationToken cancellation)
    {
        await links.SubscribeAsync(names.SignsFilter, Hear, cancellation);
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
    internal string? Find(ushort mark, IServiceLink way) => _heard
        .Where(heard => heard.Key.Way == way && heard.Key.Node != names.Own && NodeMark.Of(heard.Key.Node) == mark
            && time.GetElapsedTime(heard.Value) < Patience)
        .Select(heard => heard.Key.Node).FirstOrDefault();

    Task Hear(string topic, ReadOnlyMemory<byte> payload, IServiceLink way)
    {
        var node = topic[(topic.LastIndexOf('/') + 1)..];
        if (payload.Span.SequenceEqual(Alive) && Topics.IsName(node) && _heard.Count < MostNodes)
        {
            _heard[(node, way)] = time.GetTimestamp();
            WarnOfSameMark(node);
        }
        else
        {
            _heard.TryRemove((node, way), out _);
        }

        return Task.CompletedTask;
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
