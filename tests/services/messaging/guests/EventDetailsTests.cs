using Pedestal.Messaging.Guests;

namespace Pedestal.Messaging.Tests;

/// <summary>Which events are valid, when one is open, and which other it conflicts with.</summary>
public sealed class EventDetailsTests
{
    static EventDetails Tonight => GuestListTests.Tonight;

    public static TheoryData<string> Impossible =>
    [
        "", "null", "[]", "{}", """{"number":1,"name":"x"}""", """{"number":0,"name":"x","venue":"v"}""",
        """{"number":"1","name":"x","venue":"v"}""", """{"number":1,"name":null,"venue":"v"}""", """{"number":1,"name":" x","venue":"v"}""",
        """{"number":1,"name":"\ud800","venue":"v"}""", """{"number":1,"number":2,"name":"x","venue":"v"}""",
        """{"number":1,"name":"x","venue":"a/b"}""", """{"number":1,"name":"x","venue":"v","entrances":null}""",
        """{"number":1,"name":"x","venue":"v","entrances":[null]}""", """{"number":1,"name":"x","venue":"v","entrances":["n","n"]}""",
        """{"number":1,"name":"x","venue":"v","entrances":["1","2","3","4","5","6","7","8","9","a","b","c","d"]}""",
        """{"number":1,"name":"x","venue":"v","opening":"later"}""", """{"number":1,"name":"x","venue":"v","opening":1}""",
        """{"number":1,"name":"x","venue":"v","doors":"2026-11-28T20:00:00"}""",
        """{"number":1,"name":"x","venue":"v","doors":"2026-11-28T20:00:00Z","end":"2026-11-28T20:00:00Z"}""",
        """{"number":1,"name":"x","venue":"v","doors":"2026-11-28T20:00:00Z","start":"2026-11-28T19:00:00Z"}""",
        """{"number":99999999999,"name":"x","venue":"v"}""",
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_event_is_not_read(string json) =>
        Assert.Null(EventDetails.Parse(System.Text.Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("2026-11-28T20:00+01:00", "2026-11-28T19:00:00Z")]
    [InlineData("2026-11-28T20:00Z", "2026-11-28T20:00:00Z")]
    [InlineData("2026-11-28T20:00:00.5-05:30", "2026-11-29T01:30:00.5Z")]
    [InlineData("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z")]
    [InlineData("2026-11-28T20:00", null)]
    [InlineData("2026-11-28 20:00Z", null)]
    [InlineData("2026-11-28", null)]
    [InlineData("2026-02-30T20:00Z", null)]
    [InlineData("0001-01-01T00:00+14:00", null)]
    [InlineData("tonight", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_time_needs_its_offset(string? text, string? instant)
    {
        Assert.Equal(instant is not null, EventTime.TryParse(text, out var read));
        Assert.Equal(instant, instant is null ? null : EventTime.Text(read));
    }

    [Fact]
    public void An_event_is_open_from_doors_until_its_end_unless_set_by_hand()
    {
        var (doors, end) = (Tonight.Doors!.Value, Tonight.End!.Value);
        Assert.False(Tonight.IsOpenAt(doors.AddTicks(-1)) || Tonight.IsOpenAt(end));
        Assert.True(Tonight.IsOpenAt(doors) && Tonight.IsOpenAt(end.AddTicks(-1)));
        Assert.True((Tonight with { Opening = EventOpening.Open }).IsOpenAt(end));
        Assert.False((Tonight with { Opening = EventOpening.Closed }).IsOpenAt(doors));
        Assert.False((Tonight with { Doors = null }).IsOpenAt(doors));
    }

    [Fact]
    public void Two_events_conflict_only_at_the_same_entrance_at_the_same_time()
    {
        var end = Tonight.End!.Value;
        Assert.True(Tonight.Overlaps(Tonight with { Number = 2, Entrances = [] }));
        Assert.True(Tonight.Overlaps(Tonight with { Doors = end.AddTicks(-1), Start = null, End = end.AddHours(1) }));
        Assert.False(Tonight.Overlaps(Tonight with { Doors = end, Start = null, End = end.AddHours(1) }));
        Assert.False(Tonight.Overlaps(Tonight with { Entrances = ["south"] }));
        Assert.False(Tonight.Overlaps(Tonight with { Venue = "other" }));
        Assert.False(Tonight.Overlaps(Tonight with { Doors = null, Start = null, End = null }));
        Assert.True(Tonight.IsAt("demo", "north"));
        Assert.False(Tonight.IsAt("demo", "south") || Tonight.IsAt("other", "north"));
        Assert.True((Tonight with { Entrances = [] }).IsAt("demo", "south"));
    }
}
