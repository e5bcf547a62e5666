namespace Pedestal.Web.Live;

/// <summary>The lanes of an entrance.</summary>
/// <param name="Entrance">The entrance; empty for lanes that are at none.</param>
/// <param name="Lanes">The lanes.</param>
public sealed record LaneGroup(string Entrance, IReadOnlyList<Lane> Lanes)
{
    /// <summary>Those that do not serve, or not fully.</summary>
    public IReadOnlyList<Lane> Needing { get; } = [.. Lanes.Where(lane => lane.NeedsSomebody)];

    /// <summary>Lanes by entrance.</summary>
    public static IReadOnlyList<LaneGroup> Of(IEnumerable<Lane> lanes) =>
    [
        .. lanes.GroupBy(lane => lane.Entrance).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new LaneGroup(group.Key, [.. group])),
    ];
}
