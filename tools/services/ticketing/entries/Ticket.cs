using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>How a ticket is connected with what was presented at a lane.</summary>
enum Tie
{
    /// <summary>Its code was presented, or the person holds it.</summary>
    Held = 0,

    /// <summary>The person enrolled with it.</summary>
    Enrolled = 1,

    /// <summary>It is of the same account, and its admission at this lane is still open.</summary>
    OpenHere = 2,

    /// <summary>The person was admitted with it, although it is another's.</summary>
    Used = 3,

    /// <summary>It is of the same account, and no other person's.</summary>
    Free = 4,
}

/// <summary>A ticket and the passages that it was used for and that count, in the order of their times.</summary>
sealed record Ticket(
    long Number, string Code, string Account, bool IsValid, bool IsRotating, string Product, int? Uses, string? Blocked,
    byte[]? Holder, long? ShownStep, bool IsForEvent, Tie Tie, IReadOnlyList<Entry> Entries)
{
    /// <summary>Whether it was used for any event.</summary>
    public bool IsUsed => Entries.Any(e => e.Direction == Direction.In);

    /// <summary>When its code was last shown at an entrance.</summary>
    public DateTimeOffset? ShownAt => Entries.LastOrDefault(e => e is { Direction: Direction.In, Medium: Medium.Code })?.At;

    /// <summary>The entry of a guest who is inside, at whatever event; null if nobody is.</summary>
    public Entry? Inside => Entries is [.., { Direction: Direction.In } last] ? last : null;

    /// <summary>Its passages at an event.</summary>
    public IEnumerable<Entry> At(int @event) => Entries.Where(e => e.Event == @event);

    /// <summary>Why it is refused when presented with a signed or a plain code, whatever the rules.</summary>
    public RefusalReason RefusalOf(bool isSigned, bool forAnyEvent) =>
        !IsValid ? RefusalReason.Cancelled
        : !forAnyEvent && !IsForEvent ? RefusalReason.OtherEvent
        : IsRotating && !isSigned ? RefusalReason.StaticCopy
        : !IsRotating && isSigned ? RefusalReason.NotRotating
        : RefusalReason.None;
}
