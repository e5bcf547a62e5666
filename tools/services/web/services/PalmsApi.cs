using System.Text.Json;
using Pedestal.Messaging.Guests;
using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Services;

/// <summary>What the matcher has of each event.</summary>
/// <param name="Shows">The parties' events and their galleries.</param>
/// <param name="Parties">How far each party's guest lists are followed.</param>
/// <param name="Events">What is stored for each event.</param>
public sealed record Galleries(IReadOnlyList<ShowGallery> Shows, IReadOnlyList<FollowedList> Parties, IReadOnlyList<StoredEvent> Events);

/// <summary>An event's gallery in memory.</summary>
/// <param name="Party">The party.</param>
/// <param name="Event">The event.</param>
/// <param name="Gallery">Its gallery; null while it is not loaded.</param>
public sealed record ShowGallery(string Party, EventDetails Event, GallerySize? Gallery);

/// <summary>A gallery's size.</summary>
/// <param name="Palms">Palms.</param>
/// <param name="Templates">Their templates.</param>
public sealed record GallerySize(int Palms, int Templates);

/// <summary>How far a party's guest lists are followed.</summary>
/// <param name="Party">The party.</param>
/// <param name="AgeSeconds">Seconds since they were known to be complete; null for not yet.</param>
/// <param name="Unknown">Entries whose guest has no palm.</param>
/// <param name="Fault">Why they are not followed; null while they are.</param>
public sealed record FollowedList(string Party, double? AgeSeconds, long Unknown, string? Fault);

/// <summary>What is stored for an event.</summary>
/// <param name="Name">The event.</param>
/// <param name="Persons">Guests who may enter with a palm.</param>
/// <param name="Palms">Their palms.</param>
/// <param name="OpenedAt">When its own key was created; null if it has none.</param>
/// <param name="Purged">Whether it is purged.</param>
public sealed record StoredEvent(string Name, long Persons, long Palms, DateTimeOffset? OpenedAt, bool Purged);

/// <summary>The matcher's requests.</summary>
public sealed class PalmsApi(VenueClient venue)
{
    /// <summary>Galleries, guest lists and what is stored for each event.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer; as for every request here.</exception>
    public Task<Galleries> GalleriesAsync(ActingPerson person) => venue.GetAsync<Galleries>(person, "/v1/events");

    /// <summary>Destroys an event's key and everything stored under it; returns the certificate.</summary>
    public Task<JsonElement> PurgeAsync(ActingPerson person, string name) =>
        venue.PostAsync<JsonElement>(person, "/v1/purges", new Dictionary<string, string> { ["event"] = name });
}
