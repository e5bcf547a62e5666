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

/// <summary>What a privacy officer answers for, in numbers.</summary>
/// <param name="Persons">Persons enrolled.</param>
/// <param name="RetentionDays">Days after which unused palms are deleted.</param>
/// <param name="KeyPerEvent">Whether palms are sealed under a key of their event.</param>
/// <param name="Consents">How many persons agreed to which text.</param>
/// <param name="Deletions">The latest proofs of deletions.</param>
public sealed record PrivacySummary(
    long Persons, int RetentionDays, bool KeyPerEvent, IReadOnlyList<ConsentsShown> Consents, IReadOnlyList<ProofShown> Deletions);

/// <summary>Persons who agreed to a text.</summary>
/// <param name="Party">The party.</param>
/// <param name="Version">The text's version.</param>
/// <param name="TextDigest">Its SHA-256.</param>
/// <param name="Language">Its language.</param>
/// <param name="Persons">How many.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public sealed record ConsentsShown(
    string Party, int Version, string TextDigest, string Language, long Persons, DateTimeOffset First, DateTimeOffset Last);

/// <summary>The proof of a deletion.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Person">The person's number.</param>
/// <param name="Reason">Why.</param>
/// <param name="ConsentVersion">The version of the text.</param>
/// <param name="EnrolledAt">When the palms were stored.</param>
/// <param name="DeletedAt">When everything was deleted.</param>
/// <param name="Palms">Palms.</param>
/// <param name="Templates">Templates.</param>
/// <param name="Tokens">Tokens ended.</param>
public sealed record ProofShown(long Number, long Person, string Reason, int ConsentVersion, DateTimeOffset EnrolledAt, DateTimeOffset DeletedAt,
    int Palms, int Templates, int Tokens);

/// <summary>The audit log, checked.</summary>
/// <param name="Entries">Entries that are intact.</param>
/// <param name="Head">The last one's hash.</param>
/// <param name="BrokenAt">The first entry that is not; null for none.</param>
/// <param name="Latest">The last entries.</param>
public sealed record AuditShown(long Entries, string Head, long? BrokenAt, IReadOnlyList<AuditEntryShown> Latest);

/// <summary>An entry of the audit log.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Facts">JSON.</param>
public sealed record AuditEntryShown(long Number, DateTimeOffset At, string Kind, string Facts);

/// <summary>What waits for a person's approval.</summary>
/// <param name="Kind">Clock or Retention.</param>
/// <param name="Detail">What happened, and what approving it does.</param>
public sealed record HoldShown(string Kind, string Detail);

/// <summary>What about the stored palms needs a person or time.</summary>
/// <param name="Holds">What waits for approval.</param>
/// <param name="UnfinishedDeletions">Deletions not stored yet.</param>
public sealed record UpkeepShown(IReadOnlyList<HoldShown> Holds, int UnfinishedDeletions);

/// <summary>A person's record in words.</summary>
/// <param name="Person">The person's number.</param>
/// <param name="EnrolledAt">When the palms were stored.</param>
/// <param name="LastUsed">The day of the last use.</param>
/// <param name="Palms">The palms.</param>
/// <param name="Consents">The consents.</param>
/// <param name="Expected">The events for which the person is on a guest list.</param>
public sealed record RecordShown(long Person, DateTimeOffset EnrolledAt, DateOnly LastUsed, IReadOnlyList<PalmShown> Palms,
    IReadOnlyList<ConsentShown> Consents, IReadOnlyList<string> Expected);

/// <summary>A palm.</summary>
/// <param name="Side">Left or Right.</param>
/// <param name="Templates">How many templates.</param>
/// <param name="CapturedAt">When they were captured.</param>
/// <param name="Event">The event under whose key they are; null for none.</param>
public sealed record PalmShown(string Side, long Templates, DateTimeOffset CapturedAt, string? Event);

/// <summary>A consent.</summary>
/// <param name="Party">The party.</param>
/// <param name="Version">The text's version.</param>
/// <param name="TextDigest">Its SHA-256.</param>
/// <param name="Language">Its language.</param>
/// <param name="AgreedAt">When the person agreed.</param>
/// <param name="Text">The text; null if it was not kept.</param>
public sealed record ConsentShown(string Party, int Version, string TextDigest, string Language, DateTimeOffset AgreedAt, string? Text);

/// <summary>A link to a person's own page.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Expires">Until when it can be opened, once.</param>
public sealed record GuestLinkMade(string Path, DateTimeOffset Expires);

/// <summary>The result of a deletion.</summary>
/// <param name="Proof">Its proof.</param>
/// <param name="TicketingConfirmed">Whether the party has forgotten the token.</param>
/// <param name="Scrubbed">Whether the deleted values are overwritten.</param>
public sealed record DeletionShown(ProofShown Proof, bool TicketingConfirmed, bool Scrubbed);

/// <summary>The matcher's requests.</summary>
public sealed class PalmsApi(VenueClient venue)
{
    /// <summary>Galleries, guest lists and what is stored for each event.</summary>
    /// <exception cref="ServiceException">It was refused, or the venue does not answer; as for every request here.</exception>
    public Task<Galleries> GalleriesAsync(ActingPerson person) => venue.GetAsync<Galleries>(person, "/v1/events");

    /// <summary>Consents, retention and proofs.</summary>
    public Task<PrivacySummary> PrivacyAsync(ActingPerson person) => venue.GetAsync<PrivacySummary>(person, "/v1/privacy");

    /// <summary>Verifies the audit log, against a hash kept elsewhere if there is one.</summary>
    public Task<AuditShown> AuditAsync(ActingPerson person, string? head) =>
        venue.GetAsync<AuditShown>(person, head is null ? "/v1/audit" : $"/v1/audit?head={Uri.EscapeDataString(head)}");

    /// <summary>What waits for approval.</summary>
    public Task<UpkeepShown> UpkeepAsync(ActingPerson person) => venue.GetAsync<UpkeepShown>(person, "/v1/upkeep");

    /// <summary>Approves what waits.</summary>
    public Task<UpkeepShown> ApproveAsync(ActingPerson person, string kind) => venue.PostAsync<UpkeepShown>(person, "/v1/approvals", new { kind });

    /// <summary>What is stored about the person with this token.</summary>
    public Task<RecordShown> RecordAsync(ActingPerson person, string tokenDigest) =>
        venue.PostAsync<RecordShown>(person, "/v1/records", new { tokenDigest });

    /// <summary>Makes the link with which the person with this token sees the same.</summary>
    public Task<GuestLinkMade> LinkAsync(ActingPerson person, string tokenDigest) =>
        venue.PostAsync<GuestLinkMade>(person, "/v1/my-palm/links", new { tokenDigest });

    /// <summary>Withdraws the consent for the party whose token this is.</summary>
    public Task<JsonElement> WithdrawAsync(ActingPerson person, string tokenDigest) =>
        venue.PostAsync<JsonElement>(person, "/v1/withdrawals", new { tokenDigest });

    /// <summary>Deletes the person with this token.</summary>
    public Task<DeletionShown> DeleteAsync(ActingPerson person, string tokenDigest) =>
        venue.PostAsync<DeletionShown>(person, "/v1/deletions", new { tokenDigest });

    /// <summary>Destroys an event's key and everything stored under it; returns the certificate.</summary>
    public Task<JsonElement> PurgeAsync(ActingPerson person, string name) =>
        venue.PostAsync<JsonElement>(person, "/v1/purges", new Dictionary<string, string> { ["event"] = name });
}
