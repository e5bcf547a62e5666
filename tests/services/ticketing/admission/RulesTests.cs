using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteRulesTests() : RulesTests(DatabaseEngine.Sqlite);

public sealed class PostgresRulesTests() : RulesTests(DatabaseEngine.Postgres);

/// <summary>What an event's rules refuse, and with which decision.</summary>
public abstract class RulesTests(DatabaseEngine engine) : IDisposable
{
    static readonly DateTimeOffset Eight = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    readonly Doors _doors = new(engine);

    public void Dispose() => _doors.Dispose();

    [Fact]
    public void Products_admit_at_their_entrances_and_times_and_have_the_steward_look()
    {
        _doors.Sell(
            new EventRules
            {
                Zones = [new ZoneRule("floor", ["north"]), new ZoneRule("stands", ["west", "south"])],
                Products =
                [
                    new ProductRule("standing", Zones: ["floor"], From: Eight, Until: Eight.AddHours(1)),
                    new ProductRule("seat", Zones: ["stands"], Entrances: ["north"], Attention: "Concession: ask for the card"),
                ],
            },
            "S ann standing", "T bob seat", "U cas", "V dan backstage");
        _doors.Now = Eight.AddSeconds(-1);
        Assert.Equal(Decision.TooEarly, _doors.Enter("S", "gate-1@north"));
        _doors.Now = Eight;
        Assert.Equal(Decision.OtherEntrance, _doors.Enter("S", "gate-1@west"));
        Assert.Equal(Decision.OtherEntrance, _doors.Enter("T", "gate-1@main"));
        _doors.Now = Eight.AddHours(1);
        Assert.Equal(Decision.EntryOver, _doors.Enter("S", "gate-1@north"));
        _doors.Now = Eight.AddHours(1).AddSeconds(-1);
        Assert.Equal(0, _doors.Show("S", "gate-1@north").Notes);
        var seat = _doors.Show("T", "gate-1@north");
        Assert.Equal((Decision.Admitted, true), (seat.Decision, AdmissionNotes.NeedsAttention(seat.Notes)));

        // Tickets that no rule names admit once, everywhere.
        Assert.Equal([Decision.Admitted, Decision.Admitted], [_doors.Enter("U", "gate-1@main"), _doors.Enter("V", "gate-1@west")]);
        Assert.Equal(Decision.TicketUsed, _doors.Enter("V", "gate-2@west"));
    }

    [Fact]
    public void A_rule_for_every_other_product_holds_for_tickets_without_one()
    {
        _doors.Sell(
            new EventRules { Products = [new ProductRule("*", Entrances: ["north"]), new ProductRule("staff")] }, "A ann", "B bob staff", "C cas any");
        Assert.Equal([Decision.OtherEntrance, Decision.Admitted, Decision.OtherEntrance], [_doors.Enter("A"), _doors.Enter("B"), _doors.Enter("C")]);
    }

    [Fact]
    public void A_day_ticket_admits_once_a_day_and_days_begin_as_the_rules_say()
    {
        _doors.Sell(
            new EventRules
            {
                DayStartsAt = "06:00", TimeZone = "Europe/Berlin",
                Products = [new ProductRule("*", Entry: EntryRule.Daily), new ProductRule("once"), new ProductRule("in-out", Entry: EntryRule.Reentry)],
            },
            "A ann", "B bob once", "C cas in-out");
        Assert.Equal([Decision.Admitted, Decision.Admitted, Decision.Admitted], [_doors.Enter("A"), _doors.Enter("B"), _doors.Enter("C")]);

        // Six in the morning of the next day in Berlin is five o'clock UTC.
        _doors.Now = new DateTimeOffset(2026, 11, 24, 4, 59, 59, TimeSpan.Zero);
        Assert.Equal([Decision.UsedToday, Decision.TicketUsed, Decision.NotLeft], [_doors.Enter("A"), _doors.Enter("B"), _doors.Enter("C")]);
        Assert.Equal(3, _doors.Inside);
        _doors.Now = _doors.Now.AddSeconds(1);
        Assert.Equal(0, _doors.Inside);
        Assert.Equal([Decision.Admitted, Decision.TicketUsed, Decision.Admitted], [_doors.Enter("A"), _doors.Enter("B"), _doors.Enter("C")]);
        Assert.Equal(2, _doors.Inside);
        Assert.Equal(Decision.Left, _doors.Leave("A"));
        Assert.Equal(Decision.UsedToday, _doors.Enter("A"));
    }

    [Fact]
    public void A_full_event_or_zone_admits_again_when_somebody_has_left()
    {
        _doors.Sell(
            new EventRules
            {
                Capacity = 3,
                Zones = [new ZoneRule("floor", ["north"], Capacity: 1)],
                Products = [new ProductRule("*", Entry: EntryRule.Reentry)],
            },
            "A ann", "B bob", "C cas", "D dan", "E eve");
        Assert.Equal(Decision.Admitted, _doors.Enter("A", "gate-1@north"));
        Assert.Equal(Decision.Full, _doors.Enter("B", "gate-1@north"));
        Assert.Equal([Decision.Admitted, Decision.Admitted], [_doors.Enter("B", "gate-2@west"), _doors.Enter("C", "gate-2@west")]);
        Assert.Equal(Decision.Full, _doors.Enter("D", "gate-2@west"));
        _doors.Leave("B");
        Assert.Equal(Decision.Full, _doors.Enter("D", "gate-1@north"));
        Assert.Equal(Decision.Admitted, _doors.Enter("D", "gate-2@west"));
        _doors.Leave("A", "exit-1@west");
        Assert.Equal(Decision.Admitted, _doors.Enter("E", "gate-1@north"));
        var attendance = _doors.Store.Attendance.Of(Doors.Tonight, Shows.Venue, _doors.Now)!;
        Assert.Equal([new AttendanceCount("floor", 1, 2, 0)], attendance.Zones);
        Assert.Equal((3, 5), (attendance.Inside, attendance.Turnout.Entered));
    }

    [Fact]
    public void A_pass_for_several_events_has_its_uses_and_a_reentry_takes_none()
    {
        _doors.Sell(new EventRules { Products = [new ProductRule("*", Entry: EntryRule.Reentry)] }, "X ann");
        _doors.Store.Import([new("PASS", "ann", "tonight|tomorrow|sunday", Cancelled: false, Uses: 2)]);
        Assert.Equal([Decision.Admitted, Decision.Left, Decision.Admitted], [_doors.Enter("PASS"), _doors.Leave("PASS"), _doors.Enter("PASS")]);
        foreach (var (name, decision) in new[] { ("tomorrow", Decision.Admitted), ("sunday", Decision.TicketUsed) })
        {
            _doors.Leave("PASS");
            _doors.Change(e => e with { Opening = EventOpening.Closed });
            _doors.Store.Events.SetOpening("tomorrow", Shows.Venue, EventOpening.Closed, _doors.Now);
            _doors.Store.OpenByHand(name);
            Assert.Equal(decision, _doors.Enter("PASS"));
        }
    }

    [Fact]
    public void A_blocked_ticket_admits_nobody_and_lets_its_guest_out()
    {
        _doors.Sell(null, "A ann", "B ann");
        _doors.Enrol("ann", "A");
        _doors.Enter("A");
        _doors.Block("A");
        Assert.Equal(Decision.Left, _doors.Leave("A"));
        Assert.Equal([Decision.Blocked, Decision.Blocked], [_doors.Enter("A"), _doors.Enter("@ann")]);
        Assert.Equal(2, _doors.Store.Attendance.Of(Doors.Tonight, Shows.Venue, _doors.Now)!.Turnout.Expected + 1);
    }

    [Fact]
    public void Rules_are_followed_at_once_and_changes_that_contradict_them_are_refused()
    {
        _doors.Sell(null, "A ann", "B bob");
        _doors.Store.Events.SetRules(Doors.Tonight, Shows.Venue, new EventRules { Products = [new ProductRule("*", Entrances: ["north"])] });
        Assert.Equal(Decision.OtherEntrance, _doors.Enter("A"));
        var refused = Assert.Throws<EventException>(() => _doors.Change(e => e with { Entrances = ["south"] }));
        Assert.Contains("'north', which is not the event's", refused.Message, StringComparison.Ordinal);
        _doors.Store.Events.SetRules(Doors.Tonight, Shows.Venue, EventRules.None);
        Assert.Equal(Decision.Admitted, _doors.Enter("A"));
        Assert.Throws<EventException>(() => _doors.Store.Events.SetRules("another", Shows.Venue, EventRules.None));
    }
}
