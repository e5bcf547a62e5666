namespace Pedestal.Messaging.Nodes;

/// <summary>
/// A node's share of the requests at one broker. The nodes that give signs of life there are a group, of which the broker gives each request
/// to one. A node that is silent stays behind in the former group, where it takes requests from nobody: the others get
/// all of them. While nodes change groups a request may come twice, and never not at all.
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

    /// <summary>Joins the group of the nodes that are alive; called with each of this node's own signs.</summary>
    internal async Task FollowAsync(IEnumerable<string> alive)
    {
        if (++_signs < Listening || !_changing.Wait(0))
        {
            return;
        }

        try
        {
            var filter = names.SharedFilterOf(alive.Order(StringComparer.Ordinal));
            var former = _filter;
            _filter = filter;
            if (former is null)
            {
                await way.SubscribeAsync(filter, handler, CancellationToken.None);
            }
            else if (former != filter)
            {
                await way.ResubscribeAsync(former, filter, CancellationToken.None);
            }
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
