using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Pedestal.Matcher;

/// <summary>Where the copies of shards live: evenly spread over the nodes, and no two copies of a shard on one node while there are more.</summary>
sealed class ShardPlacement : PlacementStrategy;

/// <summary>Gives a grain <see cref="ShardPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement());

/// <summary>
/// The place of each copy, which follows from the nodes that are in the cluster: all of one release and with the same shards, so that each of
/// them can hold any copy. And what this node has room for.
/// </summary>
/// <param name="membership">The nodes.</param>
/// <param name="here">This one.</param>
/// <param name="room">See <see cref="ClusterSettings.Room"/>.</param>
sealed class ShardPlaces(IClusterMembershipService membership, ILocalSiloDetails here, int room) : IPlacementDirector
{
    readonly HashSet<ShardKey> _held = [];

    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(PlaceOf(ShardKey.Of(target.GrainIdentity.Key.ToString()), context.GetCompatibleSilos(target)));

    /// <summary>Whether a copy's place is this node.</summary>
    public bool IsHere(ShardKey key) => PlaceOf(key, membership.CurrentSnapshot.Members.Values
        .Where(node => node.Status == SiloStatus.Active).Select(node => node.SiloAddress).DefaultIfEmpty(here.SiloAddress)).Equals(here.SiloAddress);

    /// <summary>Takes the room that a copy needs here, or has already; false if there is none.</summary>
    public bool TakeRoom(ShardKey key)
    {
        lock (_held)
        {
            // A second copy of a shard helps nobody here, but while the first one moves, it takes its place.
            return _held.Contains(key)
                || (!_held.Any(held => held.Shard == key.Shard && IsHere(held))
                    && (room == 0 || _held.Count(held => held.Shard != key.Shard) < room)
                    && _held.Add(key));
        }
    }

    /// <summary>Gives the room of a copy back.</summary>
    public void GiveRoom(ShardKey key)
    {
        lock (_held)
        {
            _held.Remove(key);
        }
    }

    // In the order of their addresses, which is the same after a restart.
    static SiloAddress PlaceOf(ShardKey key, IEnumerable<SiloAddress> nodes)
    {
        SiloAddress[] ordered = [.. nodes.OrderBy(node => node.Endpoint.ToString(), StringComparer.Ordinal)];
        return ordered[(key.Shard.Number + key.Copy) % ordered.Length];
    }
}
