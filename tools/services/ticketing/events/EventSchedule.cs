using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>
/// Which event a guest at an entrance is there for. No two events may be open at one entrance at one time: whoever writes the
/// second one is refused.
/// </summary>
public static class EventSchedule
{
    static readonly TimeSpan LongestByHand = TimeSpan.FromDays(1);

    /// <summary>
    /// The event that is open at an entrance; null if none is. An event within its times comes before one that was opened by hand
    /// and not closed after its end.
    /// </summary>
    public static EventDetails? OpenAt(IEnumerable<EventDetails> events, Entrance entrance, DateTimeOffset now) => events
        .Where(e => e.IsAt(entrance.Venue, entrance.Name) && e.IsOpenAt(now))
        .OrderBy(e => e.IsWithinTimes(now) ? 0 : 1).ThenBy(e => e.Number).FirstOrDefault();

    /// <summary>The first of the others that would be open together with an event at one entrance; null if none would.</summary>
    public static EventDetails? OverlapOf(EventDetails written, IEnumerable<EventDetails> others, DateTimeOffset now) =>
        PeriodOf(written, now) is not var (from, until) ? null
        : others.Where(other => other.Number != written.Number && other.SharesEntrance(written))
            .FirstOrDefault(other => PeriodOf(other, now) is var (begin, end) && begin < until && from < end);

    /// <summary>Whether it will not open any more, unless somebody changes it.</summary>
    internal static bool IsOver(EventDetails e, DateTimeOffset now) =>
        e.Opening == EventOpening.Closed || (e.Opening == EventOpening.ByTime && e.End <= now);

    // One opened by hand stays open until somebody closes it: at its end, or within a day if it has none or it has passed.
    static (DateTimeOffset From, DateTimeOffset Until)? PeriodOf(EventDetails e, DateTimeOffset now) => e switch
    {
        { Opening: EventOpening.Open } => (now, e.End > now ? e.End.Value : now + LongestByHand),
        { Opening: EventOpening.ByTime, Doors: { } doors, End: { } end } => (doors, end),
        _ => null,
    };
}
