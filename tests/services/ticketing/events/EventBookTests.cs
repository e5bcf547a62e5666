using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteEventBookTests() : EventBookTests(DatabaseEngine.Sqlite);

public sealed class PostgresEventBookTests() : EventBookTests(DatabaseEngine.Postgres);

/// <summary>Events as they are stored, changed and redeemed for.</summary>
public abstract class EventBookTests : IDisposable
{
    static readonly DateTimeOffset Doors = new(2026, 11, 28, 19, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset End = Doors.AddHours(5);

    readonly TestDatabase _database;
    readonly TicketStore _store;

    protected EventBookTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void An_event_is_stored_as_written_under_a_number_of_its_own()
    {
        var planned = Shows.Named("café noir") with { Entrances = ["north", "west"], Doors = Doors, Start = Doors.AddHours(1), End = End };
        var first = Add(planned);
        var second = Add(Shows.Named("next") with { Venue = "elsewhere", Doors = Doors, End = End });
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal([first, second], _store.Events.List(Shows.Venue));
        Assert.Equal(planned, first);
        Assert.Equal(first, _store.Events.Find("café noir", Shows.Venue));
        Assert.Null(_store.Events.Find("Café noir", Shows.Venue));
    }

    [Fact]
    public void Two_events_at_one_entrance_at_one_time_are_refused_by_name_and_times()
    {
        Add(Shows.Named("first") with { Entrances = ["north", "west"], Doors = Doors, End = End });
        var error = Assert.Throws<EventException>(() => Add(
            Shows.Named("second") with { Entrances = ["south", "north"], Doors = End.AddSeconds(-1), End = End.AddHours(1) }));
        Assert.Equal(EventFault.Overlaps, error.Fault);
        Assert.Equal("'second' (doors 2026-11-28T23:59:59Z, end 2026-11-29T01:00:00Z) and 'first' (doors 2026-11-28T19:00:00Z, end "
            + "2026-11-29T00:00:00Z) would be open together at north. Change the times or entrances of one of them, or close one.",
            error.Message);
        Assert.Single(_store.Events.List(Shows.Venue));

        Add(Shows.Named("second") with { Entrances = ["north"], Doors = End, End = End.AddHours(1) });
        Assert.Throws<EventException>(() => Change("second", e => e with { Entrances = [] , Doors = End.AddHours(-1) }));
        Assert.Equal(End, _store.Events.Find("second", Shows.Venue)!.Doors);
    }

    [Fact]
    public void Opened_by_hand_it_overlaps_what_else_is_open_or_opens_before_its_end()
    {
        Add(Shows.Named("tonight") with { Doors = Doors, End = End });
        Add(Shows.Named("untimed"));
        Assert.Throws<EventException>(() => Open("untimed", EventOpening.Open, Doors.AddHours(1)));

        // Nobody knows how long it will stay open, but it is not for days.
        Assert.Throws<EventException>(() => Open("untimed", EventOpening.Open, Doors.AddHours(-23)));
        Open("untimed", EventOpening.Open, Doors.AddDays(-2));
        Open("tonight", EventOpening.Closed, Doors);
        Open("untimed", EventOpening.Open, Doors);
        Assert.Throws<EventException>(() => Open("tonight", EventOpening.ByTime, Doors));
        Open("untimed", EventOpening.ByTime, Doors);
        Open("tonight", EventOpening.Open, Doors.AddHours(-3));
        Assert.Equal("tonight", _store.Events.OpenAt(Shows.Gate, Doors.AddHours(-3))?.Name);
    }

    [Fact]
    public void An_invalid_event_is_refused_with_the_reason()
    {
        (EventDetails Event, string Said)[] refused =
        [
            (Shows.Named(""), "its name is missing"),
            (Shows.Named("a") with { Doors = Doors }, "it needs both doors and end"),
            (Shows.Named("a") with { Start = Doors }, "it has a start, but neither doors nor end"),
            (Shows.Named("a") with { Doors = End, End = Doors }, "not in this order"),
            (Shows.Named("a") with { Entrances = ["north gate"] }, "an entrance is not"),
            (Shows.Named("a") with { Venue = "a/b" }, "its venue is not"),
        ];
        foreach (var (written, said) in refused)
        {
            var error = Assert.Throws<EventException>(() => Add(written));
            Assert.Equal(EventFault.Invalid, error.Fault);
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }

        Add(Shows.Named("a"));
        Assert.Equal(EventFault.Exists, Assert.Throws<EventException>(() => Add(Shows.Named("a"))).Fault);
        Assert.Equal(EventFault.Unknown, Assert.Throws<EventException>(() => Change("b", e => e)).Fault);
    }

    [Fact]
    public void Tickets_are_redeemed_for_the_event_of_entrance_and_time_alone()
    {
        _store.Import([
            new("N", "ann", "north show", false), new("S", "bob", "south show", false), new("U", "eve", "untimed", false),
        ]);
        foreach (var side in new[] { "north", "south" })
        {
            Change(side + " show", e => e with { Entrances = [side], Doors = Doors, End = End });
        }

        Assert.Equal(Decision.NoEvent, Redeem("N", "north", Doors.AddSeconds(-1)));
        Assert.Equal(Decision.NoEvent, Redeem("N", "main", Doors));
        Assert.Equal(Decision.NoTicket, Redeem("N", "south", Doors));
        Assert.Equal(Decision.NoTicket, Redeem("U", "north", Doors));
        Assert.Equal(Decision.Admitted, Redeem("N", "north", Doors));
        Assert.Equal(Decision.Admitted, Redeem("S", "south", End.AddSeconds(-1)));
        Assert.Equal(Decision.NoEvent, Redeem("S", "south", End, "another request"));

        // The same request after the end is still the same admission.
        Assert.Equal(Decision.Admitted, Redeem("S", "south", End));
    }

    [Fact]
    public void A_palm_is_redeemed_for_the_event_that_its_request_names_if_that_is_open_there()
    {
        _store.Import([new("N", "ann", "show", false), new("M", "ann", "next", false)]);
        var token = new byte[32];
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(
            _store.Links.Open("N", new Booth("booth-1"), Doors).Link!, token, "booth-1", Doors).Decision);
        var show = Change("show", e => e with { Entrances = ["north"], Doors = Doors, End = End }).Number;
        var next = Change("next", e => e with { Doors = End, End = End.AddHours(3) }).Number;

        Assert.Equal(Decision.NoEvent, Redeem(token, show, "south", Doors));
        Assert.Equal(Decision.NoEvent, Redeem(token, next, "north", Doors));
        Assert.Equal(Decision.NoEvent, Redeem(token, 99, "north", Doors));
        Assert.Equal(Decision.NoEvent, Redeem(token, 0, "north", Doors));
        Assert.Equal(Decision.NoEvent, Redeem(token, show, "north", End));
        Assert.Equal(Decision.Admitted, Redeem(token, show, "north", Doors));
        Assert.Equal(Decision.Admitted, Redeem(token, next, "north", End));
        Assert.Equal(Decision.AlreadyInside, _store.RedeemToken(
            token, show, new Entrance(Shows.Venue, "north"), "again", Doors, cancellation: TestContext.Current.CancellationToken).Decision);
    }

    [Fact]
    public async Task A_clock_that_jumps_by_days_opens_nothing_and_is_a_fault_until_it_is_back()
    {
        var host = new ManualTime();
        var doors = host.GetUtcNow().AddDays(2);
        _store.Import([new("A", "ann", "show", false)]);
        Change("show", e => e with { Doors = doors, End = doors.AddHours(4) });
        var tickets = Shows.BuiltIn(_store, host);
        host.Jump(TimeSpan.FromDays(2));
        Assert.Equal(Decision.NoEvent, await RedeemAsync());
        Assert.Contains("clock jumped", await tickets.FindFaultAsync(Stop), StringComparison.Ordinal);
        host.Jump(TimeSpan.FromDays(-2));
        Assert.Equal(Decision.NoEvent, await RedeemAsync());
        Assert.Null(await tickets.FindFaultAsync(Stop));
        for (var hour = 0; hour < 48; hour++)
        {
            host.Advance(TimeSpan.FromHours(1));
            Assert.Equal(hour == 47 ? Decision.Admitted : Decision.NoEvent, await RedeemAsync());
        }

        async Task<Decision> RedeemAsync() =>
            (await tickets.RedeemCodeAsync("A", Shows.GateLane, new TicketCall("gate-1/1", TimeSpan.FromSeconds(1)), Stop)).Decision;
    }

    [Fact]
    public void An_import_creates_the_events_it_names_and_changes_none()
    {
        Add(Shows.Named("known") with { Doors = Doors, End = End });
        _store.Import([new("A", "ann", "known", false), new("B", "ann", "new", false)]);
        var events = _store.Events.List(Shows.Venue);
        Assert.Equal(["known", "new"], events.Select(e => e.Name));
        Assert.Equal((Doors, null), (events[0].Doors, events[1].Doors));
        Assert.Equal((EventOpening.ByTime, Shows.Venue), (events[1].Opening, events[1].Venue));
        Assert.Null(_store.Events.OpenAt(Shows.Gate, DateTimeOffset.MaxValue));
        var list = TicketList.Read("code,account,event\nA,ann,known\nB,ann,new"u8.ToArray(), "list");
        Assert.Equal([("known", false), ("new", true)], _store.EventsOf(list).Select(e => (e.Event, e.HasNoTimes)));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    EventDetails Add(EventDetails planned) => _store.Events.Add(planned, Shows.Venue, Doors.AddDays(-1));

    EventDetails Change(string name, Func<EventDetails, EventDetails> change) =>
        _store.Events.Change(name, Shows.Venue, change, Doors.AddDays(-1));

    void Open(string name, EventOpening opening, DateTimeOffset now) => _store.Events.SetOpening(name, Shows.Venue, opening, now);

    Decision Redeem(string code, string entrance, DateTimeOffset now, string? request = null) => _store.RedeemCode(
        code, new Entrance(Shows.Venue, entrance), request ?? code, now, TestContext.Current.CancellationToken).Decision;

    Decision Redeem(byte[] token, int number, string entrance, DateTimeOffset now) => _store.RedeemToken(
        token, number, new Entrance(Shows.Venue, entrance), $"{number}", now, cancellation: TestContext.Current.CancellationToken).Decision;
}
