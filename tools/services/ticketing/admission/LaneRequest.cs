using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>A request of a lane, and what is written for it.</summary>
/// <param name="Attempt">The lane and the terms.</param>
/// <param name="Key">The request's key.</param>
/// <param name="Medium">What was presented.</param>
/// <param name="Token">Digest of the token of a palm; null for a code.</param>
/// <param name="Now">The time.</param>
sealed record LaneRequest(EntryAttempt Attempt, string Key, Medium Medium, byte[]? Token, DateTimeOffset Now)
{
    /// <summary>The situation at an open event.</summary>
    public Situation At(Session session, OpenEvent open)
    {
        var entrance = Attempt.Entrance.Name;
        return new Situation(open.Details.Number, open.Rules, entrance, Attempt.Pedestal, Medium, Now,
            open.Rules.IsLimited && Attendance.IsFull(session, open, entrance, Now));
    }

    /// <summary>Writes what was decided about an entry, and returns it.</summary>
    public TicketOutcome Admit(Session session, OpenEvent open, Verdict verdict)
    {
        if (verdict.Ticket is not { } ticket)
        {
            return verdict.Outcome;
        }

        var notes = AdmissionNotes.Of(
            verdict.Companions, isSame: verdict.Same is not null, open.Rules.Of(ticket.Product).Attention is not null);
        Write(session, ticket, verdict.Same, origin: Attempt.Entrance.Name, Passage(ticket, open.Details.Number, notes) with
        {
            IsVisit = verdict.IsVisit,
        });
        return new TicketOutcome(Decision.Admitted, Notes: notes);
    }

    /// <summary>Writes an entry whatever was decided, because staff says so, and returns its number.</summary>
    public long AdmitByHand(Session session, OpenEvent open, Ticket ticket, string reason)
    {
        var today = open.Rules.DayOf(Now);
        Write(session, ticket, same: null, origin: Attempt.Entrance.Name, Passage(ticket, open.Details.Number, notes: 0) with
        {
            IsVisit = !ticket.At(open.Details.Number).Any(e => e.Direction == Direction.In && e.At >= today),
            Reason = reason,
        });
        return session.Number("SELECT number FROM entries WHERE request = @request", ("request", Key));
    }

    /// <summary>Writes an exit. Nobody is locked in: it is Left whatever the log says.</summary>
    public TicketOutcome Leave(Session session, Exit exit)
    {
        var notes = AdmissionNotes.Of(0, isSame: exit.Same is not null, needsAttention: false);
        var open = exit.Entry?.Event ?? exit.Same?.Event ?? EventBook.OpenAt(session, Attempt.Entrance, Now)?.Details.Number;
        Write(session, exit.Ticket, exit.Same, OriginOf(session, exit.Entry), Passage(exit.Ticket, open, notes));
        return new TicketOutcome(
            Decision.Left, exit.Entry is null && exit.Same is null ? RefusalReason.NotInside : RefusalReason.None, notes);
    }

    // Whoever came in on an earlier day no longer counts as inside.
    string? OriginOf(Session session, Entry? entry) =>
        entry is not { Event: { } number } || entry.At < EventTable.RulesOf(session, number).DayOf(Now) ? null : entry.Entrance;

    Entry Passage(Ticket? ticket, int? @event, byte notes) => new()
    {
        Number = 0,
        Event = @event,
        Direction = Attempt.Terms.Direction,
        At = ticket?.Entries is [.., var last] && last.At > Now ? last.At : Now,
        Due = Attempt.DueAt(Now),
        Entrance = Attempt.Entrance.Name,
        Pedestal = Attempt.Pedestal,
        Medium = Medium,
        Request = Key,
        Notes = notes,
        Token = Token,
        State = Attempt.State,
    };

    static void Write(Session session, Ticket? ticket, Entry? same, string? origin, Entry passage)
    {
        if (same is null)
        {
            EntryRows.Add(session, ticket?.Number, passage, origin);
        }
        else
        {
            EntryRows.Renew(session, same, passage);
        }
    }
}
