using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteOfflineTicketsTests() : OfflineTicketsTests(DatabaseEngine.Sqlite);

public sealed class PostgresOfflineTicketsTests() : OfflineTicketsTests(DatabaseEngine.Postgres);

public abstract class OfflineTicketsTests : IDisposable
{
    const string Tonight = "tonight";
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    static readonly long Step = Now.ToUnixTimeSeconds() / RotatingCodes.StepSeconds;

    readonly TestDatabase _database;
    readonly TicketStore _store;
    readonly int _tonight;

    protected OfflineTicketsTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
        _store.Import(
        [
            new("turning", "eve", Tonight, false, Rotating: true),
            new("cancelled", "eve", Tonight, true, Rotating: true),
            new("tomorrow", "eve", "tomorrow", false, Rotating: true),
            new("printed", "ann", Tonight, false),
        ]);
        _tonight = _store.OpenByHand(Tonight);
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void An_offline_admission_redeems_the_ticket_once()
    {
        Assert.Equal(Decision.Admitted, Record("turning", "gate-1", 1));
        Assert.Equal(Decision.Admitted, Record("turning", "gate-1", 1));
        Assert.Equal(Decision.TicketUsed, Redeem("turning", "gate-1/0000000000000009"));
        Assert.Equal(1, _store.Entries.EntriesByAccount()["eve"]);
    }

    [Fact]
    public void A_code_shown_at_an_offline_admission_no_longer_opens_an_enrolment()
    {
        Assert.Equal(Decision.Admitted, Record("turning", "gate-1", 1));

        var booth = new Booth("booth-1");
        Assert.Null(_store.Links.Open(new PresentedCode("turning", IsSigned: true, Step), booth, Now).Link);
        Assert.NotNull(_store.Links.Open(new PresentedCode("turning", IsSigned: true, Step + 1), booth, Now).Link);
    }

    [Fact]
    public void An_online_admission_whose_reply_was_lost_is_no_conflict()
    {
        Assert.Equal(Decision.Admitted, Redeem("turning", "gate-1/0000000000000009"));
        Assert.Equal(Decision.Admitted, Record("turning", "gate-1", 1));
    }

    [Theory]
    [InlineData("cancelled", Decision.NoTicket, RefusalReason.Cancelled)]
    [InlineData("tomorrow", Decision.NoTicket, RefusalReason.OtherEvent)]
    [InlineData("printed", Decision.NoTicket, RefusalReason.NotRotating)]
    [InlineData("unheard-of", Decision.UnknownTicket, RefusalReason.Unknown)]
    [InlineData("with\0zero", Decision.UnknownTicket, RefusalReason.Unknown)]
    public void A_wrong_offline_admission_is_a_conflict_and_changes_nothing(
        string code, Decision decision, RefusalReason reason)
    {
        Assert.Equal(new TicketOutcome(decision, reason), _store.Offline.Record(
            code, Tonight, Shows.Lane("gate-1/", Shows.Gate), "gate-1/0000000000000001", Step, Now));
        Assert.Empty(_store.Entries.EntriesByAccount());
    }

    [Fact]
    public void A_ticket_redeemed_at_another_lane_is_a_conflict()
    {
        Redeem("turning", "gate-10/0000000000000009");
        Assert.Equal(Decision.TicketUsed, Record("turning", "gate-1", 1));
    }

    [Fact]
    public void A_lane_is_given_its_tickets_only_while_none_of_them_is_redeemed()
    {
        var lane = OfflineTickets.LaneOf("turning", 3);
        Assert.True(Open(lane));
        Redeem("turning", "gate/1");

        Assert.False(Open(lane));
        Assert.True(Open(lane % 3 + 1));
    }

    [Fact]
    public void Lanes_that_were_given_tickets_cannot_change_during_the_event()
    {
        string[] lanes = ["gate-1", "gate-2", "gate-3"];
        Assert.Null(_store.Offline.RefusalOf(Tonight, []));
        Assert.True(Open(2));

        Assert.Null(_store.Offline.RefusalOf(Tonight, lanes));
        Assert.Null(_store.Offline.RefusalOf("tomorrow", []));
        foreach (var changed in new string[][] { [], ["gate-1", "gate-2"], ["gate-2", "gate-1", "gate-3"] })
        {
            Assert.Contains(
                "gate-2 was assigned its tickets as lane 2 of 3",
                _store.Offline.RefusalOf(Tonight, changed));
        }
    }

    [Fact]
    public void A_palm_does_not_redeem_a_ticket_that_a_lane_may_admit_offline()
    {
        var token = new byte[32];
        var link = _store.Links.Open(new PresentedCode("turning", true), new Booth("booth-1"), Now).Link!;
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(link, token, "booth-1", Now));

        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.CodeOnly), _store.RedeemToken(
            token, _tonight, Shows.Gate, "matcher/1", Now, withRotating: false, TestContext.Current.CancellationToken));
        Assert.Equal(Decision.Admitted, _store.RedeemToken(
            token, _tonight, Shows.Gate, "matcher/2", Now, cancellation: TestContext.Current.CancellationToken).Decision);
    }

    [Fact]
    public void A_rotating_ticket_stays_rotating_and_only_rotating_tickets_have_signed_codes()
    {
        _store.Import([new("turning", "eve", Tonight, false)]);

        Assert.Equal([Tonight], _store.Offline.EventsOf("turning"));
        Assert.Empty(_store.Offline.EventsOf("printed"));
        Assert.Empty(_store.Offline.EventsOf("unheard-of"));
    }

    bool Open(int lane) => _store.Offline.Open(Tonight, lane, 3, $"gate-{lane}", Now);

    Decision Record(string code, string device, int request) =>
        _store.Offline.Record(code, Tonight, Shows.Lane(device, Shows.Gate), $"{device}/{request:x16}", Step, Now).Decision;

    Decision Redeem(string code, string requestKey) => _store.RedeemCode(
        new PresentedCode(code, IsSigned: true), Shows.Gate, requestKey, Now, TestContext.Current.CancellationToken).Decision;
}
