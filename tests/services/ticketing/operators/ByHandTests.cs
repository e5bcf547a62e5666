using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteByHandTests() : ByHandTests(DatabaseEngine.Sqlite);

public sealed class PostgresByHandTests() : ByHandTests(DatabaseEngine.Postgres);

/// <summary>What staff does by hand, and sees of a ticket.</summary>
public abstract class ByHandTests : IDisposable
{
    const string By = "anna";
    static readonly DateTimeOffset Now = new(2026, 11, 28, 20, 0, 0, TimeSpan.Zero);
    static readonly Lane Gate = new(Shows.Gate, "gate-1");

    readonly TestDatabase _database;
    readonly TicketStore _store;

    protected ByHandTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
        _store.Import(
        [
            new("A", "ann", "tonight", false), new("B", "ann", "tonight", false), new("GONE", "bob", "tonight", true),
            new("OTHER", "bob", "tomorrow", false),
        ]);
        _store.OpenByHand("tonight");
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void An_admission_by_hand_is_an_entry_with_its_reason_whatever_the_lanes_decide()
    {
        var first = _store.ByHand.Admit("A", Gate, By, "the code cannot be read", Now);
        Assert.Equal(("tonight", Decision.Admitted), (first.Event, first.Instead));
        Assert.Equal(Decision.TicketUsed, Redeem("A", 1));

        var again = _store.ByHand.Admit("A", Gate, By, "went out to the car", Now.AddMinutes(5));
        Assert.Equal(Decision.TicketUsed, again.Instead);
        var history = History("A");
        Assert.Equal(Whereabouts.Inside, history.Ticket.Guest);
        Assert.Equal(
            [(first.Entry, Now, Medium.Hand, "the code cannot be read"), (again.Entry, Now.AddMinutes(5), Medium.Hand, "went out to the car")],
            history.Entries.Select(e => (e.Number, e.At, e.Medium, e.Reason!)));
        Assert.All(history.Entries, e => Assert.Equal(
            ("tonight", Direction.In, "main", "gate-1", EntryState.Counted), (e.Event, e.Direction, e.Entrance, e.Pedestal, e.State)));
        Assert.Equal(
            [(By, ActKind.Admitted, "A", first.Entry, "gate-1"), (By, ActKind.Admitted, "A", again.Entry, "gate-1")],
            history.Acts.Select(act => (act.By, act.Kind, act.Code!, act.Entry ?? 0, act.About!)));
    }

    [Theory]
    [InlineData("GONE", HandFault.Conflict, "cancelled")]
    [InlineData("OTHER", HandFault.Conflict, "not for tonight")]
    [InlineData("B", HandFault.Conflict, "blocked: stolen")]
    [InlineData("NEVER", HandFault.Unknown, "no ticket")]
    public void What_is_no_valid_ticket_for_the_event_admits_nobody_by_hand(string code, HandFault fault, string says)
    {
        _store.ByHand.Block("B", By, "stolen", Now);
        var refused = Assert.Throws<HandException>(() => _store.ByHand.Admit(code, Gate, By, "please", Now));
        Assert.Equal(fault, refused.Fault);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_store.Entries.EntriesByAccount());
        Assert.DoesNotContain(_store.Acts.Since(Now), act => act.Kind == ActKind.Admitted);
    }

    [Fact]
    public void Where_no_event_is_open_nobody_is_admitted_by_hand()
    {
        _store.OpenByHand("tonight", "north");
        Assert.Contains("No event is open", Assert.Throws<HandException>(
            () => _store.ByHand.Admit("A", Gate, By, "please", Now)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_undone_never_was_and_the_ticket_admits_again()
    {
        Assert.Equal(Decision.Admitted, Redeem("A", 1));
        var entry = Assert.Single(History("A").Entries).Number;
        _store.ByHand.Undo(entry, By, "a companion's ticket was used", Now.AddMinutes(1));
        var undone = Assert.Single(History("A").Entries);
        Assert.Equal((EntryState.Undone, By, Now.AddMinutes(1)), (undone.State, undone.UndoneBy, undone.UndoneAt!.Value));
        Assert.Equal(Whereabouts.NotEntered, History("A").Ticket.Guest);
        Assert.Contains($"by {By}", Assert.Throws<HandException>(
            () => _store.ByHand.Undo(entry, By, "again", Now.AddMinutes(2))).Message, StringComparison.Ordinal);
        Assert.Equal(HandFault.Unknown, Assert.Throws<HandException>(() => _store.ByHand.Undo(99, By, "which", Now)).Fault);
        Assert.Equal(Decision.Admitted, Redeem("A", 2));
        Assert.Equal((ActKind.Undone, entry), Assert.Single(History("A").Acts) is var act ? (act.Kind, act.Entry) : default);
    }

    [Fact]
    public void A_blocked_ticket_admits_nobody_until_it_is_unblocked()
    {
        _store.ByHand.Block("A", By, "charge-back", Now);
        Assert.Equal(Decision.Blocked, Redeem("A", 1));
        Assert.Equal("charge-back", _store.Lookup.Find("A")!.Blocked);
        Assert.Throws<HandException>(() => _store.ByHand.Block("A", By, "again", Now));
        _store.ByHand.Unblock("A", By, "paid", Now);
        Assert.Throws<HandException>(() => _store.ByHand.Unblock("A", By, "again", Now));
        Assert.Equal(Decision.Admitted, Redeem("A", 2));
        Assert.Equal([ActKind.Blocked, ActKind.Unblocked], History("A").Acts.Select(act => act.Kind));
    }

    [Fact]
    public void Tickets_are_found_by_code_and_by_account()
    {
        Assert.Equal(["A", "B"], _store.Lookup.OfAccount("ann").Select(ticket => ticket.Code));
        Assert.Equal(("bob", true), _store.Lookup.Find("GONE") is { } gone ? (gone.Account, gone.IsCancelled) : default);
        Assert.Equal(["tomorrow"], _store.Lookup.Find("OTHER")!.Events);
        Assert.Null(_store.Lookup.Find("NEVER"));
        Assert.Null(_store.Lookup.Find("\0"));
        Assert.Empty(_store.Lookup.OfAccount("nobody"));
        Assert.Null(_store.Lookup.HistoryOf("NEVER", Shows.Venue, Now));
    }

    [Fact]
    public void What_each_entrance_would_decide_now_changes_nothing()
    {
        _store.Events.SetRules("tonight", Shows.Venue, new EventRules
        {
            Zones = [new ZoneRule("hall", ["north", "south"])],
            Products = [new ProductRule("*", Zones: ["hall"])],
        });
        Assert.Equal(
            [("main", Decision.OtherEntrance), ("north", Decision.Admitted), ("south", Decision.Admitted)],
            History("A").Now.Select(at => (at.Entrance, at.Decision)));
        Assert.All(History("OTHER").Now, at => Assert.Equal((Decision.NoTicket, RefusalReason.OtherEvent), (at.Decision, at.Reason)));
        Assert.Empty(_store.Entries.EntriesByAccount());
    }

    TicketHistory History(string code) => _store.Lookup.HistoryOf(code, Shows.Venue, Now.AddMinutes(10))!;

    Decision Redeem(string code, int request) => _store.RedeemCode(code, Shows.Gate, $"gate-2/{request}", Now.AddSeconds(request), Stop).Decision;
}
