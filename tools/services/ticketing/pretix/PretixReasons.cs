using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// What pretix's answer to a check-in is here. Each of its documented reasons has a decision and reason of its own; one that is
/// not known admits nobody, and staff look at the ticket.
/// </summary>
static class PretixReasons
{
    /// <summary>The decision about an entry.</summary>
    /// <param name="answer">pretix's answer.</param>
    /// <param name="isPalm">Whether a palm was shown, not a code.</param>
    /// <param name="allowsReentry">Whether the list admits again who has left.</param>
    /// <param name="now">The time of the check-in.</param>
    internal static TicketOutcome OfEntry(PretixRedeemed answer, bool isPalm, bool allowsReentry, DateTimeOffset now) => answer.Status switch
    {
        "ok" => Decision.Admitted,
        "incomplete" => new TicketOutcome(Decision.Unavailable, RefusalReason.QuestionsOpen),
        "exchange" => new TicketOutcome(Decision.Unavailable, RefusalReason.ExchangeNeeded),
        "error" => OfError(answer, isPalm, allowsReentry, now),
        _ => new TicketOutcome(Decision.Unavailable, RefusalReason.OtherSystem),
    };

    /// <summary>
    /// The decision about an exit: only an unknown code does not open. Whoever is inside is let out, whatever became of the ticket.
    /// </summary>
    internal static TicketOutcome OfExit(PretixRedeemed answer) => answer switch
    {
        { Status: "error", Reason: "invalid" } => TicketOutcome.UnknownTicket(),
        { Status: "ok" or "error" or "incomplete" or "exchange" } => Decision.Left,
        _ => new TicketOutcome(Decision.Unavailable, RefusalReason.OtherSystem),
    };

    static TicketOutcome OfError(PretixRedeemed answer, bool isPalm, bool allowsReentry, DateTimeOffset now) => answer.Reason switch
    {
        "invalid" => TicketOutcome.UnknownTicket(),
        "unpaid" => new TicketOutcome(Decision.Blocked, RefusalReason.Unpaid),
        "unapproved" => new TicketOutcome(Decision.Blocked, RefusalReason.Unapproved),
        "blocked" => Decision.Blocked,
        "invalid_time" => answer.Position?.ValidFrom > now ? Decision.TooEarly : Decision.EntryOver,
        "canceled" => TicketOutcome.NoTicket(RefusalReason.Cancelled),
        "already_redeemed" => allowsReentry ? Decision.NotLeft : isPalm && IsInside(answer) ? Decision.AlreadyInside : Decision.TicketUsed,
        "product" => new TicketOutcome(Decision.OtherEntrance, RefusalReason.OtherProduct),
        "rules" => TicketOutcome.NoTicket(RefusalReason.OtherRule),
        "ambiguous" => TicketOutcome.NoTicket(RefusalReason.Ambiguous),
        "revoked" => TicketOutcome.NoTicket(RefusalReason.Replaced),
        "already_exchanged" => TicketOutcome.NoTicket(RefusalReason.Exchanged),
        "medium_invalid" => TicketOutcome.NoTicket(RefusalReason.MediumUnknown),
        "medium_exists" => TicketOutcome.NoTicket(RefusalReason.MediumExists),
        _ => new TicketOutcome(Decision.Unavailable, RefusalReason.OtherSystem),
    };

    static bool IsInside(PretixRedeemed answer) =>
        answer.Position?.Checkins?.MaxBy(checkin => checkin.Datetime) is { Type: not "exit" };
}
