namespace Pedestal.Identity;

/// <summary>
/// The parties that receive tokens. Each has its own token for a person, so that two of them cannot join their lists.
/// </summary>
public static class RelyingParty
{
    /// <summary>The venue's ticketing.</summary>
    public const string Ticketing = "ticketing";
}
