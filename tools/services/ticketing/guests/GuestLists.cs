using System.Buffers.Binary;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// For every event the digests of the tokens whose account holds a valid ticket for it. Every change has a number of its own,
/// given in the transaction of what caused it; since one transaction writes at a time, no number below one that was read is ever
/// given out later. A reader goes on after the last number it knows and misses nothing.
/// </summary>
public sealed class GuestLists
{
    readonly Database _database;

    internal GuestLists(Database database) => _database = database;

    /// <summary>
    /// The changes after a cursor, as many as one reply holds. A change that was overtaken by a later one is left out, so members
    /// may come before their event.
    /// </summary>
    /// <param name="after">How far the reader has read.</param>
    /// <param name="venue">The venue of events that name none.</param>
    public GuestListReply Page(GuestCursor after, string venue)
    {
        var (list, last) = _database.Read(session => session.Rows(
            "SELECT id, counter FROM guest_list",
            row => (BinaryPrimitives.ReadUInt64BigEndian(row.GetFieldValue<byte[]>(0)), (ulong)row.GetInt64(1))).Single());
        if (after != GuestCursor.Beginning && (after.List != list || after.Counter > last))
        {
            return new GuestListReply { Status = GuestListStatus.UnknownCursor };
        }

        // One statement, so that all rows are of one instant.
        var changes = _database.Read(session => session.Rows(
            $"""
            SELECT c.changed, c.event, c.token_hash, c.is_in, {EventTable.Columns} FROM (
                SELECT changed, number AS event, NULL AS token_hash, 0 AS is_in FROM events WHERE changed > @after
                UNION ALL
                SELECT * FROM (
                    SELECT changed, event, token_hash, is_in FROM guests WHERE changed > @after ORDER BY changed LIMIT @most) g) c
            JOIN events e ON e.number = c.event
            ORDER BY c.changed LIMIT @most
            """,
            row => (Number: (ulong)row.GetInt64(0), Change: row.IsDBNull(2)
                ? (GuestChange)new EventChange(EventTable.Read(row, venue, at: 4))
                : new MembershipChange(row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetInt32(3) == 1)),
            ("after", (long)after.Counter), ("most", GuestListReply.MostMembers + 1)));
        var page = new GuestListReply { Next = new GuestCursor(list, after.Counter) };
        foreach (var (number, change) in changes)
        {
            if (!page.TryAdd(change))
            {
                page.HasMore = true;
                break;
            }

            page.Next = new GuestCursor(list, number);
        }

        return page;
    }

    /// <summary>Brings the lists in step with the tickets and tokens of some accounts.</summary>
    internal static void Follow(Session session, IEnumerable<string> accounts)
    {
        foreach (var account in accounts)
        {
            var tokens = session.Rows("SELECT token_hash FROM account_tokens WHERE account = @account",
                row => row.GetFieldValue<byte[]>(0), ("account", account));
            if (tokens.Count == 0)
            {
                continue;
            }

            var events = session.Rows(
                """
                SELECT DISTINCT v.event FROM tickets t JOIN ticket_events v ON v.ticket = t.number
                WHERE t.account = @account AND t.status = 'valid' ORDER BY v.event
                """,
                row => row.GetInt32(0), ("account", account));
            tokens.ForEach(token => Put(session, token, events));
        }
    }

    /// <summary>Takes a token that has ended off every list.</summary>
    internal static void Leave(Session session, byte[] token) => Put(session, token, []);

    /// <summary>The number for the next change.</summary>
    internal static long NextChange(Session session) =>
        session.Number("UPDATE guest_list SET counter = counter + 1 RETURNING counter");

    static void Put(Session session, byte[] token, List<int> events)
    {
        var present = session.Rows("SELECT event FROM guests WHERE token_hash = @token AND is_in = 1 ORDER BY event",
            row => row.GetInt32(0), ("token", token));
        events.Except(present).ToList().ForEach(number => Write(session, number, token, isIn: true));
        present.Except(events).ToList().ForEach(number => Write(session, number, token, isIn: false));
    }

    static void Write(Session session, int number, byte[] token, bool isIn) => session.Run(
        """
        INSERT INTO guests(event, token_hash, changed, is_in) VALUES(@event, @token, @changed, @in)
        ON CONFLICT (event, token_hash) DO UPDATE SET changed = excluded.changed, is_in = excluded.is_in
        """,
        ("event", number), ("token", token), ("changed", NextChange(session)), ("in", isIn ? 1 : 0));
}
