using System.Globalization;
using Pedestal.Messaging.Guests;

namespace Pedestal.Identity.Tests;

/// <summary>Which event a request is for.</summary>
public sealed class ScheduleTests
{
    static readonly DateTimeOffset Doors = At("2026-06-01T19:00+02:00");

    [Fact]
    public void An_event_is_open_from_doors_until_its_end()
    {
        var schedule = Of(Show(1, Doors, Doors.AddHours(5)));
        Assert.Null(schedule.OpenAt("arena", "main", Doors.AddTicks(-1)));
        Assert.Equal(1, schedule.OpenAt("arena", "main", Doors)?.Number);
        Assert.Equal(1, schedule.OpenAt("arena", "main", Doors.AddHours(5).AddTicks(-1))?.Number);
        Assert.Null(schedule.OpenAt("arena", "main", Doors.AddHours(5)));
    }

    [Fact]
    public void Midnight_ends_nothing_and_a_clock_an_hour_off_changes_nothing_but_the_hour()
    {
        var schedule = Of(Show(1, At("2026-06-01T23:00+02:00"), At("2026-06-02T03:00+02:00")),
            Show(2, At("2026-06-02T19:00+02:00"), At("2026-06-02T23:00+02:00")));
        Assert.Equal(1, schedule.OpenAt("arena", "main", At("2026-06-01T23:59:59+02:00"))?.Number);
        Assert.Equal(1, schedule.OpenAt("arena", "main", At("2026-06-02T00:00+02:00"))?.Number);
        Assert.Null(schedule.OpenAt("arena", "main", At("2026-06-02T04:00+02:00")));

        // An hour fast at 18:30: the next show opens early; an hour slow: late. Neither opens the other.
        Assert.Equal(2, schedule.OpenAt("arena", "main", At("2026-06-02T19:30+02:00"))?.Number);
        Assert.Null(schedule.OpenAt("arena", "main", At("2026-06-02T17:30+02:00")));
    }

    [Fact]
    public void The_hour_that_comes_twice_at_the_end_of_summer_time_is_two_hours()
    {
        var schedule = Of(Show(1, At("2026-10-25T00:00+02:00"), At("2026-10-25T02:30+02:00")),
            Show(2, At("2026-10-25T02:30+01:00"), At("2026-10-25T05:00+01:00")));
        Assert.Equal(1, schedule.OpenAt("arena", "main", At("2026-10-25T02:15+02:00"))?.Number);
        Assert.Null(schedule.OpenAt("arena", "main", At("2026-10-25T02:15+01:00")));
        Assert.Equal(2, schedule.OpenAt("arena", "main", At("2026-10-25T02:45+01:00"))?.Number);
    }

    [Fact]
    public void An_event_opened_or_closed_by_hand_stays_so_whatever_the_time()
    {
        var schedule = Of(Show(1, Doors, Doors.AddHours(5)).With(e => e with { Opening = EventOpening.Closed }),
            Show(2, null, null).With(e => e with { Opening = EventOpening.Open, Venue = "club" }), Show(3, null, null));
        Assert.Null(schedule.OpenAt("arena", "main", Doors.AddHours(1)));
        Assert.Equal(2, schedule.OpenAt("club", "main", Doors)?.Number);
    }

    [Fact]
    public void An_event_that_was_opened_by_hand_and_forgotten_is_in_nobodys_way()
    {
        var forgotten = Show(1, Doors.AddDays(-1), Doors.AddDays(-1).AddHours(5)).With(e => e with { Opening = EventOpening.Open });
        var schedule = Of(forgotten, Show(2, Doors, Doors.AddHours(5)));
        Assert.Equal(1, schedule.OpenAt("arena", "main", Doors.AddHours(-1))?.Number);
        Assert.Equal(2, schedule.OpenAt("arena", "main", Doors)?.Number);
    }

    [Fact]
    public void An_event_is_at_its_own_entrances_of_its_own_venue()
    {
        var schedule = Of(Show(1, Doors, Doors.AddHours(5)).With(e => e with { Entrances = ["north", "east"] }),
            Show(2, Doors, Doors.AddHours(5)).With(e => e with { Entrances = ["south"] }));
        Assert.Equal(1, schedule.OpenAt("arena", "east", Doors)?.Number);
        Assert.Equal(2, schedule.OpenAt("arena", "south", Doors)?.Number);
        Assert.Null(schedule.OpenAt("arena", "west", Doors));
        Assert.Null(schedule.OpenAt("club", "north", Doors));
    }

    [Fact]
    public void Of_two_parties_events_at_one_entrance_the_first_known_counts_and_the_other_is_reported()
    {
        var first = Show(1, Doors, Doors.AddHours(5));
        var other = Show(9, Doors.AddHours(3), Doors.AddHours(8)).With(e => e with { Entrances = ["main"] }) with { Party = "partner" };
        var elsewhere = Show(7, Doors, Doors.AddHours(8)).With(e => e with { Venue = "club" }) with { Party = "partner" };
        var schedule = Of(first, other, elsewhere);
        Assert.Equal(first, schedule.OpenAt("arena", "main", Doors.AddHours(4)));
        Assert.Equal(other, schedule.OpenAt("arena", "main", Doors.AddHours(6)));
        Assert.Equal(new EventOverlap(first, other), Assert.Single(schedule.OverlapsFrom(Doors)));
        Assert.Empty(schedule.OverlapsFrom(Doors.AddHours(5)));
    }

    [Fact]
    public void Where_nothing_is_open_the_next_event_is_the_one_with_the_next_doors()
    {
        var schedule = Of(Show(2, Doors.AddDays(2), Doors.AddDays(2).AddHours(5)), Show(1, Doors, Doors.AddHours(5)));
        Assert.Equal(1, schedule.OpenOrNextAt("arena", "main", Doors.AddHours(-20))?.Number);
        Assert.Equal(1, schedule.OpenOrNextAt("arena", "main", Doors.AddHours(1))?.Number);
        Assert.Equal(2, schedule.OpenOrNextAt("arena", "main", Doors.AddHours(6))?.Number);
        Assert.Null(schedule.OpenOrNextAt("arena", "main", Doors.AddDays(3)));
    }

    static Schedule Of(params PartyEvent[] events)
    {
        var schedule = new Schedule();
        schedule.Set(events);
        return schedule;
    }

    static PartyEvent Show(int number, DateTimeOffset? doors, DateTimeOffset? end) =>
        TempStore.Show(number, venue: "arena").With(e => e with { Doors = doors, Start = doors, End = end, Opening = EventOpening.ByTime });

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
