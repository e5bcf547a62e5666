using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>A guest whom pretix is asked about.</summary>
/// <param name="List">The check-in list.</param>
/// <param name="At">The lane.</param>
/// <param name="Code">The code presented; null for a palm.</param>
/// <param name="IsPalm">Whether a palm was shown.</param>
/// <param name="Call">The request.</param>
sealed record PretixAttempt(PretixMirrorList List, EntryAttempt At, string? Code, bool IsPalm, TicketCall Call);

/// <summary>What pretix is asked.</summary>
/// <param name="Nonce">What pretix knows the check-in by.</param>
/// <param name="Secret">The ticket's code in pretix.</param>
/// <param name="At">The time of the check-in.</param>
/// <param name="Entry">The entry here; null if the mirror admitted nobody.</param>
/// <param name="IsOpen">Whether pretix is to be asked; otherwise it has been.</param>
/// <param name="IsRefused">Whether it did not confirm then.</param>
sealed record PretixQuestion(string Nonce, string Secret, DateTimeOffset At, long? Entry, bool IsOpen, bool IsRefused);

/// <summary>What is written about a guest whom pretix decides about.</summary>
static class PretixOnline
{
    /// <summary>How long a decision of pretix may take; until then nothing else sends its entry.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Notes what pretix will be asked, before it is: whatever becomes of the request, a check-in that pretix may have by it is annulled
    /// if nobody passes. Null if the ticket is not pretix's.
    /// </summary>
    internal static PretixQuestion? Begin(Session session, PretixAttempt attempt, bool isAdmitted, string nonce, DateTimeOffset now)
    {
        var entry = isAdmitted ? EntryOf(session, attempt.Call.Key) : null;
        if ((entry is null ? attempt.Code : entry.Secret) is not { } secret)
        {
            return null;
        }

        var question = new PretixQuestion(entry?.Nonce ?? nonce, secret, entry?.At ?? now, entry?.Number,
            IsOpen: entry is not { IsThere: true } and not { IsUndone: true }, IsRefused: entry is { IsUndone: true });
        if (question.IsOpen)
        {
            PretixUploads.Insert(session, new PretixUploads.Row(question.Nonce, entry?.Number, entry?.Ticket, attempt.List.Setting.Id,
                (int)attempt.At.Terms.Direction, question.At.ToUnixTimeSeconds()));
            session.Run("UPDATE pretix_uploads SET sent = 1, settled = 2 WHERE nonce = @nonce", ("nonce", PretixUploads.KeyOf(question.Nonce)));
        }

        return question;
    }

    /// <summary>Adds the entry of a ticket that the mirror had not admitted; null if the mirror does not have the ticket.</summary>
    internal static long? Enter(Session session, string secret, PretixAttempt attempt, DateTimeOffset now)
    {
        if (session.Value("SELECT ticket FROM pretix_positions WHERE secret = @secret AND ticket IS NOT NULL", ("secret", secret)) is not { } ticket)
        {
            return null;
        }

        // Whoever is inside already is one person more nowhere.
        var isInside = PretixCheckins.Inside(session, Convert.ToInt64(ticket)) is not null;
        EntryRows.Add(session, Convert.ToInt64(ticket), new Entry
        {
            Number = 0, Event = attempt.List.Number, Direction = attempt.At.Terms.Direction, At = now, Due = attempt.At.DueAt(now),
            Entrance = attempt.At.Entrance.Name, Pedestal = attempt.At.Pedestal, Medium = Medium.Code, Request = attempt.Call.Key,
            IsVisit = !attempt.At.IsExit, State = attempt.At.State,
        }, attempt.At.IsExit || isInside ? null : attempt.At.Entrance.Name);
        return session.Number("SELECT number FROM entries WHERE request = @request", ("request", attempt.Call.Key));
    }

    /// <summary>Notes that pretix has the check-in.</summary>
    internal static void Confirm(Session session, string nonce, long? entry, DateTimeOffset now) => session.Run(
        """
        UPDATE pretix_uploads SET sent = 2, sent_at = @now, entry = @entry,
            ticket = COALESCE(ticket, (SELECT ticket FROM entries WHERE number = @entry)), settled = @settled WHERE nonce = @nonce
        """,
        ("now", now.ToUnixTimeSeconds()), ("entry", entry), ("settled", entry is null ? 1 : 0), ("nonce", PretixUploads.KeyOf(nonce)));

    /// <summary>Notes that pretix admitted nobody; if it gave no answer, it may have a check-in, which is annulled.</summary>
    internal static void Close(Session session, string nonce, bool isAnswered) => session.Run(
        "UPDATE pretix_uploads SET sent = @sent, settled = @settled WHERE nonce = @nonce",
        ("sent", isAnswered ? 0 : 1), ("settled", isAnswered ? 1 : 0), ("nonce", PretixUploads.KeyOf(nonce)));

    /// <summary>Undoes an entry that pretix did not confirm.</summary>
    internal static void Undo(Session session, long number, string by, TicketOutcome said, DateTimeOffset now)
    {
        var entry = session.Rows($"SELECT {EntryRows.Columns} FROM entries e WHERE e.number = @number", row => EntryRows.Read(row),
            ("number", number)).Single();
        if (entry.State != EntryState.Undone)
        {
            EntryRows.Undo(session, entry, by, said.ToString(), now);
        }
    }

    static OnlineEntry? EntryOf(Session session, string request) => session.Rows(
        """
        SELECT e.number, e.ticket, e.at, p.secret, u.nonce, COALESCE(u.tries, 0), COALESCE(u.sent, 0), e.state FROM entries e
        LEFT JOIN pretix_positions p ON p.ticket = e.ticket LEFT JOIN pretix_uploads u ON u.entry = e.number
        WHERE e.request = @request
        """,
        row => new OnlineEntry(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(2)),
            row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : PretixUploads.NonceOf(row.GetString(4), row.GetInt64(5)),
            row.GetInt64(6) == 2, row.GetInt32(7) == (int)EntryState.Undone),
        ("request", request)).FirstOrDefault();

    sealed record OnlineEntry(long Number, long? Ticket, DateTimeOffset At, string? Secret, string? Nonce, bool IsThere, bool IsUndone);
}
