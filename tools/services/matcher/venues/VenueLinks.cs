using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>The venues that the matcher serves, and the relying parties reached there.</summary>
sealed class VenueLinks
{
    /// <summary>Creates the venues' links.</summary>
    /// <param name="venues">Each venue's settings and keys, the first venue first.</param>
    /// <param name="tools">What they use.</param>
    /// <param name="broker">The first venue's broker, if it runs in this process.</param>
    /// <param name="node">This matcher's name among several; empty for the only one.</param>
    /// <exception cref="KeyFileException">A venue's keys lack the matcher's own.</exception>
    /// <exception cref="InvalidOperationException">Two key files are for one venue.</exception>
    public VenueLinks(IReadOnlyList<(VenueSettings Settings, KeyRing Keys)> venues, VenueTools tools, EmbeddedBroker? broker, string node)
    {
        if (venues.GroupBy(venue => venue.Keys.Venue).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException(
                $"Two of the matcher's key files are for the venue \"{twice.Key}\"; each venue is listed once.");
        }

        All = [.. venues.Select((venue, index) => new VenueLink(venue.Settings, venue.Keys, tools, index == 0 ? broker : null, node))];
        Parties = new Parties([.. All.SelectMany(venue => venue.PartyLinks)]);
    }

    /// <summary>The venues.</summary>
    public IReadOnlyList<VenueLink> All { get; }

    /// <summary>The parties reached at all of them.</summary>
    public Parties Parties { get; }

    /// <summary>The ways to each party, by its name.</summary>
    public ILookup<string, SealedTicketing> Ways => All.SelectMany(venue => venue.Parties)
        .ToLookup(party => party.Party, party => party.Ticketing, StringComparer.Ordinal);

    /// <summary>Why no requests arrive from a venue; null while they do from all.</summary>
    public string? LinkFault => All.Select(venue => venue.LinkFault is { } fault ? Of(venue, fault) : null).FirstOrDefault(fault => fault is not null);

    /// <summary>
    /// Why a venue's own party does not answer; null while all do. Another party's silence concerns only its own guests, and is
    /// told with its guest lists.
    /// </summary>
    public string? PartyFault => All.Select(venue => venue.Parties.First().Ticketing.Fault is { } fault ? Of(venue, fault) : null)
        .FirstOrDefault(fault => fault is not null);

    /// <summary>The venue of this name; null if there is none.</summary>
    public VenueLink? Find(string name) => All.FirstOrDefault(venue => venue.Name == name);

    string Of(VenueLink venue, string fault) => All.Count == 1 ? fault : $"{venue.Name}: {fault}";
}
