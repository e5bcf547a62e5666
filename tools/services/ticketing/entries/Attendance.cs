using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>How many guests came, left and are inside, from the counts of the log.</summary>
public sealed class Attendance
{
    readonly Database _database;

    internal Attendance(Database database) => _database = database;

    /// <summary>Whether an event, or the zone of an entrance, holds no more guests.</summary>
    internal static bool IsFull(Session session, OpenEvent open, string entrance, DateTimeOffset now)
    {
        var zone = open.Rules.ZoneOf(entrance);
        var inside = Inside(session, open.Details.Number, open.Rules.DayOf(now));
        return inside.Values.Sum() >= open.Rules.Capacity
            || (zone?.Capacity is { } capacity && zone.Entrances.Sum(name => inside.GetValueOrDefault(name)) >= capacity);
    }

    // By the entrance that they came in by, since the day began; negative where more were seen to leave.
    static Dictionary<string, long> Inside(Session session, int @event, DateTimeOffset since) => session.Rows(
        "SELECT entrance, SUM(inside) FROM counts WHERE event = @event AND minute >= @since GROUP BY entrance",
        row => (Entrance: row.GetString(0), Inside: row.GetInt64(1)),
        ("event", @event), ("since", since == DateTimeOffset.MinValue ? 0 : since.ToUnixTimeSeconds() / 60))
        .ToDictionary(row => row.Entrance, row => row.Inside, StringComparer.Ordinal);
}
