namespace Pedestal.Ticketing;

/// <summary>An enrolment pedestal, as ticketing has to tell it from others.</summary>
/// <param name="Pedestal">Its name.</param>
/// <param name="IsInside">
/// Whether it stands behind the gates: there a ticket that its guest has just entered with still opens an enrolment.
/// </param>
public readonly record struct Booth(string Pedestal, bool IsInside = false);
