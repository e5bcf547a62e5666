using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>Where a ticket's guest is.</summary>
public enum Whereabouts
{
    /// <summary>Not here yet.</summary>
    NotEntered,

    /// <summary>Inside.</summary>
    Inside,

    /// <summary>Was inside, and left.</summary>
    Left,
}

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
/// <param name="Guest">Where its guest is.</param>
public sealed record TicketView(string Code, string Account, IReadOnlyList<string> Events, string Product, bool IsCancelled,
    bool IsRotating, int? Uses, string? Blocked, bool IsPersonal, Whereabouts Guest);

/// <summary>A passage as staff sees it; times are whole seconds.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="Event">The event; null for an exit that belongs to none.</param>
/// <param name="Direction">In or out.</param>
/// <param name="At">When it was admitted.</param>
/// <param name="Entrance">The entrance.</param>
/// <param name="Pedestal">The pedestal.</param>
/// <param name="Medium">By what.</param>
/// <param name="State">What is known of it.</param>
/// <param name="PassedAt">When the guest passed; null where nobody knows.</param>
/// <param name="UndoneAt">When it was undone; null while it counts.</param>
/// <param name="UndoneBy">By whom.</param>
/// <param name="Reason">What was noted about it.</param>
public sealed record EntryView(long Number, string? Event, Direction Direction, DateTimeOffset At, string Entrance, string Pedestal, Medium Medium,
    EntryState State, DateTimeOffset? PassedAt, DateTimeOffset? UndoneAt, string? UndoneBy, string? Reason);

/// <summary>What a lane would decide about a ticket's code now.</summary>
/// <param name="Event">The event that is open there.</param>
/// <param name="Entrance">The entrance.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason, if the decision is not reason enough.</param>
public sealed record EntranceVerdict(string Event, string Entrance, Decision Decision, RefusalReason Reason);

/// <summary>Everything that staff may know of a ticket.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Now">What the lanes would decide now, for each entrance of the open events; none while no event is open.</param>
/// <param name="Entries">Its passages in order, those that were undone too.</param>
/// <param name="Acts">What was done about it by hand, in order.</param>
public sealed record TicketHistory(
    TicketView Ticket, IReadOnlyList<EntranceVerdict> Now, IReadOnlyList<EntryView> Entries, IReadOnlyList<Act> Acts);
