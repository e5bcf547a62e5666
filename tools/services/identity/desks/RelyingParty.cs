namespace Pedestal.Identity;

/// <summary>
/// The parties that receive tokens. Each has its own token for a person, so that two of them cannot join their lists.
/// </summary>
public static class RelyingParty
{
    /// <summary>The party of a venue with one ticketing service, and of every database from before there were several.</summary>
    public const string Ticketing = "ticketing";
}
