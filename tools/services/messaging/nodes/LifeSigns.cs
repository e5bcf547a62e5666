using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging.Nodes;

/// <summary>
/// Which of several services of one kind are alive, and over which broker: each publishes a sign of life four times a second, with whether it takes
/// requests there and how late that broker's messages reach it, and its last will. Safe for concurrent callers.
/// </summary>
sealed class LifeSigns(ServiceLinks links, NodeNames names, TimeProvider time, ILogger logger)
{
    /// <summary>How often a node gives a sign of life.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>What a node publishes when it ends, and the broker when the node is gone.</summary>
    internal static readonly byte[] Gone = [0];

    // The first byte of a sign; the second one is the delay in steps.
    const byte Takes = 1;
    const byte Listens = 2;
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    // Only services may publish here, and a venue has a few.
    const int MostNodes = 32;

    readonly ConcurrentDictionary<(string Node, IServiceLink Way), NodeSigns> _heard = new();
    readonly CancellationTokenSource _stop = new();
    IReadOnlyDictionary<IServiceLink, RequestShare> _shares = new Dictionary<IServiceLink, RequestShare>();
    Task _beating = Task.CompletedTask;
    bool _isWarned;

    /// <summary>Listens and begins to give signs of life.</summary>
    /// <param name="shares">What follows them at each broker.</param>
    /// <param name="cancellation">Ends the start.</param>
    internal async Task StartAsync(IReadOnlyDictionary<IServiceLink, RequestShare> shares, CancellationToken cancellation)
    {
        _shares = shares;
        await links.SubscribeAsync(names.SignsFilter, HearAsync, cancellation);
        _beating = BeatAsync(_stop.Token);
    }

    /// <summary>Says that this node is gone, so that the others need not wait.</summary>
    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        await links.PublishToAllAsync(names.SignsOf(names.Own), _ => Gone, CancellationToken.None);
    }

    /// <summary>The other node with this mark that is alive at a broker; null if there is none.</summary>
    internal string? Find(ushort mark, IServiceLink way) =>
        AliveAt(way).FirstOrDefault(node => node != names.Own && NodeMark.Of(node) == mark);

    /// <summary>Whether another node is alive anywhere.</summary>
    internal bool HasOthers => links.Remote.Any(way => AliveAt(way).Any(node => node != names.Own));

    /// <summary>
    /// The nodes that are alive at a broker and take its requests, and this one once it has heard itself there; without those it reaches late.
    /// </summary>
    internal IReadOnlyCollection<string> AliveAt(IServiceLink way)
    {
        var (speaking, least) = SpeakingAt(way);
        return
        [
            .. speaking.Where(heard => !heard.Signs.WasLate(least) && (heard.Signs.Takes || heard.Node == names.Own)).Select(heard => heard.Node),
        ];
    }

    /// <summary>
    /// The other nodes that every broker misses: they have been silent there for a second or late for nearly as long, and were in time before. None
    /// while a broker does not bring this node's own signs: two that are at one broker each must not take each other for gone.
    /// </summary>
    internal IReadOnlyCollection<string> Missed
    {
        get
        {
            var own = _heard.Where(heard => heard.Key.Node == names.Own).ToDictionary(heard => heard.Key.Way, heard => heard.Value.At);
            var brokers = links.Remote.Count();
            return
            [
                .. _heard.Where(heard => heard.Key.Node != names.Own).GroupBy(heard => heard.Key.Node)
                    .Where(node => node.Count() == brokers
                        && node.All(heard => own.TryGetValue(heard.Key.Way, out var at) && heard.Value.IsMissed(at)))
                    .Select(node => node.Key),
            ];
        }
    }

    /// <summary>Forgets a node until its next sign, as if it had never been in time.</summary>
    internal void Forget(string node) => Forget(heard => heard.Node == node);

    ((string Node, NodeSigns Signs)[] Nodes, TimeSpan Least) SpeakingAt(IServiceLink way)
    {
        var own = _heard.GetValueOrDefault((names.Own, way))?.At ?? long.MinValue;
        var speaking = _heard.Where(heard => heard.Key.Way == way && !heard.Value.IsSilent(own)).Select(heard => (heard.Key.Node, heard.Value)).ToArray();
        return (speaking, speaking.Select(heard => heard.Value.Lag).DefaultIfEmpty().Min());
    }

    Task HearAsync(string topic, ReadOnlyMemory<byte> payload, IServiceLink way)
    {
        var node = topic[(topic.LastIndexOf('/') + 1)..];
        if (payload.Span is not [Takes or Listens, var steps] || !Topics.IsName(node) || _heard.Count >= MostNodes)
        {
            // This node itself goes on until it leaves its share.
            return node != names.Own && _heard.TryRemove((node, way), out _) ? _shares[way].RegroupAsync(AliveAt(way)) : Task.CompletedTask;
        }

        var signs = _heard.GetOrAdd((node, way), _ => new NodeSigns(time));
        if (node == names.Own && signs.IsSilent(time.GetTimestamp()))
        {
            // This node stood still, or the broker was gone: what was heard before says nothing about the others.
            Forget(heard => heard.Way == way && heard.Node != names.Own);
        }

        signs.Hear(payload.Span[0] == Takes, steps * Step);
        WarnOfSameMark(node);
        return node == names.Own ? FollowAsync(way) : Task.CompletedTask;
    }

    void Forget(Predicate<(string Node, IServiceLink Way)> which)
    {
        foreach (var heard in _heard.Keys.Where(heard => which(heard)))
        {
            _heard.TryRemove(heard, out _);
        }
    }

    Task FollowAsync(IServiceLink way)
    {
        var (speaking, least) = SpeakingAt(way);
        foreach (var (_, signs) in speaking)
        {
            signs.Compare(least);
        }

        return _shares[way].FollowAsync(AliveAt(way));
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
                await links.PublishToAllAsync(names.SignsOf(names.Own), SignAt, stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The service is stopping.
        }
    }

    byte[] SignAt(IServiceLink way) => [_shares[way].IsTaken ? Takes : Listens, (byte)Math.Min(way.Lag / Step, byte.MaxValue)];
}
