using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>Why a ticket was refused: for staff, in log and metrics. The guest is only told the decision.</summary>
public enum RefusalReason
{
    /// <summary>It was not refused, or the decision is reason enough.</summary>
    None,

    /// <summary>No ticket has this code, or the account has no ticket.</summary>
    Unknown,

    /// <summary>The ticket was cancelled.</summary>
    Cancelled,

    /// <summary>The ticket is for another event.</summary>
    OtherEvent,

    /// <summary>The plain code of a rotating ticket: a copy of what was printed or sent.</summary>
    StaticCopy,

    /// <summary>A rotating code for a ticket that does not rotate.</summary>
    NotRotating,

    /// <summary>A rotating code of another time: a picture of it, or a telephone whose clock is wrong.</summary>
    OutOfTime,

    /// <summary>A rotating code with another signature, or cut off.</summary>
    NotAuthentic,

    /// <summary>The token belongs to no account.</summary>
    NoAccount,

    /// <summary>The account's ticket can only be redeemed by its code, because lanes may admit it offline.</summary>
    CodeOnly,

    /// <summary>A palm was linked with this static code before; it opens no second enrolment.</summary>
    PalmLinked,

    /// <summary>This signed code was shown before; the next one opens an enrolment.</summary>
    CodeShown,

    /// <summary>A lane admitted the ticket offline while its event was not open.</summary>
    NotOpen,

    /// <summary>The account has just refused an enrolment with this ticket.</summary>
    RefusedByAccount,

    /// <summary>The ticket was transferred and has another code now.</summary>
    Replaced,

    /// <summary>All tickets of the account for this event are other persons'.</summary>
    OtherPersons,

    /// <summary>A guest left whom no entry had let in.</summary>
    NotInside,

    /// <summary>The pedestal had withdrawn the request before it arrived.</summary>
    Withdrawn,

    /// <summary>The ticket's order is not paid.</summary>
    Unpaid,

    /// <summary>The organiser has not approved the ticket's order yet.</summary>
    Unapproved,

    /// <summary>Tickets of this product are not admitted here.</summary>
    OtherProduct,

    /// <summary>A rule of the organiser in another system; that system's explanation is in the log.</summary>
    OtherRule,

    /// <summary>Several tickets have this code.</summary>
    Ambiguous,

    /// <summary>The ticket was exchanged for a medium, such as a wristband, which must be used instead.</summary>
    Exchanged,

    /// <summary>The ticket must be exchanged for a medium, such as a wristband, before it admits anybody.</summary>
    ExchangeNeeded,

    /// <summary>The other system does not know the medium.</summary>
    MediumUnknown,

    /// <summary>The other system has the medium already.</summary>
    MediumExists,

    /// <summary>The other system asks questions about this ticket that nobody can answer at a pedestal.</summary>
    QuestionsOpen,

    /// <summary>The other system failed, or refused for a reason that this program does not know.</summary>
    OtherSystem,
}

/// <summary>A decision of ticketing.</summary>
/// <param name="Decision">The decision sent to the pedestal.</param>
/// <param name="Reason">The reason for a refusal, for staff.</param>
/// <param name="Notes">Of an admission: its <see cref="AdmissionNotes"/>.</param>
public readonly record struct TicketOutcome(Decision Decision, RefusalReason Reason = RefusalReason.None, byte Notes = 0)
{
    /// <summary>A decision without a reason.</summary>
    public static implicit operator TicketOutcome(Decision decision) => FromDecision(decision);

    /// <summary>A decision without a reason.</summary>
    public static TicketOutcome FromDecision(Decision decision) => new(decision);

    /// <summary>The decision, and the reason if there is one.</summary>
    public override string ToString() => Reason == RefusalReason.None ? $"{Decision}" : $"{Decision} ({Reason})";

    internal static TicketOutcome NoTicket(RefusalReason reason) => new(Decision.NoTicket, reason);

    internal static TicketOutcome UnknownTicket(RefusalReason reason = RefusalReason.Unknown) =>
        new(Decision.UnknownTicket, reason);
}
