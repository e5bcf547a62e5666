using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteTurnoutTests() : TurnoutTests(DatabaseEngine.Sqlite);

public sealed class PostgresTurnoutTests() : TurnoutTests(DatabaseEngine.Postgres);

/// <summary>Where the guests of an event are expected.</summary>
public abstract class TurnoutTests(DatabaseEngine engine) : IDisposable
{
    static readonly EventRules Rules = new()
    {
        Zones = [new ZoneRule("floor", ["north", "south"])],
        Products =
        [
            new ProductRule("seat", Entrances: ["west"]), new ProductRule("floor", Zones: ["floor"]),
            new ProductRule("pass", Zones: ["floor"], Entrances: ["west"]),
        ],
    };

    readonly Doors _doors = new(engine);

    public void Dispose() => _doors.Dispose();

    [Fact]
    public void A_guest_is_expected_where_the_ticket_admits_and_from_the_entry_on_where_it_was_used()
    {
        _doors.Sell(Rules, "S1 ann seat", "S2 bob seat", "F1 cas floor", "F2 dan floor", "P1 eve pass", "X1 fay", "X2 gil");
        Assert.Equal(["north 0-5", "south 0-5", "west 2-5"], Entrances());
        Assert.Equal("floor 2-5", Zone());

        _doors.Enter("F1", "gate-1@north");
        _doors.Enter("P1", "gate-2@west");
        Assert.Equal(["north 1-4", "south 0-3", "west 3-5"], Entrances());
        Assert.Equal("floor 2-4", Zone());

        _doors.Block("S2");
        Assert.Equal(["north 1-4", "south 0-3", "west 2-4"], Entrances());
        _doors.Enter("F2", "gate-3@south");
        _doors.Enter("X1", "gate-3@south");
        _doors.Enter("X2", "gate-3@south");
        Assert.Equal(["north 1-1", "south 3-3", "west 2-2"], Entrances());
    }

    [Fact]
    public void Without_rules_the_entrances_of_the_event_count_and_without_these_nobody_must_come_anywhere()
    {
        _doors.Sell(null, "A ann", "B bob");
        Assert.Equal([], Entrances());
        _doors.Enter("A", "gate-1@north");
        Assert.Equal(["north 1-2"], Entrances());
        _doors.Change(e => e with { Entrances = ["north"] });
        Assert.Equal(["north 2-2"], Entrances());
    }

    [Fact]
    public void Who_may_come_again_today_is_yet_to_come()
    {
        _doors.Sell(
            new EventRules
            {
                DayStartsAt = "06:00", TimeZone = "Europe/Berlin",
                Products = [new ProductRule("*", Entrances: ["north", "west"], Entry: EntryRule.Daily), new ProductRule("once", Entrances: ["north", "west"])],
            },
            "A ann", "B bob once");
        _doors.Enter("A", "gate-1@north");
        _doors.Enter("B", "gate-1@north");
        Assert.Equal(["north 2-2", "west 0-0"], Entrances());
        _doors.Now = _doors.Now.AddDays(1);
        Assert.Equal(["north 1-2", "west 0-1"], Entrances());
    }

    [Fact]
    public void A_turnout_that_took_long_to_count_is_kept_for_who_watches()
    {
        _doors.Sell(null, "A ann", "B bob");
        var time = new SlowTime();
        var reader = new TurnoutReader(_doors.Store.Database, time);
        var e = new EventDetails { Number = _doors.Event, Name = Doors.Tonight, Venue = Shows.Venue };
        Assert.Equal(2, reader.Of(e, EventRules.None, _doors.Now, isWatched: true).Expected);
        _doors.Import("C cas");
        Assert.Equal(2, reader.Of(e, EventRules.None, _doors.Now, isWatched: true).Expected);
        Assert.Equal(3, reader.Of(e, EventRules.None, _doors.Now, isWatched: false).Expected);
        _doors.Import("D dan");
        time.Seconds += 60;
        Assert.Equal(4, reader.Of(e, EventRules.None, _doors.Now, isWatched: true).Expected);
    }

    string[] Entrances()
    {
        var report = _doors.Store.Reports.Of(Doors.Tonight, Shows.Venue, _doors.Now)!;
        Assert.Equal(report.Expected, report.AtSeveral + report.Entrances.Sum(at => at.Expected.AtLeast));
        return [.. report.Entrances.Select(at => $"{at.Name} {at.Expected.AtLeast}-{at.Expected.AtMost}")];
    }

    string Zone()
    {
        var zone = _doors.Store.Reports.Of(Doors.Tonight, Shows.Venue, _doors.Now)!.Zones.Single();
        return $"{zone.Name} {zone.Expected.AtLeast}-{zone.Expected.AtMost}";
    }

    /// <summary>A clock on which a second passes whenever it is read.</summary>
    sealed class SlowTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++Seconds;
    }
}
