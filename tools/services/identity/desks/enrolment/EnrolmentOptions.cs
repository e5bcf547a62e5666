namespace Pedestal.Identity;

/// <summary>Settings of the enrolment desk.</summary>
public sealed class EnrolmentOptions
{
    /// <summary>The consent text shown at the pedestals; without one nobody can enrol.</summary>
    public ConsentText? Consent { get; init; }

    /// <summary>The texts of parties with one of their own; null for a party for which nobody can enrol.</summary>
    public IReadOnlyDictionary<string, ConsentText?> Consents { get; init; } = new Dictionary<string, ConsentText?>();

    /// <summary>The pedestals with a screen at which guests agree, as PEDESTAL or VENUE/PEDESTAL; without an agreement there no sample is kept.</summary>
    public IReadOnlyCollection<string> Screens { get; init; } = [];

    /// <summary>How long an unfinished enrolment waits for its next sample before it is discarded.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The age from which a known palm's samples are captured again and replaced.</summary>
    public TimeSpan RenewAfter { get; init; } = TimeSpan.FromDays(1_095);

    /// <summary>Whether palms are sealed under the key of the event at the booth's entrance, and are good for it alone.</summary>
    public bool KeyPerEvent { get; init; }

    /// <summary>The text that guests agree to for a party; null if nobody can enrol for it.</summary>
    internal ConsentText? ConsentFor(string party) => Consents.TryGetValue(party, out var own) ? own : Consent;
}
