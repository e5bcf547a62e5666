namespace Pedestal.Web.Services;

/// <summary>The tickets found.</summary>
/// <param name="Tickets">The tickets.</param>
public sealed record TicketsFound(IReadOnlyList<TicketShown> Tickets);

/// <summary>A ticket as staff sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Account">Its account.</param>
/// <param name="Events">The events that it is for.</param>
/// <param name="Product">Its product; empty for none.</param>
/// <param name="IsCancelled">Whether it is cancelled.</param>
/// <param name="IsRotating">Whether its code rotates.</param>
/// <param name="Uses">How often it may be used; null for no limit.</param>
/// <param name="Blocked">Why it is blocked; null while it is not.</param>
/// <param name="IsPersonal">Whether it is the ticket of one person's palm.</param>
/// <param name="Guest">Where its guest is: NotEntered, Inside or Left.</param>
public sealed record TicketShown(string Code, string Account, IReadOnlyList<string> Events, string Product, bool IsCancelled, bool IsRotating,
    int? Uses, string? Blocked, bool IsPersonal, string Guest)
{
    /// <summary>The ticket's state in words, and the class of its colour.</summary>
    public (string Words, string Class) State => this switch
    {
        { Blocked: not null } => ("blocked", "bad"),
        { IsCancelled: true } => ("cancelled", "bad"),
        { Guest: "Inside" } => ("inside", "good"),
        { Guest: "Left" } => ("left", "soft"),
        _ => ("not here yet", "soft"),
    };
}

/// <summary>What a lane would decide about a ticket's code now.</summary>
/// <param name="Event">The event that is open there.</param>
/// <param name="Entrance">The entrance.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason; "None" if the decision is reason enough.</param>
public sealed record VerdictShown(string Event, string Entrance, string Decision, string Reason);

/// <summary>A passage.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="Event">The event; null for an exit that belongs to none.</param>
/// <param name="Direction">In or Out.</param>
/// <param name="At">When.</param>
/// <param name="Entrance">Where.</param>
/// <param name="Pedestal">At which pedestal.</param>
/// <param name="Medium">By what.</param>
/// <param name="State">What is known of it; Undone if it does not count.</param>
/// <param name="UndoneAt">When it was undone.</param>
/// <param name="UndoneBy">By whom.</param>
/// <param name="Reason">What was noted about it.</param>
public sealed record EntryShown(long Number, string? Event, string Direction, DateTimeOffset At, string Entrance, string Pedestal, string Medium,
    string State, DateTimeOffset? UndoneAt, string? UndoneBy, string? Reason);

/// <summary>Something that was done by hand.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="Kind">What.</param>
/// <param name="Code">The ticket; null for none.</param>
/// <param name="About">The lane or operator; null for none.</param>
/// <param name="Reason">Why.</param>
public sealed record ActShown(DateTimeOffset At, string By, string Kind, string? Code, string? About, string? Reason);

/// <summary>What was done by hand.</summary>
/// <param name="Acts">The acts, latest first.</param>
public sealed record ActsShown(IReadOnlyList<ActShown> Acts);

/// <summary>Everything about a ticket.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Now">What the lanes would decide now.</param>
/// <param name="Entries">Its passages.</param>
/// <param name="Acts">What was done about it by hand.</param>
public sealed record HistoryShown(TicketShown Ticket, IReadOnlyList<VerdictShown> Now, IReadOnlyList<EntryShown> Entries, IReadOnlyList<ActShown> Acts);

/// <summary>An admission by hand.</summary>
/// <param name="Entry">Its number in the log.</param>
/// <param name="Event">The event.</param>
/// <param name="Instead">What a lane would have decided.</param>
public sealed record AdmissionShown(long Entry, string Event, string Instead);
