using System.Data.Common;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// The rows of the table "entries". All writes of the log are here, each in the caller's transaction; since one transaction writes at a
/// time, no other lane changes a ticket's passages meanwhile. The database counts them by triggers.
/// </summary>
static class EntryRows
{
    /// <summary>The columns that <see cref="Read"/> expects, of the table or alias "e".</summary>
    internal const string Columns = "e.number, e.event, e.direction, e.at, e.due, e.entrance, e.pedestal, e.medium, e.request, e.notes, "
        + "e.token_hash, e.visit, e.state, e.undone_by, e.undone_at, e.passed_at, e.reason";

    const string Insert =
        """
        INSERT INTO entries(ticket, event, direction, at, due, entrance, origin, pedestal, medium, request, notes, token_hash, visit,
            state, passed_at, passed_by, reason)
        VALUES(@ticket, @event, @direction, @at, @due, @entrance, @origin, @pedestal, @medium, @request, @notes, @token, @visit,
            @state, @passed, @passedBy, @reason)
        """;

    /// <summary>A passage with its ticket, if there is one; null if the log has none of this number.</summary>
    internal static (long? Ticket, Entry Entry)? Find(Session session, long number) => session.Rows(
        $"SELECT e.ticket, {Columns} FROM entries e WHERE e.number = @number",
        row => ((long?, Entry)?)(row.IsDBNull(0) ? null : row.GetInt64(0), Read(row, 1)), ("number", number)).SingleOrDefault();

    /// <summary>Adds a passage.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="ticket">The ticket's number; null for a passage without one.</param>
    /// <param name="entry">The passage; its number is given by the log.</param>
    /// <param name="origin">Where a guest who leaves had come in; null if nobody knows.</param>
    internal static void Add(Session session, long? ticket, Entry entry, string? origin)
    {
        session.Post(Insert,
            ("ticket", ticket), ("event", entry.Event), ("direction", (int)entry.Direction), ("at", Seconds(entry.At)),
            ("due", Seconds(entry.Due)), ("entrance", entry.Entrance), ("origin", origin), ("pedestal", entry.Pedestal),
            ("medium", TextOf(entry.Medium)), ("request", entry.Request), ("notes", (int)entry.Notes), ("token", entry.Token),
            ("visit", entry.IsVisit ? 1 : 0), ("state", (int)entry.State),
            ("passed", entry.State == EntryState.Passed ? Seconds(entry.At) : null),
            ("passedBy", entry.State == EntryState.Passed ? entry.Request : null), ("reason", entry.Reason));
    }

    /// <summary>Gives an admission that is open, or was never confirmed, to another request of the same guest.</summary>
    internal static void Renew(Session session, Entry before, Entry after)
    {
        session.Post(
            """
            INSERT INTO repeats(request, entry, notes) SELECT request, number, notes FROM entries WHERE number = @number
            """,
            ("number", before.Number));
        session.Post(
            """
            UPDATE entries SET request = @request, at = @at, due = @due, entrance = @entrance,
                origin = CASE WHEN direction = 0 THEN @entrance ELSE origin END, pedestal = @pedestal, notes = @notes,
                token_hash = COALESCE(token_hash, @token), state = @state
            WHERE number = @number
            """,
            ("request", after.Request), ("at", Seconds(after.At)), ("due", Seconds(after.Due)), ("entrance", after.Entrance),
            ("pedestal", after.Pedestal), ("notes", (int)after.Notes), ("token", after.Token), ("state", (int)after.State),
            ("number", before.Number));
    }

    /// <summary>Undoes a passage.</summary>
    internal static void Undo(Session session, Entry entry, string by, string? reason, DateTimeOffset now) => session.Post(
        "UPDATE entries SET state = 3, undone_at = @now, undone_by = @by, reason = @reason WHERE number = @number",
        ("now", Seconds(now)), ("by", by), ("reason", reason), ("number", entry.Number));

    /// <summary>Confirms a passage, also one that was undone.</summary>
    internal static void Confirm(Session session, Entry entry, string by, DateTimeOffset at) => session.Post(
        """
        UPDATE entries SET state = 2, passed_at = @at, passed_by = @by, undone_at = NULL, undone_by = NULL WHERE number = @number
        """,
        ("at", Seconds(at)), ("by", by), ("number", entry.Number));

    /// <summary>Reads the columns, from one on.</summary>
    internal static Entry Read(DbDataReader row, int at = 0) => new()
    {
        Number = row.GetInt64(at),
        Event = row.IsDBNull(at + 1) ? null : row.GetInt32(at + 1),
        Direction = (Direction)row.GetInt32(at + 2),
        At = Instant(row, at + 3)!.Value,
        Due = Instant(row, at + 4)!.Value,
        Entrance = row.GetString(at + 5),
        Pedestal = row.GetString(at + 6),
        Medium = Enum.Parse<Medium>(row.GetString(at + 7), ignoreCase: true),
        Request = row.GetString(at + 8),
        Notes = (byte)row.GetInt32(at + 9),
        Token = row.IsDBNull(at + 10) ? null : row.GetFieldValue<byte[]>(at + 10),
        IsVisit = row.GetInt32(at + 11) == 1,
        State = (EntryState)row.GetInt32(at + 12),
        UndoneBy = row.IsDBNull(at + 13) ? null : row.GetString(at + 13),
        UndoneAt = Instant(row, at + 14),
        PassedAt = Instant(row, at + 15),
        Reason = row.IsDBNull(at + 16) ? null : row.GetString(at + 16),
    };

    static string TextOf(Medium medium) => medium.ToString().ToLowerInvariant();

    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));
}
