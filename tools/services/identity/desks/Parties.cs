namespace Pedestal.Identity;

/// <summary>A relying party as it is reached at a venue.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Party">The party.</param>
/// <param name="Ticketing">The way to it.</param>
public sealed record PartyLink(string Venue, string Party, ITicketing Ticketing);

/// <summary>The relying parties, and where each is reached. None is ever asked about a token of another.</summary>
/// <param name="links">The ways to them; of a venue, its own party first.</param>
public sealed class Parties(params IReadOnlyList<PartyLink> links)
{
    /// <summary>The way to a party, over a venue's network if it is reached there; null if it is not reached at all.</summary>
    public ITicketing? Find(string party, string? venue = null) =>
        (links.FirstOrDefault(link => link.Party == party && link.Venue == venue)
            ?? links.FirstOrDefault(link => link.Party == party))?.Ticketing;

    /// <summary>The parties that are reached at a venue, its own first.</summary>
    public IReadOnlyList<string> At(string venue) =>
        [.. links.Where(link => link.Venue == venue).Select(link => link.Party)];
}
