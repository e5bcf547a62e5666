using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing.Tests;

/// <summary>Which event is open at an entrance, by itself, without a database.</summary>
public sealed class EventScheduleTests
{
    static readonly DateTimeOffset Doors = At("2026-11-28T19:00+01:00");
    static readonly DateTimeOffset End = At("2026-11-29T01:00+01:00");

    static readonly EventDetails Show = Shows.Named("show") with { Doors = Doors, End = End };

    [Theory]
    [InlineData("2026-11-28T18:59:59+01:00", false)]
    [InlineData("2026-11-28T19:00:00+01:00", true)]
    [InlineData("2026-11-28T23:59:59+01:00", true)]
    [InlineData("2026-11-29T00:00:00+01:00", true)]
    [InlineData("2026-11-29T00:59:59+01:00", true)]
    [InlineData("2026-11-29T01:00:00+01:00", false)]
    public void It_is_open_from_doors_until_its_end_also_after_midnight(string now, bool isOpen) =>
        Assert.Equal(isOpen, EventSchedule.OpenAt([Show], Shows.Gate, At(now)) is not null);

    [Fact]
    public void The_hour_that_comes_twice_at_the_end_of_summer_time_is_two_hours()
    {
        // 2026-10-25 in Berlin: after 02:59 summer time it is 02:00 again.
        var late = Shows.Named("late") with { Doors = At("2026-10-25T01:30+02:00"), End = At("2026-10-25T02:30+01:00") };
        Assert.Equal(TimeSpan.FromHours(2), late.End - late.Doors);
        Assert.NotNull(EventSchedule.OpenAt([late], Shows.Gate, At("2026-10-25T02:45+02:00")));
        Assert.NotNull(EventSchedule.OpenAt([late], Shows.Gate, At("2026-10-25T02:15+01:00")));
        Assert.Null(EventSchedule.OpenAt([late], Shows.Gate, At("2026-10-25T02:45+01:00")));
    }

    [Fact]
    public void A_clock_an_hour_off_at_midnight_opens_the_event_of_its_own_time_and_no_two()
    {
        var next = Shows.Named("next") with { Number = 2, Doors = End, End = End.AddHours(5) };
        for (var now = Doors.AddHours(-1); now < next.End + TimeSpan.FromHours(1); now += TimeSpan.FromMinutes(10))
        {
            var open = EventSchedule.OpenAt([Show, next], Shows.Gate, now);
            Assert.Equal(now < Doors || now >= next.End ? null : now < End ? "show" : "next", open?.Name);
        }
    }

    [Fact]
    public void An_entrance_and_a_venue_have_their_own_event()
    {
        var (north, south) = (Show with { Entrances = ["north", "west"] }, Show with { Number = 2, Name = "other", Entrances = ["south"] });
        var elsewhere = Show with { Number = 3, Name = "third", Venue = "elsewhere" };
        EventDetails[] events = [elsewhere, south, north];
        Assert.Equal("show", EventSchedule.OpenAt(events, new Entrance("demo", "west"), Doors)?.Name);
        Assert.Equal("other", EventSchedule.OpenAt(events, new Entrance("demo", "south"), Doors)?.Name);
        Assert.Equal("third", EventSchedule.OpenAt(events, new Entrance("elsewhere", "south"), Doors)?.Name);
        Assert.Null(EventSchedule.OpenAt(events, Shows.Gate, Doors));
        Assert.Null(EventSchedule.OverlapOf(north, events, Doors));
    }

    [Fact]
    public void By_hand_it_is_open_or_closed_whatever_its_times()
    {
        Assert.NotNull(EventSchedule.OpenAt([Show with { Opening = EventOpening.Open }], Shows.Gate, Doors.AddDays(-1)));
        Assert.Null(EventSchedule.OpenAt([Show with { Opening = EventOpening.Closed }], Shows.Gate, Doors));
        Assert.Null(EventSchedule.OpenAt([Shows.Named("untimed")], Shows.Gate, Doors));
    }

    [Fact]
    public void One_left_open_by_hand_makes_way_for_the_next_one_s_times()
    {
        var left = Show with { Opening = EventOpening.Open };
        var next = Show with { Number = 2, Name = "next", Doors = Doors.AddDays(1), End = End.AddDays(1) };
        Assert.Equal("show", EventSchedule.OpenAt([left, next], Shows.Gate, End.AddHours(1))?.Name);
        Assert.Equal("next", EventSchedule.OpenAt([left, next], Shows.Gate, Doors.AddDays(1))?.Name);
    }

    [Theory]
    [InlineData("2026-11-28T20:00+01:00", true)]
    [InlineData("2026-11-28T19:00Z", true)]
    [InlineData("2026-11-28T20:00", false)]
    [InlineData("2026-11-28 20:00+01:00", false)]
    [InlineData("28.11.2026 20:00 +01:00", false)]
    [InlineData("2026-02-30T20:00Z", false)]
    [InlineData("tonight", false)]
    public void A_time_needs_its_offset(string text, bool isRead)
    {
        if (isRead)
        {
            Assert.Equal(At("2026-11-28T19:00Z"), EventPlan.Instant("doors", text));
            return;
        }

        var error = Assert.Throws<EventException>(() => EventPlan.Instant("doors", text));
        Assert.Contains("offset from UTC", error.Message, StringComparison.Ordinal);
    }

    static DateTimeOffset At(string text)
    {
        Assert.True(EventTime.TryParse(text, out var instant));
        return instant;
    }
}
