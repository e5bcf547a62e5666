using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteImportAgainTests() : ImportAgainTests(DatabaseEngine.Sqlite);

public sealed class PostgresImportAgainTests() : ImportAgainTests(DatabaseEngine.Postgres);

/// <summary>A list imported while guests are coming says what it could not change.</summary>
public abstract class ImportAgainTests : IDisposable
{
    readonly Doors _doors;

    protected ImportAgainTests(DatabaseEngine engine) => _doors = new Doors(engine).Sell(null, "A ann", "B bob", "C cas", "D dan");

    public void Dispose() => _doors.Dispose();

    [Fact]
    public void What_was_used_or_decided_by_hand_stays()
    {
        _doors.Store.Import([new("R", "eve", Doors.Tonight, Cancelled: false, Rotating: true)]);
        _doors.Enter("A");
        _doors.Enter("B");
        _doors.Block("C");
        var outcome = _doors.Store.Import(
        [
            new("A", "other", Doors.Tonight, Cancelled: true, Line: 2), new("B", "bob", "tomorrow", Cancelled: false, Line: 3),
            new("C", "cas", Doors.Tonight, Cancelled: false, Line: 4), new("R", "eve", Doors.Tonight, Cancelled: false, Line: 5),
            new("D", "dora", "tomorrow", Cancelled: false, Line: 6),
        ]);
        Assert.Equal(2, outcome.Used);
        Assert.Equal(
            [
                (2, "its guest is inside, so it stays with its account"), (2, "it is cancelled now, but its guest is inside"),
                (3, "it was used for an event that the list no longer names, and stays a ticket for that event"),
                (4, "it is blocked and stays blocked"), (5, "it stays rotating, because its secret is in an application"),
            ],
            outcome.Kept.Select(note => (note.Line, note.Reason)));
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Cancelled), _doors.Show("A"));
        Assert.Equal(Decision.TicketUsed, _doors.Enter("B", "gate-2"));
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.OtherEvent), _doors.Show("D"));
    }

    [Fact]
    public void A_ticket_that_moves_to_another_account_is_no_longer_its_holders()
    {
        _doors.Store.Import([new("OLD", "ann", "last week", Cancelled: false), new("A2", "ann", Doors.Tonight, Cancelled: false)]);
        _doors.Enrol("ann", "OLD");
        _doors.Pass("@ann");
        _doors.Pass("@ann", "exit-1", Direction.Out);
        _doors.Import("A bob");
        Assert.Equal(Decision.Admitted, _doors.Enter("@ann", "gate-2"));
        Assert.Single(_doors.History("A2"));
    }
}
