namespace Pedestal.Messaging.Nodes;

/// <summary>
/// A node's share of the requests at one broker. The nodes that give signs of life there are a group, of which the broker gives each request
/// to one: to any, or to the one that subscribes for the request's device. A node that is silent stays behind in the former group, where it takes
/// requests from nobody: the others get all of them. One that hears the broker late leaves by itself. While nodes change groups a request may come
/// twice, and never not at all.
/// </summary>
/// <param name="way">The broker.</param>
/// <param name="names">The topics.</param>
/// <param name="devices">The devices now, each of which has one node; null: each node takes requests of all.</param>
/// <param name="handler">Gets the requests.</param>
sealed class RequestShare(
    ServiceLink way, NodeNames names, Func<IReadOnlyCollection<string>>? devices, Func<string, ReadOnlyMemory<byte>, Task> handler)
{
    // Within so many of its own signs a node that joins has heard those of all others, and takes no request that is theirs.
    const int Listening = 3;

    readonly SemaphoreSlim _changing = new(1, 1);
    int _signs;
    IReadOnlyList<string> _group = [];
    IReadOnlyCollection<string> _devices = [];
    volatile bool _isTaken;

    /// <summary>Whether the broker gives requests to this node. The others leave a share to it only then.</summary>
    internal bool IsTaken => _isTaken;

    /// <summary>Whether it does not, because it hears the broker late and another node in time.</summary>
    internal bool IsLate => !IsTaken && _signs >= Listening;

    /// <summary>Joins the group of the nodes that are alive, or leaves it; called with each of this node's own signs.</summary>
    internal Task FollowAsync(IReadOnlyCollection<string> alive)
    {
        _signs++;
        return RegroupAsync(alive);
    }

    /// <summary>Does the same as soon as a node is gone.</summary>
    internal async Task RegroupAsync(IReadOnlyCollection<string> alive)
    {
        if (_signs < Listening || !_changing.Wait(0))
        {
            return;
        }

        try
        {
            await JoinAsync(alive.Contains(names.Own) ? [.. alive.Order(StringComparer.Ordinal)] : [], devices?.Invoke() ?? [], CancellationToken.None);
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
        await JoinAsync([], [], cancellation);
    }

    async Task JoinAsync(IReadOnlyList<string> group, IReadOnlyCollection<string> known, CancellationToken cancellation)
    {
        if (group.SequenceEqual(_group) && known.SequenceEqual(_devices))
        {
            return;
        }

        (_group, _devices) = (group, known);
        _isTaken &= group.Count > 0;
        try
        {
            await way.UseAsync(FiltersOf(group, known), names.RequestsFilter, handler, cancellation);
        }
        finally
        {
            // A link that is lost meanwhile has it in place before it gives the next sign.
            _isTaken = group.Count > 0;
        }
    }

    string[] FiltersOf(IReadOnlyList<string> group, IReadOnlyCollection<string> known) =>
        group.Count == 0 ? []
        : devices is null ? [names.SharedFilterOf(group)]
        : [.. known.Where(device => DeviceNodes.Find(device, group) == names.Own).Select(device => names.SharedFilterOf(group, device))];
}
