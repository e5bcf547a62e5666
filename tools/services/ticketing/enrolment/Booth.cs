namespace Pedestal.Ticketing;

/// <summary>An enrolment pedestal, as far as ticketing distinguishes them.</summary>
/// <param name="Pedestal">Its name.</param>
/// <param name="IsInside">
/// Whether it is inside the venue, where a ticket that its guest has just used to enter still opens an enrolment.
/// </param>
/// <param name="Entrance">Where it is.</param>
public readonly record struct Booth(string Pedestal, bool IsInside = false, Entrance Entrance = default);
