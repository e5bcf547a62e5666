using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteExitTests() : ExitTests(DatabaseEngine.Sqlite);

public sealed class PostgresExitTests() : ExitTests(DatabaseEngine.Postgres);

/// <summary>Nobody is locked in, and the log stays right.</summary>
public abstract class ExitTests : IDisposable
{
    static readonly EventRules Reentry = new() { Products = [new ProductRule("*", Entry: EntryRule.Reentry)] };

    readonly Doors _doors;

    protected ExitTests(DatabaseEngine engine) => _doors = new Doors(engine).Sell(Reentry, "A ann", "B ann", "C cas");

    public void Dispose() => _doors.Dispose();

    [Fact]
    public void A_guest_leaves_and_comes_back_by_code_and_by_palm()
    {
        _doors.Enrol("ann", "A");
        foreach (var (way, refusal) in new[] { ("A", Decision.NotLeft), ("@ann", Decision.NotLeft) })
        {
            Assert.Equal(Decision.Admitted, _doors.Pass(way).Decision);
            Assert.Equal(refusal, _doors.Pass(way).Decision);
            Assert.Equal(Decision.Left, _doors.Pass(way, "exit-1", Direction.Out).Decision);
            Assert.Equal(0, _doors.Inside);
        }

        // In by code, out by palm.
        Assert.Equal(Decision.Admitted, _doors.Enter("A"));
        Assert.Equal(TicketOutcome.FromDecision(Decision.Left), _doors.Show("@ann", "exit-1", seconds: 0, direction: Direction.Out));
        Assert.Equal(0, _doors.Inside);
    }

    [Fact]
    public void An_exit_that_nobody_passed_did_not_happen()
    {
        _doors.Pass("A");
        Assert.Equal(Decision.Left, _doors.Show("A", "exit-1", 100, direction: Direction.Out).Decision);
        var again = _doors.Show("A", "exit-2", 101, direction: Direction.Out);
        Assert.Equal((Decision.Left, true), (again.Decision, AdmissionNotes.IsSame(again.Notes)));
        _doors.Report(PassageOutcome.NotPassed, 101, "exit-2");
        Assert.Equal(1, _doors.Inside);
        Assert.Equal(Decision.NotLeft, _doors.Enter("A"));
    }

    [Fact]
    public void An_exit_without_an_entry_opens_and_takes_nobody_else_out()
    {
        _doors.Pass("C");
        var outcome = _doors.Show("A", "exit-1", seconds: 0, direction: Direction.Out);
        Assert.Equal((Decision.Left, RefusalReason.NotInside), (outcome.Decision, outcome.Reason));
        Assert.Equal(1, _doors.Inside);
        Assert.Equal(Decision.Left, _doors.Leave("C"));
        Assert.Equal(Decision.Left, _doors.Leave("C"));
        Assert.Equal(0, _doors.Inside);
    }

    [Fact]
    public void Whoever_is_inside_gets_out_although_the_event_is_closed_or_the_ticket_worthless()
    {
        _doors.Enrol("ann", "B");
        _doors.Pass("A");
        _doors.Pass("@ann");
        _doors.Change(e => e with { Opening = Messaging.Guests.EventOpening.Closed });
        _doors.Store.Import([new("A", "ann", Doors.Tonight, Cancelled: true)]);
        Assert.Equal(Decision.Left, _doors.Leave("A"));
        Assert.Equal(Decision.Left, _doors.Leave("@ann"));
        Assert.Equal(0, _doors.Inside);
        Assert.Equal(Decision.UnknownTicket, _doors.Leave("never-sold"));
        Assert.Equal(Decision.NoTicket, _doors.Leave("@stranger"));
    }

    [Fact]
    public void Guests_are_counted_where_they_came_in_and_passages_where_they_happened()
    {
        _doors.Enter("A", "gate-1@north");
        _doors.Enter("C", "gate-2@west");
        _doors.Leave("A", "exit-1@west");
        var attendance = _doors.Store.Attendance.Of(Doors.Tonight, Shows.Venue, _doors.Now)!;
        Assert.Equal((1, 2, 3), (attendance.Inside, attendance.Turnout.Entered, attendance.Turnout.Expected));
        Assert.Equal([new AttendanceCount("north", 0, 1, 0), new AttendanceCount("west", 1, 1, 1)], attendance.Entrances);
        Assert.Equal([new MinuteCount(_doors.Now, "north", 1, 0), new MinuteCount(_doors.Now, "west", 1, 1)],
            _doors.Store.Attendance.PerMinute(Doors.Tonight, Shows.Venue, _doors.Now, _doors.Now.AddMinutes(1)));
        Assert.Null(_doors.Store.Attendance.Of("no such event", Shows.Venue, _doors.Now));
    }
}
