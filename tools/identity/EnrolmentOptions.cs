namespace Pedestal.Identity;

/// <summary>What the enrolment desk needs to know.</summary>
public sealed class EnrolmentOptions
{
    /// <summary>The event whose gallery new palms join.</summary>
    public required string Event { get; init; }

    /// <summary>Version of the consent text shown at the pedestals.</summary>
    public int ConsentVersion { get; init; } = 1;

    /// <summary>Unfinished enrolments held at most; beyond it a new one is told to wait.</summary>
    public int MaximumPending { get; init; } = 64;

    /// <summary>How long an unfinished enrolment waits for its next sample before it is forgotten.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(2);
}
