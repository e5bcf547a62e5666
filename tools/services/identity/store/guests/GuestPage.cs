namespace Pedestal.Identity;

/// <summary>A change of an event's guest list.</summary>
/// <param name="Event">The event's number within its party.</param>
/// <param name="TokenDigest">The SHA-256 of the guest's token.</param>
/// <param name="IsIn">Whether the token holds a ticket now.</param>
public readonly record struct GuestChange(long Event, byte[] TokenDigest, bool IsIn);

/// <summary>A page of the changes that a party reports.</summary>
/// <param name="Cursor">Where the next page begins; 16 bytes that only the party can read.</param>
/// <param name="IsLast">Whether there are no more changes now.</param>
/// <param name="Events">New and changed events, in order.</param>
/// <param name="Changes">Who is a guest and who is none any more, in order.</param>
public sealed record GuestPage(
    byte[] Cursor, bool IsLast, IReadOnlyList<PartyEvent> Events, IReadOnlyList<GuestChange> Changes);

/// <summary>What a page has changed.</summary>
/// <param name="Events">Whether an event is new, changed or gone.</param>
/// <param name="Guests">Whose membership of which event changed; persons only, as unknown tokens have none.</param>
public sealed record AppliedPage(bool Events, IReadOnlyList<(long Event, long Person)> Guests);
