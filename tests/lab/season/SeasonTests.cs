namespace Pedestal.Season.Tests;

public sealed class SeasonTests
{
    [Fact]
    public void Four_evenings_of_faults_cause_no_wrong_opening_or_ending_and_no_stuck_lane()
    {
        var report = new SeasonRun(seed: 4).Play(4, 1_500, () => { }, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0, 0), (report.WrongOpenings, report.WrongEndings, report.StuckLanes, report.Failures));
        Assert.Equal((0, 0), (report.WrongEntries, report.LockedIn));
        Assert.InRange(report.Passed, 500, 3_000);
        Assert.InRange(report.Undone, 50, 1_000);
        Assert.InRange(report.Unadmitted, 20, 1_000);
        Assert.InRange(report.Openings, 3_000, 6_000);
        Assert.Equal(Enum.GetNames<Fault>().Order(), report.Faults.Keys.Order());
        Assert.InRange(report.SlowestChangeMs, 1_000, SeasonReport.MostToChange);
        Assert.NotEqual(0, report.CodesDuringFaults);
        Assert.NotEqual(0, report.TurnedAway);
        Assert.Equal(
            ["already-enrolled", "enrolled", "enrolled-for-event", "linked", "no-event", "other-account", "refused", "ticket-used"],
            report.Enrolments.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(report.Restarts, 0, report.Faults[nameof(Fault.Hang)]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_season()
    {
        var (first, second) = (Play(3), Play(3));
        Assert.Equal((first.Openings, first.Presentations, first.VirtualHours),
            (second.Openings, second.Presentations, second.VirtualHours));

        static SeasonReport Play(int seed) =>
            new SeasonRun(seed).Play(1, 200, () => { }, TestContext.Current.CancellationToken);
    }
}
