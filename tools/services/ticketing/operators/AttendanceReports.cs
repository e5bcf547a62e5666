using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>Refusals of one kind.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason, if the decision is not reason enough.</param>
/// <param name="Count">How many.</param>
public sealed record RefusalCount(Decision Decision, RefusalReason Reason, long Count);

/// <summary>Guests at an entrance.</summary>
/// <param name="Name">The entrance.</param>
/// <param name="Inside">Guests inside who came in there.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
/// <param name="Expected">Guests expected there.</param>
/// <param name="Refused">Refusals by reason, most frequent first.</param>
public sealed record EntranceReport(
    string Name, long Inside, long Entered, long Exited, ExpectedGuests Expected, IReadOnlyList<RefusalCount> Refused);

/// <summary>Guests in a zone.</summary>
/// <param name="Name">The zone.</param>
/// <param name="Inside">Guests inside who came in there.</param>
/// <param name="Entered">Passages in.</param>
/// <param name="Exited">Passages out.</param>
/// <param name="Expected">Guests expected there.</param>
public sealed record ZoneReport(string Name, long Inside, long Entered, long Exited, ExpectedGuests Expected);

/// <summary>An event in numbers. Entrances and zones are those of the present day, if the event has days.</summary>
/// <param name="Event">The event.</param>
/// <param name="IsOpen">Whether it is open now.</param>
/// <param name="Inside">Guests inside.</param>
/// <param name="Entered">Tickets that have admitted their guest.</param>
/// <param name="Expected">Valid tickets that are not blocked, those that have admitted included.</param>
/// <param name="AtSeveral">Of these, those yet to come that admit at several entrances; each of the others is expected at one of them.</param>
/// <param name="Refused">Refusals by reason, most frequent first.</param>
/// <param name="Entrances">By entrance: those that the event or its rules name, and where somebody came.</param>
/// <param name="Zones">By zone.</param>
/// <param name="Minutes">Passages by minute, for as long as was asked for.</param>
public sealed record AttendanceReport(string Event, bool IsOpen, long Inside, long Entered, long Expected, long AtSeveral,
    IReadOnlyList<RefusalCount> Refused, IReadOnlyList<EntranceReport> Entrances, IReadOnlyList<ZoneReport> Zones,
    IReadOnlyList<MinuteCount> Minutes);

/// <summary>The open events in numbers.</summary>
/// <param name="Events">The events, by number.</param>
public sealed record AttendanceList(IReadOnlyList<AttendanceReport> Events);

/// <summary>Events in numbers, as staff and metrics show them.</summary>
public sealed class AttendanceReports
{
    /// <summary>Most minutes of one report.</summary>
    public const int MostMinutes = 24 * 60;

    readonly Database _database;
    readonly Attendance _attendance;

    internal AttendanceReports(Database database, Attendance attendance) => (_database, _attendance) = (database, attendance);

    /// <summary>The events of a venue that are open, for whoever watches them; see <see cref="Attendance.Of"/>.</summary>
    /// <param name="venue">The venue that ticketing serves.</param>
    /// <param name="now">The time.</param>
    /// <param name="minutes">The passages of how many minutes before now to report, up to <see cref="MostMinutes"/>.</param>
    public IReadOnlyList<AttendanceReport> OfOpen(string venue, DateTimeOffset now, int minutes = 0) =>
    [
        .. _database.Read(session => EventTable.Open(session, venue, now)).Where(open => open.Details.Venue == venue)
            .Select(open => Of(open.Details.Name, venue, now, minutes, isWatched: true)).OfType<AttendanceReport>(),
    ];

    /// <summary>One event; null if there is none of this name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="venue">The venue that ticketing serves.</param>
    /// <param name="now">The time.</param>
    /// <param name="minutes">The passages of how many minutes before now to report, up to <see cref="MostMinutes"/>.</param>
    public AttendanceReport? Of(string name, string venue, DateTimeOffset now, int minutes = 0) =>
        Of(name, venue, now, minutes, isWatched: false);

    AttendanceReport? Of(string name, string venue, DateTimeOffset now, int minutes, bool isWatched)
    {
        if (_attendance.Of(name, venue, now, isWatched) is not { } attendance)
        {
            return null;
        }

        var (isOpen, refused, zones) = _database.Read(session =>
        {
            var e = EventTable.Find(session, name, venue)!;
            var rules = EventTable.RulesOf(session, e.Number);
            return (e.IsOpenAt(now), RefusalLog.Of(session, e.Number, rules.DayOf(now)), rules.Zones);
        });
        var names = attendance.Entrances.Select(at => at.Name).Union(refused.Select(r => r.Refusals.Entrance))
            .Union(attendance.Turnout.Entrances).Order(StringComparer.Ordinal);
        return new AttendanceReport(attendance.Event, isOpen, attendance.Inside, attendance.Turnout.Entered,
            attendance.Turnout.Expected, attendance.Turnout.AtSeveral, Sum(refused), [.. names.Select(at => EntranceOf(at, attendance, refused))],
            [.. attendance.Zones.Select(zone => ZoneOf(zone, zones, attendance.Turnout))],
            minutes < 1 ? [] : _attendance.PerMinute(name, venue, now.AddMinutes(-Math.Min(minutes, MostMinutes)), now));
    }

    static EntranceReport EntranceOf(string name, EventAttendance attendance, List<(Refusals Refusals, long Count)> refused)
    {
        var counts = attendance.Entrances.FirstOrDefault(at => at.Name == name) ?? new AttendanceCount(name, 0, 0, 0);
        return new EntranceReport(
            name, counts.Inside, counts.Entered, counts.Exited, attendance.Turnout.At(name), Sum(refused.Where(r => r.Refusals.Entrance == name)));
    }

    static ZoneReport ZoneOf(AttendanceCount zone, IReadOnlyList<ZoneRule> rules, Turnout turnout) => new(
        zone.Name, zone.Inside, zone.Entered, zone.Exited,
        turnout.At([.. rules.Where(rule => rule.Name == zone.Name).SelectMany(rule => rule.Entrances)]));

    static List<RefusalCount> Sum(IEnumerable<(Refusals Refusals, long Count)> refused) =>
    [
        .. refused.GroupBy(r => (r.Refusals.Decision, r.Refusals.Reason))
            .Select(kind => new RefusalCount(kind.Key.Decision, kind.Key.Reason, kind.Sum(r => r.Count)))
            .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Decision),
    ];
}
