using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteAttendanceReportTests() : AttendanceReportTests(DatabaseEngine.Sqlite);

public sealed class PostgresAttendanceReportTests() : AttendanceReportTests(DatabaseEngine.Postgres);

/// <summary>An event in numbers, refusals included.</summary>
public abstract class AttendanceReportTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 28, 20, 0, 0, TimeSpan.Zero);

    readonly TestDatabase _database;
    readonly TicketStore _store;
    readonly RefusalTally _tally;

    protected AttendanceReportTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
        _store.Import([new("A", "ann", "tonight", false), new("B", "ann", "tonight", false), new("C", "bob", "tonight", false)]);
        _store.OpenByHand("tonight");
        var time = new FakeTimeProvider(Now);
        _tally = new RefusalTally(
            _store, new TicketingOptions { Venue = Shows.Venue }, new TrustedTime(time), time, NullLogger<RefusalTally>.Instance);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _tally.Dispose();
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Guests_and_refusals_are_counted_by_entrance_and_reason()
    {
        _store.ByHand.Block("C", "anna", "stolen", Now);
        Show("A", 1, "main");
        Show("A", 2, "main");
        Show("A", 3, "north");
        Show("B", 4, "north");
        Show("C", 5, "north");
        Show("NEVER", 6, "north");
        _tally.Write();
        _tally.Write();

        var report = _store.Reports.Of("tonight", Shows.Venue, Now.AddMinutes(1), minutes: 5)!;
        Assert.Equal(("tonight", true, 2L, 2L, 2L), (report.Event, report.IsOpen, report.Inside, report.Entered, report.Expected));
        Assert.Equal(
            [
                (Decision.TicketUsed, RefusalReason.None, 2L), (Decision.UnknownTicket, RefusalReason.Unknown, 1L),
                (Decision.Blocked, RefusalReason.None, 1L),
            ],
            report.Refused.Select(r => (r.Decision, r.Reason, r.Count)));
        Assert.Equal([("main", 1L, 1L, 1L), ("north", 1L, 1L, 3L)],
            report.Entrances.Select(at => (at.Name, at.Inside, at.Entered, at.Refused.Sum(r => r.Count))));
        Assert.Equal(["main", "north"], report.Minutes.Select(minute => minute.Entrance));
        Assert.Equal(report.Refused, Assert.Single(_store.Reports.OfOpen(Shows.Venue, Now)).Refused);
        Assert.Null(_store.Reports.Of("never", Shows.Venue, Now));
    }

    [Fact]
    public void The_command_says_the_same_in_words()
    {
        Show("A", 1, "main");
        Show("A", 2, "main");
        _tally.Write();
        using var output = new StringWriter();
        string[] line = ["attendance", "tonight", "--Ticketing:Database=" + _database.Source, "--Ticketing:Venue=" + Shows.Venue];
        Assert.Equal(0, CommandLine.Create().Parse(line).Invoke(new() { Output = output, Error = output }));
        Assert.Equal(
            [
                "tonight, open: 1 inside, 1 entered, 3 expected, 1 refused (1 TicketUsed)",
                "entrance main: 1 inside, 1 in, 0 out, 1 to 3 expected, 1 refused (1 TicketUsed)",
            ],
            output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    void Show(string code, int request, string entrance) => _tally.Count(entrance, _store.RedeemCode(
        code, new Entrance(Shows.Venue, entrance), $"gate-1/{request}", Now.AddSeconds(request), Stop));
}
