using System.Data.Common;
using System.Text.Json;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Reads and writes the parties' events.</summary>
static class EventRows
{
    /// <summary>All events, in the order in which they became known.</summary>
    public static IReadOnlyList<PartyEvent> All(Session session) => session.Rows(
        """
        SELECT party, number, name, venue, entrances, doors, starts, ends, opening FROM events
        ORDER BY known, party, number
        """, Event);

    /// <summary>Stores an event; one that is known keeps its place in the order.</summary>
    public static void Set(Session session, string party, EventDetails @event, long pass) => session.Run(
        """
        INSERT INTO events(party, number, name, venue, entrances, doors, starts, ends, opening, known, pass)
        VALUES(@party, @number, @name, @venue, @entrances, @doors, @starts, @ends, @opening,
            (SELECT COALESCE(max(known), 0) + 1 FROM events), @pass)
        ON CONFLICT (party, number) DO UPDATE SET name = excluded.name, venue = excluded.venue,
            entrances = excluded.entrances, doors = excluded.doors, starts = excluded.starts, ends = excluded.ends,
            opening = excluded.opening, pass = excluded.pass
        """,
        ("party", party), ("number", @event.Number), ("name", @event.Name), ("venue", @event.Venue),
        ("entrances", JsonSerializer.Serialize(@event.Entrances)), ("doors", @event.Doors?.ToUnixTimeMilliseconds()),
        ("starts", @event.Start?.ToUnixTimeMilliseconds()), ("ends", @event.End?.ToUnixTimeMilliseconds()),
        ("opening", @event.Opening.ToString()), ("pass", pass));

    static PartyEvent Event(DbDataReader row) => new(row.GetString(0), new EventDetails
    {
        Number = row.GetInt32(1),
        Name = row.GetString(2),
        Venue = row.GetString(3),
        Entrances = JsonSerializer.Deserialize<string[]>(row.GetString(4))!,
        Doors = Time(row, 5),
        Start = Time(row, 6),
        End = Time(row, 7),
        Opening = Enum.Parse<EventOpening>(row.GetString(8)),
    });

    static DateTimeOffset? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
