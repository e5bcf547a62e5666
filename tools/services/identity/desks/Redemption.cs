using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>Ticketing's reply to a redemption.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Notes">Admitted: its <see cref="AdmissionNotes"/>; otherwise zero.</param>
public readonly record struct Redemption(Decision Decision, byte Notes = 0)
{
    /// <summary>A decision without notes.</summary>
    public static implicit operator Redemption(Decision decision) => FromDecision(decision);

    /// <summary>A decision without notes.</summary>
    public static Redemption FromDecision(Decision decision) => new(decision);
}
