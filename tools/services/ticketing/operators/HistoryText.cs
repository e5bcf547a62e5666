using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>A ticket and its history in words, for staff; instants are UTC.</summary>
static class HistoryText
{
    /// <summary>The ticket, and what each entrance would decide now.</summary>
    internal static IEnumerable<string> Why(TicketHistory history)
    {
        yield return Of(history.Ticket);
        if (history.Entries.LastOrDefault(entry => entry.State != EntryState.Undone) is { } last)
        {
            yield return $"Last passage: {Of(last)}";
        }

        foreach (var verdict in history.Now)
        {
            yield return $"{verdict.Event}, {verdict.Entrance}: {Of(verdict)}";
        }

        if (history.Now.Count == 0)
        {
            yield return "No event is open now.";
        }
    }

    /// <summary>The ticket, its passages, and what was done about it.</summary>
    internal static IEnumerable<string> History(TicketHistory history) =>
    [
        Of(history.Ticket), .. history.Entries.Select(Of), .. history.Acts.Select(Of),
    ];

    /// <summary>An act.</summary>
    internal static string Of(Act act) => $"{act.At:u} {act.By}: {WordOf(act.Kind)}"
        + (act.Code is null ? "" : $" {act.Code}") + (act.Entry is null ? "" : $", entry {act.Entry}")
        + (act.About is null ? "" : $", {act.About}") + (act.Reason is null ? "" : $": {act.Reason}");

    static string Of(TicketView ticket) => $"{ticket.Code}: {string.Join(", ", ticket.Events)}"
        + (ticket.Product.Length == 0 ? "" : $", {ticket.Product}") + $", account {ticket.Account}"
        + (ticket.IsRotating ? ", rotating" : "") + (ticket.Uses is { } uses ? $", {uses} uses" : "")
        + (ticket.IsPersonal ? ", one person's" : "") + (ticket.IsCancelled ? ", cancelled" : "")
        + (ticket.Blocked is { } blocked ? $", blocked: {blocked}" : "")
        + ticket.Guest switch
        {
            Whereabouts.Inside => "; its guest is inside",
            Whereabouts.Left => "; its guest was inside and is not now",
            _ => "; not used yet",
        };

    static string Of(EntryView entry) => $"{entry.At:u} entry {entry.Number} {(entry.Direction == Direction.In ? "in" : "out")}, "
        + $"{entry.Event ?? "no event"}, {entry.Entrance}, {entry.Pedestal}, by {entry.Medium.ToString().ToLowerInvariant()}: "
        + entry.State switch
        {
            EntryState.Provisional => "admitted, the passage is not reported yet",
            EntryState.Counted => "counted",
            EntryState.Passed => $"passed {entry.PassedAt:u}",
            _ => $"undone {entry.UndoneAt:u} by {entry.UndoneBy}",
        }
        + (entry.Reason is null ? "" : $" ({entry.Reason})");

    // In words where a decision alone would leave staff guessing.
    static string Of(EntranceVerdict verdict) => verdict.Decision switch
    {
        Decision.Admitted => "would be admitted",
        Decision.TicketUsed => "refused, it was used",
        Decision.AlreadyInside => "refused, its guest is inside",
        Decision.NotLeft => "refused, its guest has not left; an exit was not recorded, or another person is inside with it",
        Decision.UsedToday => "refused, it was used today",
        Decision.TooEarly => "refused, its time has not begun",
        Decision.EntryOver => "refused, its time is over",
        Decision.OtherEntrance => "refused, it admits at other entrances",
        Decision.AtOtherLane => "refused, its admission at another lane is still open; in a few seconds it admits anywhere",
        Decision.Blocked => "refused, it is blocked",
        Decision.Full => "refused, the event or zone is full",
        Decision.NoTicket => $"refused, {verdict.Reason}",
        var other => $"refused, {other}",
    };

    static string WordOf(ActKind kind) => kind switch
    {
        ActKind.Admitted => "admitted",
        ActKind.Undone => "undid",
        ActKind.Blocked => "blocked",
        ActKind.Unblocked => "unblocked",
        ActKind.OperatorAdded => "added the operator",
        ActKind.OperatorRotated => "gave another key to the operator",
        _ => "removed the operator",
    };
}
