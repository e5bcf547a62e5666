using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>An admission by hand.</summary>
/// <param name="Entry">Its number in the log.</param>
/// <param name="Event">The event.</param>
/// <param name="Instead">What a lane would have decided about the ticket's code; admitted for a request that was sent again.</param>
/// <param name="IsRepeat">Whether the same request has admitted before, so that nothing was done now.</param>
public sealed record HandAdmission(long Entry, string Event, Decision Instead, bool IsRepeat = false);

/// <summary>What people do by hand. Each is an act, written in the transaction of what it does.</summary>
public sealed class ByHand
{
    readonly Database _database;

    internal ByHand(Database database) => _database = database;

    /// <summary>
    /// Admits a ticket's guest at a lane, whatever times, entrances, capacity and earlier entries say; a ticket that is cancelled,
    /// blocked or for another event admits nobody.
    /// </summary>
    /// <param name="code">The ticket's code.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="by">Who admits.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The time.</param>
    /// <param name="requestKey">Names the request, so that it admits once however often it is sent; null for one that is not sent again.</param>
    /// <param name="lastEntry">The last entry that whoever admits has seen, 0 for none; null for whatever happened.</param>
    /// <exception cref="HandException">The guest was not admitted.</exception>
    public HandAdmission Admit(string code, Lane lane, string by, string reason, DateTimeOffset now, string? requestKey = null,
        long? lastEntry = null) => _database.Write(session =>
    {
        var key = requestKey is null ? $"hand/{Guid.NewGuid():N}" : $"hand/{by}/{requestKey}";
        if (Before(session, key, code) is { } before)
        {
            return before;
        }

        var attempt = new EntryAttempt(lane.Entrance, lane.Pedestal, PassageTerms.AtOnce);
        var request = new LaneRequest(attempt, key, Medium.Hand, null, now);
        var open = EventBook.OpenAt(session, lane.Entrance, now)
            ?? throw new HandException(HandFault.Conflict, $"No event is open at the entrance {lane.Entrance.Name}, where {lane.Pedestal} is.");
        var ticket = Find(session, code, open);
        if (ticket.Entries is [.., var last] && last.Number > lastEntry)
        {
            throw new HandException(HandFault.Conflict,
                $"The ticket was used at {last.Entrance} at {last.At:HH:mm:ss} UTC, after you looked. See its history, then decide again.");
        }

        var verdict = Admission.OfCode([ticket], isSigned: ticket.IsRotating, request.At(session, open));
        if (verdict.Outcome.Decision is Decision.NoTicket or Decision.Blocked)
        {
            throw new HandException(HandFault.Conflict,
                verdict.Outcome.Reason == RefusalReason.OtherEvent ? $"The ticket is not for {open.Details.Name}."
                : ticket.Blocked is { } blocked ? $"The ticket is blocked: {blocked}. A supervisor may unblock it."
                : "The ticket is cancelled.");
        }

        var entry = request.AdmitByHand(session, open, ticket, reason);
        ActLog.Write(session, new Act(now, by, ActKind.Admitted, Entry: entry, About: lane.Pedestal, Reason: reason), ticket.Number);
        return new HandAdmission(entry, open.Details.Name, verdict.Outcome.Decision);
    });

    /// <summary>Undoes an entry or an exit, so that it does not count any more.</summary>
    /// <exception cref="HandException">There is no such entry, or it does not count already.</exception>
    public void Undo(long number, string by, string reason, DateTimeOffset now) => _database.Write(session =>
    {
        var (ticket, entry) = EntryRows.Find(session, number)
            ?? throw new HandException(HandFault.Unknown, $"There is no entry {number}; the history of a ticket lists its entries.");
        if (entry.State == EntryState.Undone)
        {
            throw new HandException(HandFault.Conflict, $"Entry {number} was undone at {entry.UndoneAt:u} by {entry.UndoneBy}.");
        }

        EntryRows.Undo(session, entry, by, reason, now);
        ActLog.Write(session, new Act(now, by, ActKind.Undone, Entry: number, About: entry.Pedestal, Reason: reason), ticket);
    });

    /// <summary>Blocks a ticket, so that it admits nobody, whoever shows it.</summary>
    /// <exception cref="HandException">There is no such ticket, or it is blocked already.</exception>
    public void Block(string code, string by, string reason, DateTimeOffset now) =>
        Set(code, by, reason, isBlocked: true, now);

    /// <summary>Lets a blocked ticket admit again.</summary>
    /// <exception cref="HandException">There is no such ticket, or it is not blocked.</exception>
    public void Unblock(string code, string by, string? reason, DateTimeOffset now) =>
        Set(code, by, reason, isBlocked: false, now);

    void Set(string code, string by, string? reason, bool isBlocked, DateTimeOffset now) => _database.Write(session =>
    {
        var ticket = Find(session, code);
        if (isBlocked == ticket.Blocked is not null)
        {
            throw new HandException(HandFault.Conflict,
                ticket.Blocked is { } blocked ? $"The ticket is blocked already: {blocked}." : "The ticket is not blocked.");
        }

        session.Run("UPDATE tickets SET blocked = @reason WHERE number = @number",
            ("reason", isBlocked ? reason : null), ("number", ticket.Number));
        ActLog.Write(session, new Act(now, by, isBlocked ? ActKind.Blocked : ActKind.Unblocked, Reason: reason), ticket.Number);
    });

    static HandAdmission? Before(Session session, string key, string code)
    {
        var found = session.Rows(
            """
            SELECT e.number, n.name, t.code, e.state FROM entries e JOIN tickets t ON t.number = e.ticket LEFT JOIN events n ON n.number = e.event
            WHERE e.request = @request
            """,
            row => (Number: row.GetInt64(0), Event: row.IsDBNull(1) ? "" : row.GetString(1), Code: row.GetString(2), State: (EntryState)row.GetInt32(3)),
            ("request", key));
        return found is not [var entry] ? null
            : entry.Code != code ? throw new HandException(HandFault.Conflict, "This request has admitted another ticket. Give each request a key of its own.")
            : entry.State == EntryState.Undone
                ? throw new HandException(HandFault.Conflict, $"This request admitted the guest as entry {entry.Number}, which is undone. Admit again with another key.")
            : new HandAdmission(entry.Number, entry.Event, Decision.Admitted, IsRepeat: true);
    }

    static Ticket Find(Session session, string code, OpenEvent? open = null) =>
        !TicketStore.IsStorable(code) ? throw HandException.NoTicket()
        : (open is null ? TicketRows.Find(session, code)
            : TicketRows.AtLane(session, code, open.Details.Number, pedestal: "", DateTimeOffset.UnixEpoch).Find(t => t.Tie == Tie.Held))
            ?? throw HandException.NoTicket();
}
