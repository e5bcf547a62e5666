namespace Pedestal.Ticketing;

/// <summary>An entrance of a venue: with the time it says which event a guest is there for.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Name">The entrance.</param>
public readonly record struct Entrance(string Venue, string Name);
