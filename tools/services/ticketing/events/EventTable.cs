using System.Data.Common;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// The rows of the table "events". Rows are never deleted, so that a number never means another event. A row without a venue is of
/// the venue that ticketing serves; instants are seconds since 1970.
/// </summary>
static class EventTable
{
    /// <summary>The columns that <see cref="Read"/> expects, of the table or alias "e".</summary>
    internal const string Columns = "e.number, e.name, e.venue, e.entrances, e.doors, e.starts, e.ends, e.opening";

    /// <summary>Selects what <see cref="ReadOpen"/> reads of the events that are open at the parameter "now".</summary>
    internal const string OpenNow =
        $"""
        SELECT {Columns}, e.rules FROM events e
        WHERE (e.opening = 'Open' OR (e.opening = 'ByTime' AND e.doors <= @now AND e.ends > @now))
        """;

    /// <summary>How many columns that are.</summary>
    internal const int OpenColumns = 9;

    const char Separator = ',';

    /// <summary>All events, by number.</summary>
    internal static List<EventDetails> All(Session session, string venue) =>
        session.Rows($"SELECT {Columns} FROM events e ORDER BY e.number", row => Read(row, venue));

    /// <summary>The event with a name; null if there is none.</summary>
    internal static EventDetails? Find(Session session, string name, string venue) =>
        session.Rows($"SELECT {Columns} FROM events e WHERE e.name = @name", row => Read(row, venue), ("name", name)).SingleOrDefault();

    /// <summary>The events that are open at an instant, wherever.</summary>
    internal static List<OpenEvent> Open(Session session, string venue, DateTimeOffset now) =>
        session.Rows(OpenNow, row => ReadOpen(row, venue), ("now", now.ToUnixTimeSeconds()));

    /// <summary>The number of the event with this name; it is created, without times, unless there is one.</summary>
    internal static int Ensure(Session session, string name)
    {
        var number = (int)session.Number("SELECT number FROM events WHERE name = @name", ("name", name));
        if (number == 0)
        {
            number = NextNumber(session);
            Write(session, new EventDetails { Number = number, Name = name, Venue = "" }, venue: "");
        }

        return number;
    }

    /// <summary>The number for a new event.</summary>
    internal static int NextNumber(Session session) => (int)session.Number("SELECT max(number) FROM events") + 1;

    /// <summary>Writes an event; readers of the guest lists are told.</summary>
    internal static void Write(Session session, EventDetails e, string venue) => session.Run(
        """
        INSERT INTO events(number, name, venue, entrances, doors, starts, ends, opening, changed)
        VALUES(@number, @name, @venue, @entrances, @doors, @starts, @ends, @opening, @changed)
        ON CONFLICT (number) DO UPDATE SET venue = excluded.venue, entrances = excluded.entrances, doors = excluded.doors,
            starts = excluded.starts, ends = excluded.ends, opening = excluded.opening, changed = excluded.changed
        """,
        ("number", e.Number), ("name", e.Name), ("venue", e.Venue == venue ? null : e.Venue),
        ("entrances", string.Join(Separator, e.Entrances)), ("doors", e.Doors?.ToUnixTimeSeconds()),
        ("starts", e.Start?.ToUnixTimeSeconds()), ("ends", e.End?.ToUnixTimeSeconds()), ("opening", e.Opening.ToString()),
        ("changed", GuestLists.NextChange(session)));

    /// <summary>The rules of an event.</summary>
    internal static EventRules RulesOf(Session session, int number) => RulesText.Stored(
        session.Value("SELECT rules FROM events WHERE number = @number", ("number", number)) as string);

    /// <summary>Writes the rules of an event.</summary>
    internal static void WriteRules(Session session, int number, EventRules rules) => session.Run(
        "UPDATE events SET rules = @rules WHERE number = @number", ("rules", RulesText.Write(rules)), ("number", number));

    /// <summary>Reads the columns, from one on.</summary>
    internal static EventDetails Read(DbDataReader row, string venue, int at = 0) => new()
    {
        Number = row.GetInt32(at),
        Name = row.GetString(at + 1),
        Venue = row.IsDBNull(at + 2) ? venue : row.GetString(at + 2),
        Entrances = row.GetString(at + 3).Split(Separator, StringSplitOptions.RemoveEmptyEntries),
        Doors = Instant(row, at + 4),
        Start = Instant(row, at + 5),
        End = Instant(row, at + 6),
        Opening = Enum.Parse<EventOpening>(row.GetString(at + 7)),
    };

    /// <summary>Reads an open event, from a column on.</summary>
    internal static OpenEvent ReadOpen(DbDataReader row, string venue, int at = 0) => new(
        Read(row, venue, at), RulesText.Stored(row.IsDBNull(at + OpenColumns - 1) ? null : row.GetString(at + OpenColumns - 1)));

    static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));
}
