namespace Pedestal.Identity;

/// <summary>Settings of the enrolment desk.</summary>
public sealed class EnrolmentOptions
{
    /// <summary>The event to whose gallery new palms are added.</summary>
    public required string Event { get; init; }

    /// <summary>The consent text shown at the pedestals; without one nobody can enrol.</summary>
    public ConsentText? Consent { get; init; }

    /// <summary>How long an unfinished enrolment waits for its next sample before it is discarded.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(2);
}
