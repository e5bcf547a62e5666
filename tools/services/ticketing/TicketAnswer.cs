using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>Why a ticket opened nothing: for staff, in log and metrics. The guest is told the decision alone.</summary>
public enum RefusalReason
{
    /// <summary>It was not refused, or its decision says all.</summary>
    None,

    /// <summary>No ticket has this code; the account has no ticket at all.</summary>
    Unknown,

    /// <summary>The ticket was cancelled.</summary>
    Cancelled,

    /// <summary>The ticket is for another event.</summary>
    OtherEvent,

    /// <summary>The plain code of a rotating ticket: a copy of what was printed or sent.</summary>
    StaticCopy,

    /// <summary>A rotating code for a ticket that does not rotate.</summary>
    NotRotating,

    /// <summary>A rotating code of another time: a picture of it, or a telephone whose clock is off.</summary>
    OutOfTime,

    /// <summary>A rotating code whose signature is not this ticketing's, or that is cut off.</summary>
    NotAuthentic,

    /// <summary>The token stands for no account.</summary>
    NoAccount,

    /// <summary>The account's ticket is redeemed by its code only, since lanes may admit it by themselves.</summary>
    CodeOnly,

    /// <summary>A palm was linked with this static code before, so that it opens no second enrolment.</summary>
    PalmLinked,

    /// <summary>This very signed code was shown before; the next one opens an enrolment.</summary>
    CodeShown,

    /// <summary>The account has just refused an enrolment with this ticket.</summary>
    RefusedByAccount,
}

/// <summary>What ticketing decided.</summary>
/// <param name="Decision">What the pedestal is told.</param>
/// <param name="Reason">Why not, for staff.</param>
public readonly record struct TicketAnswer(Decision Decision, RefusalReason Reason = RefusalReason.None)
{
    /// <summary>A decision that needs no reason.</summary>
    public static implicit operator TicketAnswer(Decision decision) => FromDecision(decision);

    /// <summary>A decision that needs no reason.</summary>
    public static TicketAnswer FromDecision(Decision decision) => new(decision);

    /// <summary>The decision, and the reason if there is one.</summary>
    public override string ToString() => Reason == RefusalReason.None ? $"{Decision}" : $"{Decision} ({Reason})";

    internal static TicketAnswer NoTicket(RefusalReason reason) => new(Decision.NoTicket, reason);

    internal static TicketAnswer UnknownTicket(RefusalReason reason = RefusalReason.Unknown) =>
        new(Decision.UnknownTicket, reason);
}
