using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>What an import left as it was.</summary>
/// <param name="Used">Tickets that were used before; they stay used.</param>
/// <param name="Kept">Rows that could not be applied as they are written, with the reason; never quotes code or account.</param>
public sealed record ImportOutcome(int Used, IReadOnlyList<TicketRowNote> Kept);

/// <summary>
/// Writes imported tickets. What a ticket was used for always stays, and so does what was decided about it by hand: a transfer, a
/// block.
/// </summary>
sealed class TicketImport(Session session)
{
    readonly Dictionary<string, int> _events = new(StringComparer.Ordinal);
    readonly List<TicketRowNote> _kept = [];
    int _used;

    /// <summary>Writes rows; the guest lists of the accounts that gain or lose a ticket follow.</summary>
    public ImportOutcome Write(IReadOnlyList<TicketRow> rows)
    {
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (session.Value("SELECT 1 FROM ended_codes WHERE code = @code", ("code", row.Code)) is not null)
            {
                Keep(row, "its code was replaced when the ticket was transferred; the ticket stays as it is");
                continue;
            }

            var before = TicketRows.Find(session, row.Code);
            accounts.Add(row.Account);
            if (before is not null)
            {
                accounts.Add(before.Account);
            }

            Write(row, before);
        }

        GuestLists.Follow(session, accounts);
        return new ImportOutcome(_used, _kept);
    }

    void Write(TicketRow row, Ticket? before)
    {
        var account = AccountOf(row, before);
        var number = session.Number(
            """
            INSERT INTO tickets(code, account, status, rotating, product, uses)
            VALUES(@code, @account, @status, @rotating, @product, @uses)
            ON CONFLICT (code) DO UPDATE SET
                holder = CASE WHEN tickets.account = excluded.account THEN tickets.holder END,
                account = excluded.account, status = excluded.status, product = excluded.product, uses = excluded.uses,
                rotating = CASE WHEN tickets.rotating = 1 THEN 1 ELSE excluded.rotating END
            RETURNING number
            """,
            ("code", row.Code), ("account", account), ("status", row.Cancelled ? "cancelled" : "valid"),
            ("rotating", row.Rotating ? 1 : 0), ("product", row.Product), ("uses", row.Uses));
        WriteEvents(row, before, number);
        if (before is not null)
        {
            Compare(row, before);
        }
    }

    // A guest who is inside leaves by this account's palm.
    string AccountOf(TicketRow row, Ticket? before)
    {
        if (before?.Inside is null || before.Account == row.Account)
        {
            return row.Account;
        }

        Keep(row, "its guest is inside, so it stays with its account");
        return before.Account;
    }

    void WriteEvents(TicketRow row, Ticket? before, long number)
    {
        var wanted = row.Events.Select(NumberOf).ToHashSet();
        var present = before is null ? [] : session.Rows("SELECT event FROM ticket_events WHERE ticket = @ticket",
            found => found.GetInt32(0), ("ticket", number)).ToHashSet();
        var visited = before?.Entries.Select(e => e.Event).OfType<int>().ToHashSet() ?? [];
        foreach (var gone in present.Except(wanted))
        {
            if (visited.Contains(gone))
            {
                Keep(row, "it was used for an event that the list no longer names, and stays a ticket for that event");
            }
            else
            {
                session.Run("DELETE FROM ticket_events WHERE ticket = @ticket AND event = @event", ("ticket", number), ("event", gone));
            }
        }

        foreach (var added in wanted.Except(present))
        {
            session.Run("INSERT INTO ticket_events(ticket, event) VALUES(@ticket, @event)", ("ticket", number), ("event", added));
        }
    }

    void Compare(TicketRow row, Ticket before)
    {
        _used += before.IsUsed ? 1 : 0;
        if (before.Blocked is not null)
        {
            Keep(row, "it is blocked and stays blocked");
        }

        if (before.IsRotating && !row.Rotating)
        {
            Keep(row, "it stays rotating, because its secret is in an application");
        }

        if (row.Cancelled && before.IsValid && before.Inside is not null)
        {
            Keep(row, "it is cancelled now, but its guest is inside");
        }
    }

    int NumberOf(string name) => _events.TryGetValue(name, out var number) ? number : _events[name] = EventTable.Ensure(session, name);

    void Keep(TicketRow row, string reason) => _kept.Add(new TicketRowNote(row.Line, reason));
}
