namespace Pedestal.Ticketing;

/// <summary>A lane where somebody admits by hand.</summary>
/// <param name="Entrance">Its entrance.</param>
/// <param name="Pedestal">Its pedestal.</param>
public readonly record struct Lane(Entrance Entrance, string Pedestal);
