using Pedestal.Web.Services;

namespace Pedestal.Web.Operators.Door;

/// <summary>Why a guest is refused, and what a steward can do about it.</summary>
static class Reasons
{
    /// <summary>A verdict in a sentence.</summary>
    public static string Of(VerdictShown verdict) => (verdict.Decision, verdict.Reason) switch
    {
        ("Admitted", _) => "Would be admitted.",
        ("TicketUsed", _) => "The ticket has admitted its guest already and admits once. If it is the same guest, admit by hand.",
        ("AlreadyInside", _) => "Its guest counts as inside. If the guest went out past a lane, admit by hand.",
        ("NotLeft", _) => "Its guest is inside and has not left. If the exit was not counted, a supervisor undoes the entry.",
        ("UsedToday", _) => "It admits once a day, and has today.",
        ("TooEarly", _) => "It admits later, as the event's rules say.",
        ("EntryOver", _) => "The time in which it admits is over.",
        ("OtherEntrance", _) => "It is for another entrance.",
        ("OtherLane", _) => "It belongs to another lane, because lanes admit offline.",
        ("Full", _) => "The event, or the zone behind this entrance, is full. The lane admits as soon as somebody leaves.",
        ("Blocked", _) => "It is blocked; a supervisor may unblock it.",
        ("AtOtherLane", _) => "It has just been admitted at another lane, where the guest has not passed yet.",
        ("NoTicket", "Cancelled") => "It is cancelled. The box office knows why.",
        ("NoTicket", "OtherEvent") => "It is for another event.",
        ("NoTicket", "StaticCopy") => "Its code rotates: the guest shows it in the application, not as a picture.",
        ("NoTicket", "Replaced") => "It was transferred and has another code.",
        ("NoTicket", "CodeOnly") => "Only its code admits, no palm.",
        ("UnknownTicket", _) => "No ticket has this code.",
        ("NoEvent", _) => "No event is open there.",
        _ => $"{Words.Sentence(Words.Of(verdict.Decision))}{(verdict.Reason is "None" ? "" : $": {Words.Of(verdict.Reason)}")}.",
    };
}
