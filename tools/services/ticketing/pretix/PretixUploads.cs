using System.Globalization;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>An entry on its way to pretix.</summary>
/// <param name="Nonce">What pretix knows the check-in by; the same again makes no second one.</param>
/// <param name="List">The check-in list.</param>
/// <param name="Direction">The direction.</param>
/// <param name="At">When the guest was admitted.</param>
/// <param name="Secret">The ticket's code in pretix; null when there is no entry.</param>
/// <param name="IsUndone">Whether the check-in is to be annulled; otherwise it is to be made.</param>
/// <param name="UndoneAt">When it was undone.</param>
sealed record PretixUpload(
    string Nonce, long List, Direction Direction, DateTimeOffset At, string? Secret, bool IsUndone, DateTimeOffset UndoneAt);

/// <summary>
/// The entries on their way to pretix, as rows of the table "pretix_uploads", so that a restart or an outage of days loses none and
/// sends none twice.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="venue">The venue.</param>
sealed class PretixUploads(Database database, string venue)
{
    // How long an entry may still be undone, and its check-in annulled; pretix allows a quarter of an hour.
    static readonly TimeSpan Reversible = TimeSpan.FromMinutes(20);

    // How long a pedestal's report that nobody passed may take.
    static readonly TimeSpan Unreported = TimeSpan.FromMinutes(1);

    const string Read = "uploads";
    const char Again = '#';
    const int Batch = 200;

    /// <summary>Takes up some of the entries made since the last time; whether there are more.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="before">Later entries may still be decided about by pretix.</param>
    internal bool TakeUp(IReadOnlyList<PretixMirrorList> lists, DateTimeOffset before) => database.Write(session =>
    {
        var last = long.Parse(PretixNotes.Get(session, Read) ?? "0", CultureInfo.InvariantCulture);
        var (after, taken) = (last, 0);
        foreach (var (number, ticket, e, direction, at, request) in session.Rows(
            """
            SELECT e.number, e.ticket, e.event, e.direction, e.at, e.request FROM entries e
            WHERE e.number > @after AND e.number < COALESCE((SELECT min(l.number) FROM entries l WHERE l.number > @after AND l.at > @before),
                e.number + 1)
            ORDER BY e.number LIMIT @most
            """,
            row => (row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt32(2),
                row.GetInt32(3), row.GetInt64(4), row.GetString(5)),
            ("before", before.ToUnixTimeSeconds()), ("after", last), ("most", Batch)))
        {
            (after, taken) = (number, taken + 1);
            if (ticket is not null && !request.StartsWith(PretixCheckins.Key, StringComparison.Ordinal)
                && lists.FirstOrDefault(list => list.Number == e) is { } list)
            {
                Insert(session, new Row(NonceOf(request), number, ticket, list.Setting.Id, direction, at));
            }
        }

        if (after > last)
        {
            PretixNotes.Set(session, Read, after.ToString(CultureInfo.InvariantCulture));
        }

        return taken == Batch;
    });

    /// <summary>What is to be sent or annulled now, oldest first.</summary>
    internal List<PretixUpload> Due(DateTimeOffset now) => [.. database.Read(session => session.Rows(
        $"""
        SELECT u.nonce, u.tries, u.list, u.direction, u.at, p.secret, COALESCE(e.state, 3), COALESCE(e.undone_at, u.at)
        FROM pretix_uploads u LEFT JOIN entries e ON e.number = u.entry LEFT JOIN pretix_positions p ON p.ticket = u.ticket
        WHERE u.settled = 0 AND ((u.sent > 0 AND COALESCE(e.state, 3) = 3)
            OR (u.sent < 2 AND (e.state IN (1, 2) OR (e.state = 0 AND e.due < @unreported))))
        ORDER BY u.at, u.nonce LIMIT {Batch}
        """,
        row => new PretixUpload(
            NonceOf(row.GetString(0), row.GetInt64(1)), row.GetInt64(2), (Direction)row.GetInt32(3),
            DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetString(5),
            row.GetInt32(6) == (int)EntryState.Undone, DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(7))),
        ("unreported", (now - Unreported).ToUnixTimeSeconds())))];

    /// <summary>Notes that pretix may have the check-in from now on, whatever becomes of the request.</summary>
    internal void Sending(string nonce) => Change(nonce, "sent = 1");

    /// <summary>Notes that pretix has the check-in.</summary>
    internal void Sent(string nonce, DateTimeOffset now) =>
        Change(nonce, "sent = 2, sent_at = @now", ("now", now.ToUnixTimeSeconds()));

    /// <summary>Notes that pretix has it no more.</summary>
    internal void Annulled(string nonce) => Change(nonce, "sent = 0, tries = tries + 1");

    /// <summary>Notes that pretix does not take it; nothing more is tried.</summary>
    internal void Refused(string nonce, string reason) =>
        Change(nonce, "settled = 1, refusal = @reason", ("reason", reason));

    /// <summary>Goes on with those that a process that died was asking pretix about.</summary>
    internal void Resume() => database.Write(session => session.Run("UPDATE pretix_uploads SET settled = 0 WHERE settled = 2"));

    /// <summary>Closes those that can change no more.</summary>
    internal void Settle(DateTimeOffset now) => database.Write(session => session.Run(
        """
        UPDATE pretix_uploads SET settled = 1 WHERE settled = 0 AND at < @before AND (
            (sent = 2 AND EXISTS (SELECT 1 FROM entries e WHERE e.number = entry AND e.state <> 3))
            OR (sent = 0 AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.number = entry AND e.state <> 3)))
        """,
        ("before", (now - Reversible).ToUnixTimeSeconds())));

    /// <summary>How many entries pretix does not have yet, and how many it refused.</summary>
    internal (long Waiting, long Refused) Count() => database.Read(session => (
        session.Number(
            """
            SELECT count(*) FROM pretix_uploads u LEFT JOIN entries e ON e.number = u.entry
            WHERE u.settled = 0 AND ((u.sent > 0 AND COALESCE(e.state, 3) = 3) OR (u.sent < 2 AND e.state IN (1, 2)))
            """),
        session.Number("SELECT count(*) FROM pretix_uploads WHERE refusal IS NOT NULL")));

    /// <summary>The nonce of a request.</summary>
    internal string NonceOf(string request) => $"{venue}/{request}";

    /// <summary>The nonce of a row; an annulled one is not used again.</summary>
    internal static string NonceOf(string key, long tries) => tries == 0 ? key : $"{key}{Again}{tries}";

    /// <summary>The row of a nonce.</summary>
    internal static string KeyOf(string nonce) => nonce.Split(Again)[0];

    /// <summary>Adds one, unless it is there already.</summary>
    internal static void Insert(Session session, Row row) => session.Run(
        """
        INSERT INTO pretix_uploads(nonce, entry, ticket, list, direction, at)
        VALUES(@nonce, @entry, @ticket, @list, @direction, @at) ON CONFLICT DO NOTHING
        """,
        ("nonce", row.Nonce), ("entry", row.Entry), ("ticket", row.Ticket), ("list", row.List), ("direction", row.Direction),
        ("at", row.At));

    void Change(string nonce, string change, params ReadOnlySpan<(string, object?)> values)
    {
        (string, object?)[] all = [.. values, ("nonce", KeyOf(nonce))];
        database.Write(session => session.Run($"UPDATE pretix_uploads SET {change} WHERE nonce = @nonce", all));
    }

    /// <summary>A new row.</summary>
    internal sealed record Row(string Nonce, long? Entry, long? Ticket, long List, int Direction, long At);
}
