using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqlitePassageTests() : PassageTests(DatabaseEngine.Sqlite);

public sealed class PostgresPassageTests() : PassageTests(DatabaseEngine.Postgres);

/// <summary>An admission counts when its guest passes, once, whatever is reported, when, and how often.</summary>
public abstract class PassageTests : IDisposable
{
    readonly Doors _doors;

    protected PassageTests(DatabaseEngine engine)
    {
        _doors = new Doors(engine).Sell(null, "A ann", "B ann", "C cas");
        _doors.Enrol("ann", "A");
    }

    public void Dispose() => _doors.Dispose();

    [Theory]
    [InlineData("A", "A")]
    [InlineData("@ann", "@ann")]
    [InlineData("A", "@ann")]
    [InlineData("@ann", "A")]
    [InlineData("@ann", "B")]
    [InlineData("B", "@ann")]
    public void Until_the_guest_passes_the_same_lane_gives_the_same_admission(string first, string second)
    {
        var before = _doors.Show(first, request: 1);
        var again = _doors.Show(second, request: 2);
        Assert.Equal((Decision.Admitted, false), (before.Decision, AdmissionNotes.IsSame(before.Notes)));
        Assert.Equal((Decision.Admitted, true), (again.Decision, AdmissionNotes.IsSame(again.Notes)));
        Assert.Equal(1, _doors.Store.Entries.EntriesByAccount()["ann"]);

        // A lost reply is asked for again, with the same notes.
        Assert.Equal(before, _doors.Show(first, request: 1));
        Assert.Equal(again, _doors.Show(second, request: 2));

        // Only the latest request speaks for the admission.
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.NotPassed, 1));
        Assert.Equal(1, _doors.Inside);
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.Passed, 1));
        Assert.Equal(Decision.AlreadyInside, _doors.Show("@ann").Decision);
    }

    [Fact]
    public void Another_lane_waits_for_the_first_and_takes_over_what_was_never_confirmed()
    {
        Assert.Equal(Decision.Admitted, _doors.Show("A", "gate-1", 1).Decision);
        Assert.Equal(Decision.AtOtherLane, _doors.Show("A", "gate-2").Decision);
        Assert.Equal(Decision.AtOtherLane, _doors.Show("@ann", "gate-2").Decision);
        _doors.Now = _doors.Now.AddSeconds(Doors.Seconds + 5);
        Assert.Equal(Decision.Admitted, _doors.Show("A", "gate-2@west", 2).Decision);
        Assert.Equal(Decision.AtOtherLane, _doors.Show("A", "gate-1").Decision);
        var entry = Assert.Single(_doors.History("A"));
        Assert.Equal(("gate-2", "west", _doors.Now), (entry.Pedestal, entry.Entrance, entry.At));
        Assert.Equal([new AttendanceCount("main", 0, 0, 0), new AttendanceCount("west", 1, 1, 0)],
            _doors.Store.Attendance.Of(Doors.Tonight, Shows.Venue, _doors.Now)!.Entrances);

        // The first guest did pass after all: two by one ticket.
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.Passed, 2, "gate-2"));
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.Passed, 2, "gate-2"));
        Assert.Equal(PassageEffect.PassedTwice, _doors.Report(PassageOutcome.Passed, 1, "gate-1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Doors.Seconds)]
    public void Nobody_passed_undoes_the_entry_once_and_the_guest_is_admitted_at_any_lane(int seconds)
    {
        _doors.Show("A", "gate-1", 1, seconds);
        Assert.Equal(1, _doors.Inside);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.NotPassed, 1));
            Assert.Equal(0, _doors.Inside);
            _doors.Now = _doors.Now.AddMinutes(i);
        }

        Assert.Equal(Decision.Admitted, _doors.Show("A", "gate-2", 2, seconds).Decision);
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.NotPassed, 1));
        Assert.Equal(1, _doors.Inside);
        var history = _doors.History("A");
        Assert.Equal([EntryState.Undone, seconds == 0 ? EntryState.Counted : EntryState.Provisional], history.Select(e => e.State));
        Assert.Equal(EntryLog.ByPedestal, history[0].UndoneBy);
        Assert.NotNull(history[0].UndoneAt);
    }

    [Fact]
    public void A_late_passage_counts_again_unless_the_ticket_has_admitted_another_guest_since()
    {
        _doors.Show("A", request: 1);
        _doors.Report(PassageOutcome.NotPassed, 1);
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.Passed, 1));
        Assert.Equal(1, _doors.Inside);
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.NotPassed, 1));
        Assert.Equal((1, null), (_doors.Inside, _doors.History("A").Single().UndoneBy));

        _doors.Show("C", request: 2);
        _doors.Report(PassageOutcome.NotPassed, 2);
        _doors.Show("C", "gate-2");
        Assert.Equal(PassageEffect.PassedTwice, _doors.Report(PassageOutcome.Passed, 2));
        Assert.Equal(2, _doors.Inside);
    }

    [Fact]
    public void A_request_that_its_pedestal_gave_up_before_it_arrived_admits_nobody()
    {
        Assert.Equal(PassageEffect.NoAdmission, _doors.Report(PassageOutcome.NotPassed, 1));
        Assert.Equal(PassageEffect.NoAdmission, _doors.Report(PassageOutcome.NotPassed, 1));
        Assert.Equal(new TicketOutcome(Decision.Refused, RefusalReason.Withdrawn), _doors.Show("A", request: 1));
        Assert.Equal(new TicketOutcome(Decision.Refused, RefusalReason.Withdrawn), _doors.Show("@ann", request: 1));
        Assert.Empty(_doors.History("A"));
        Assert.Equal(Decision.Admitted, _doors.Show("A", request: 2).Decision);
    }

    [Fact]
    public void A_passage_without_an_admission_is_logged_once_and_counted()
    {
        Assert.Equal(PassageEffect.SlippedThrough, _doors.Report(PassageOutcome.Unadmitted, 1));
        Assert.Equal(PassageEffect.Known, _doors.Report(PassageOutcome.Unadmitted, 1));
        Assert.Equal(1, _doors.Inside);
        Assert.Equal(PassageEffect.LeftUnseen, _doors.Report(PassageOutcome.Unadmitted, 2, "exit-1", Direction.Out));
        Assert.Equal(PassageEffect.LeftUnseen, _doors.Report(PassageOutcome.Unadmitted, 3, "exit-1", Direction.Out));
        Assert.Equal(0, _doors.Inside);
        Assert.Equal(PassageEffect.NoAdmission, _doors.Report(PassageOutcome.Passed, 99));
    }

    [Fact]
    public async Task Lanes_of_two_processes_admit_a_ticket_once()
    {
        using var other = new TicketStore(_doors.Source);
        var lanes = await Task.WhenAll(Enumerable.Range(1, 12).Select(lane =>
            (lane % 2 == 0 ? _doors.Store : other).Admissions.ByCodeAsync(
                "A", Shows.Lane($"gate-{lane}/", Shows.Gate, Doors.Seconds), $"gate-{lane}/1", _doors.Now)));
        Assert.Equal(1, lanes.Count(outcome => outcome.Decision == Decision.Admitted));
        Assert.Equal(11, lanes.Count(outcome => outcome.Decision == Decision.AtOtherLane));
        Assert.Equal(1, _doors.Inside);
    }

    [Fact]
    public void A_clock_that_is_set_back_neither_locks_a_guest_out_nor_turns_the_log_around()
    {
        Assert.Equal(Decision.Admitted, _doors.Show("A", "gate-1").Decision);
        _doors.Now = _doors.Now.AddHours(-1);
        Assert.Equal(Decision.Admitted, _doors.Pass("A", "gate-2").Decision);
        Assert.Equal(Decision.Left, _doors.Leave("A"));
        Assert.Equal(0, _doors.Inside);
        Assert.Equal([Direction.In, Direction.Out], _doors.History("A").Select(e => e.Direction));
        _doors.Now = _doors.Now.AddHours(12);
        Assert.Equal(Decision.TicketUsed, _doors.Show("A").Decision);
    }
}
