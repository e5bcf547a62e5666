using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// The stored fields of a ticket that a decision needs, such as when its code was shown at an entrance, in seconds since 1970,
/// and the step of its last accepted signed code.
/// </summary>
sealed record StoredTicket(string Account, string Event, bool IsValid, bool IsRotating, string? RedeemedBy,
    long? ShownAt, long? ShownStep)
{
    /// <summary>The ticket with a code; null if there is none.</summary>
    public static StoredTicket? Find(Session session, string code) => session.Rows(
        "SELECT account, event, status, rotating, redeemed_by, shown_at, shown_step FROM tickets WHERE code = @code",
        row => new StoredTicket(row.GetString(0), row.GetString(1), row.GetString(2) == "valid", row.GetInt64(3) == 1,
            row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt64(6)),
        ("code", code)).SingleOrDefault();

    /// <summary>Why it is refused when presented with a signed or a plain code, for an event, or for any if null.</summary>
    public RefusalReason RefusalOf(bool isSigned, string? @event) =>
        !IsValid ? RefusalReason.Cancelled
        : @event is not null && Event != @event ? RefusalReason.OtherEvent
        : IsRotating && !isSigned ? RefusalReason.StaticCopy
        : !IsRotating && isSigned ? RefusalReason.NotRotating
        : RefusalReason.None;
}
