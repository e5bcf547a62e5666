namespace Pedestal.Identity;

/// <summary>What the enrolment desk needs to know.</summary>
public sealed class EnrolmentOptions
{
    /// <summary>The event whose gallery new palms join.</summary>
    public required string Event { get; init; }

    /// <summary>The consent text shown at the pedestals; without one nobody is enrolled.</summary>
    public ConsentText? Consent { get; init; }

    /// <summary>How long an unfinished enrolment waits for its next sample before it is forgotten.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(2);
}
