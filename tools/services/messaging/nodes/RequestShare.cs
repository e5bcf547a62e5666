namespace Pedestal.Messaging.Nodes;

/// <summary>
/// A node's share of the requests at one broker. The nodes that give signs of life there are a group, of which the broker gives each request
/// to one. A node that is silent stays behind in the former group, where it takes requests from nobody: the others get
/// all of them. One that hears the broker late leaves by itself. While nodes change groups a request may come twice, and never not at all.
/// </summary>
sealed class RequestShare(ServiceLink way, NodeNames names, Func<string, ReadOnlyMemory<byte>, Task> handler)
{
    // Within so many of its own signs a node that joins has heard those of all others, and takes no request that is theirs.
    const int Listening = 3;

    readonly SemaphoreSlim _changing = new(1, 1);
    int _signs;
    volatile string? _filter;

    /// <summary>Whether the broker gives requests to this node.</summary>
    internal bool IsTaken => _filter is not null;

    /// <summary>Whether it does not, because it hears the broker late and another node in time.</summary>
    internal bool IsLate => !IsTaken && _signs >= Listening;

    /// <summary>Joins the group of the nodes that are alive, or leaves it; called with each of this node's own signs.</summary>
    internal async Task FollowAsync(IReadOnlyCollection<string> alive)
    {
        if (++_signs < Listening || !_changing.Wait(0))
        {
            return;
        }

        try
        {
            var filter = alive.Contains(names.Own) ? names.SharedFilterOf(alive.Order(StringComparer.Ordinal)) : null;
            var former = _filter;
            _filter = filter;
            await ((former, filter) switch
            {
                (null, not null) => way.SubscribeAsync(filter, handler, CancellationToken.None),
                (not null, null) => way.UnsubscribeAsync(former, CancellationToken.None),
                (not null, not null) when former != filter => way.ResubscribeAsync(former, filter, CancellationToken.None),
                _ => Task.CompletedTask,
            });
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Takes no more requests.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        // For good: no sign that is still on its way brings the node back.
        await _changing.WaitAsync(cancellation);
        if (_filter is { } filter)
        {
            await way.UnsubscribeAsync(filter, cancellation);
        }
    }
}
