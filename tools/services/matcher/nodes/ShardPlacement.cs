using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Pedestal.Matcher;

/// <summary>Where the copies of shards live: evenly spread over the nodes, and no two copies of a shard on one node while there are more.</summary>
sealed class ShardPlacement : PlacementStrategy;

/// <summary>Gives a grain <see cref="ShardPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement());

/// <summary>The place of each copy, which follows from the nodes that are in the cluster.</summary>
sealed class ShardPlaces(IClusterMembershipService membership, ILocalSiloDetails here) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(PlaceOf(ShardKey.Of(target.GrainIdentity.Key.ToString()), context.GetCompatibleSilos(target)));

    /// <summary>Whether a copy's place is this node.</summary>
    public bool IsHere(ShardKey key) => PlaceOf(key, membership.CurrentSnapshot.Members.Values
        .Where(node => node.Status == SiloStatus.Active).Select(node => node.SiloAddress).DefaultIfEmpty(here.SiloAddress)).Equals(here.SiloAddress);

    // In the order of their addresses, which is the same after a restart.
    static SiloAddress PlaceOf(ShardKey key, IEnumerable<SiloAddress> nodes)
    {
        SiloAddress[] ordered = [.. nodes.OrderBy(node => node.Endpoint.ToString(), StringComparer.Ordinal)];
        return ordered[(key.Shard.Number + key.Copy) % ordered.Length];
    }
}
