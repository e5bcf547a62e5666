using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Guests at an entrance or in a zone.</summary>
/// <param name="Name">The entrance or zone.</param>
/// <param name="Inside">Guests inside who came in there.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
public sealed record AttendanceCount(string Name, long Inside, long Entered, long Exited);

/// <summary>Passages at an entrance within a minute.</summary>
/// <param name="Minute">When the minute began.</param>
/// <param name="Entrance">The entrance.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
public sealed record MinuteCount(DateTimeOffset Minute, string Entrance, long Entered, long Exited);

/// <summary>How many guests of an event came, left and are inside.</summary>
/// <param name="Event">The event.</param>
/// <param name="Inside">Guests inside now.</param>
/// <param name="Turnout">Which guests came, and where the others are expected.</param>
/// <param name="Entrances">Per entrance where somebody passed.</param>
/// <param name="Zones">Per zone of the event's rules.</param>
public sealed record EventAttendance(
    string Event, long Inside, Turnout Turnout, IReadOnlyList<AttendanceCount> Entrances, IReadOnlyList<AttendanceCount> Zones);

/// <summary>How many guests came, left and are inside, from the log and its counts.</summary>
public sealed class Attendance
{
    readonly Database _database;
    readonly TurnoutReader _turnout;

    internal Attendance(Database database, TimeProvider time) => (_database, _turnout) = (database, new TurnoutReader(database, time));

    /// <summary>The attendance of an event; null if there is no event of this name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="venue">The venue that ticketing serves.</param>
    /// <param name="now">The time.</param>
    /// <param name="isWatched">
    /// Whether the caller asks again and again: of a large event, who came and who is expected may then be some seconds old.
    /// </param>
    public EventAttendance? Of(string name, string venue, DateTimeOffset now, bool isWatched = false)
    {
        if (_database.Read(session => EventTable.Find(session, name, venue)) is not { } e)
        {
            return null;
        }

        var (rules, entrances) = _database.Read(session =>
        {
            var rules = EventTable.RulesOf(session, e.Number);
            return (rules, PerEntrance(session, e.Number, rules.DayOf(now)));
        });
        return new EventAttendance(e.Name, Math.Max(0, entrances.Sum(at => at.Inside)), _turnout.Of(e, rules, now, isWatched),
            [.. entrances.Select(at => at with { Inside = Math.Max(0, at.Inside) })],
            [.. rules.Zones.Select(zone => ZoneOf(zone, entrances))]);
    }

    /// <summary>Passages per minute and entrance from an instant until another, minutes without any left out.</summary>
    public IReadOnlyList<MinuteCount> PerMinute(string name, string venue, DateTimeOffset from, DateTimeOffset until) =>
        _database.Read<IReadOnlyList<MinuteCount>>(session => EventTable.Find(session, name, venue) is not { } e ? [] : session.Rows(
            """
            SELECT minute, entrance, entered, exited FROM counts
            WHERE event = @event AND minute >= @from AND minute < @until AND (entered <> 0 OR exited <> 0) ORDER BY minute, entrance
            """,
            row => new MinuteCount(
                DateTimeOffset.FromUnixTimeSeconds(60 * row.GetInt64(0)), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            ("event", e.Number), ("from", MinuteOf(from)), ("until", MinuteOf(until.AddSeconds(59)))));

    /// <summary>Whether an event, or the zone of an entrance, holds no more guests.</summary>
    internal static bool IsFull(Session session, OpenEvent open, string entrance, DateTimeOffset now)
    {
        var entrances = PerEntrance(session, open.Details.Number, open.Rules.DayOf(now));
        return entrances.Sum(at => at.Inside) >= open.Rules.Capacity
            || (open.Rules.ZoneOf(entrance) is { Capacity: { } capacity } zone && ZoneOf(zone, entrances).Inside >= capacity);
    }

    // Since the day began. More may have been seen to leave than to come in at one entrance: a lane may let out whoever comes.
    static List<AttendanceCount> PerEntrance(Session session, int @event, DateTimeOffset since) => session.Rows(
        """
        SELECT entrance, SUM(inside), SUM(entered), SUM(exited) FROM counts
        WHERE event = @event AND minute >= @since GROUP BY entrance ORDER BY entrance
        """,
        row => new AttendanceCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
        ("event", @event), ("since", since == DateTimeOffset.MinValue ? 0 : MinuteOf(since)));

    static AttendanceCount ZoneOf(ZoneRule zone, List<AttendanceCount> entrances)
    {
        var own = entrances.Where(at => zone.Entrances.Contains(at.Name, StringComparer.Ordinal)).ToList();
        return new AttendanceCount(
            zone.Name, Math.Max(0, own.Sum(at => at.Inside)), own.Sum(at => at.Entered), own.Sum(at => at.Exited));
    }

    static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;
}
