namespace Pedestal.Identity;

/// <summary>An enrolment that still lacks samples, without anything about the guest.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Device">The pedestal.</param>
/// <param name="Samples">Samples in memory.</param>
/// <param name="Of">Samples that complete it.</param>
/// <param name="IdleSeconds">Seconds since the last sample.</param>
public sealed record UnfinishedEnrolment(string Venue, string Device, int Samples, int Of, int IdleSeconds);
