using CsCheck;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteTicketStoreTests() : TicketStoreTests(DatabaseEngine.Sqlite);

public sealed class PostgresTicketStoreTests() : TicketStoreTests(DatabaseEngine.Postgres);

public abstract class TicketStoreTests : IDisposable
{
    const string Tonight = "tonight";
    static readonly Booth Booth = new("booth-1");
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    static readonly byte[] Token = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    readonly TestDatabase _database;
    readonly int _tonight;
    TicketStore _store;

    protected TicketStoreTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = Open();
        _store.Import(
        [
            new("good", "ann", Tonight, false),
            new("cancelled", "bob", Tonight, true),
            new("other-night", "bob", "tomorrow", false),
        ]);
        _tonight = _store.OpenByHand(Tonight);
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void The_plain_code_of_a_rotating_ticket_opens_nothing()
    {
        _store.Import([new("turning", "eve", Tonight, false, Rotating: true)]);
        var signed = new PresentedCode("turning", IsSigned: true);
        Assert.Equal(Decision.NoTicket, Redeem("turning", "gate/1"));
        Assert.Equal((TicketOutcome.NoTicket(RefusalReason.StaticCopy), null), _store.Links.Open("turning", Booth, Now));
        Assert.Equal(Decision.EnrolmentOpened, _store.Links.Open(signed, Booth, Now).Outcome.Decision);
        Assert.Equal(Decision.Admitted, _store.RedeemCode(
            signed, Shows.Gate, "gate/2", Now, TestContext.Current.CancellationToken).Decision);

        // Static tickets are never signed; a pedestal that admits signed codes offline relies on that.
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.NotRotating), _store.RedeemCode(
            new PresentedCode("good", IsSigned: true), Shows.Gate, "gate/3", Now, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Parallel_requests_and_resends_admit_a_guest_once_by_code_and_once_by_palm()
    {
        var round = 0;
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 7].Array[2, 24], Gen.Bool).Sample(
            (tickets, requests, byToken) =>
            {
                // Every sample has its own account, tickets and token in the shared database.
                var name = $"round{Interlocked.Increment(ref round)}";
                var token = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(name));
                _store.Import(Enumerable.Range(0, tickets).Select(i => new TicketRow(name + i, name, Tonight, false)));
                Bind(name + 0, token);

                var replies = requests.AsParallel().WithDegreeOfParallelism(4)
                    .Select(key => (Key: key, Decision: byToken
                        ? Redeem(token, $"{name}/{key}")
                        : Redeem(name + 0, $"{name}/{key}")))
                    .GroupBy(a => a.Key, a => a.Decision).ToList();

                var everyRequestAnsweredAlike = replies.All(a => a.Distinct().Count() == 1);
                var admitted = replies.Count(a => a.First() == Decision.Admitted);
                var refused = replies.Count(a => a.First() == (byToken ? Decision.AlreadyInside : Decision.TicketUsed));
                return everyRequestAnsweredAlike && admitted == 1 && admitted + refused == replies.Count
                    && _store.Entries.EntriesByAccount()[name] == 1;
            },
            iter: 25, threads: 1);
    }

    [Fact]
    public void A_resend_after_a_restart_is_the_same_admission()
    {
        Assert.Equal(Decision.Admitted, Redeem("good", "gate-1/1"));
        _store.Dispose();
        _store = Open();

        Assert.Equal(Decision.Admitted, Redeem("good", "gate-1/1"));
        Assert.Equal(Decision.TicketUsed, Redeem("good", "gate-1/2"));
        Assert.Equal(Decision.TicketUsed, Redeem("good", "gate-2/1"));
    }

    [Theory]
    [InlineData("cancelled", Decision.NoTicket, RefusalReason.Cancelled)]
    [InlineData("other-night", Decision.NoTicket, RefusalReason.OtherEvent)]
    [InlineData("never-sold", Decision.UnknownTicket, RefusalReason.Unknown)]
    [InlineData("GOOD", Decision.UnknownTicket, RefusalReason.Unknown)]
    [InlineData("' OR 1=1 --", Decision.UnknownTicket, RefusalReason.Unknown)]
    [InlineData("good\0", Decision.UnknownTicket, RefusalReason.Unknown)]
    public void A_code_without_a_ticket_for_tonight_is_refused_with_the_reason(string code, Decision expected, RefusalReason reason) =>
        Assert.Equal(new TicketOutcome(expected, reason), _store.RedeemCode(
            code, Shows.Gate, "gate-1/1", Now, TestContext.Current.CancellationToken));

    [Fact]
    public void A_request_cancelled_before_its_turn_redeems_nothing()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _store.RedeemCode("good", Shows.Gate, "late/1", Now, gone.Token));
        Assert.Equal(Decision.Admitted, Redeem("good", "gate-1/1"));
    }

    [Fact]
    public void A_token_without_an_account_or_an_account_without_a_ticket_has_no_ticket()
    {
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.NoAccount), Palm("gate-1/1"));
        _store.Import([new("night-of-eve", "eve", "tomorrow", false)]);
        Bind("night-of-eve", Token);
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.OtherEvent), Palm("gate-1/2"));
        _store.Import([new("cancelled-of-eve", "eve", Tonight, true)]);
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Cancelled), Palm("gate-1/3"));
    }

    [Fact]
    public void Code_and_token_redeem_the_same_ticket()
    {
        Bind("good", Token);
        Assert.Equal(Decision.Admitted, Redeem(Token, "matcher/1"));
        Assert.Equal(Decision.TicketUsed, Redeem("good", "gate-1/1"));
    }

    [Fact]
    public void Importing_again_updates_the_status_and_keeps_the_redemption()
    {
        Assert.Equal(Decision.Admitted, Redeem("good", "gate-1/1"));
        _store.Import([new("good", "ann", Tonight, false), new("cancelled", "bob", Tonight, false)]);

        Assert.Equal(Decision.TicketUsed, Redeem("good", "gate-1/2"));
        Assert.Equal(Decision.Admitted, Redeem("cancelled", "gate-1/3"));

        _store.Import([new("good", "ann", Tonight, true)]);
        Assert.Equal(Decision.NoTicket, Redeem("good", "gate-1/4"));
    }

    [Fact]
    public void Only_a_known_valid_ticket_opens_an_enrolment()
    {
        Assert.Equal((TicketOutcome.UnknownTicket(), null), _store.Links.Open("never-sold", Booth, Now));
        Assert.Equal((TicketOutcome.NoTicket(RefusalReason.Cancelled), null), _store.Links.Open("cancelled", Booth, Now));
        var (reply, link) = _store.Links.Open("good", Booth, Now);
        Assert.Equal(Decision.EnrolmentOpened, reply.Decision);
        Assert.Equal(TicketRequest.LinkLength, link!.Length);
    }

    [Fact]
    public void A_link_binds_one_token_and_binding_it_again_changes_nothing()
    {
        var link = _store.Links.Open("good", Booth, Now).Link!;
        byte[] other = [.. Token.Reverse()];

        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(link, Token, Booth.Pedestal, Now));
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(link, Token, Booth.Pedestal, Now + EnrolmentLinks.Lifetime * 2));
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(link, other, Booth.Pedestal, Now));
        Assert.Equal(Decision.NoTicket, Redeem(other, "matcher/1"));
    }

    [Fact]
    public void An_unknown_or_expired_link_binds_nothing()
    {
        var link = _store.Links.Open("good", Booth, Now).Link!;
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(new byte[16], Token, Booth.Pedestal, Now));
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(link, Token, Booth.Pedestal, Now + EnrolmentLinks.Lifetime));
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(
            link, Token, Booth.Pedestal, Now + EnrolmentLinks.Lifetime - TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_token_never_moves_to_another_account()
    {
        Bind("good", Token);
        var link = _store.Links.Open("other-night", Booth, Now).Link!;
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(link, Token, Booth.Pedestal, Now));
    }

    [Fact]
    public void An_ended_token_redeems_nothing_and_its_link_is_gone()
    {
        var link = _store.Links.Open("good", Booth, Now).Link!;
        _store.Accounts.BindToken(link, Token, Booth.Pedestal, Now);
        var digest = Assert.Single(_store.Accounts.DigestsOf("ann"));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Token), digest);

        Assert.True(_store.Accounts.End(digest));

        Assert.Empty(_store.Accounts.DigestsOf("ann"));
        Assert.Equal(Decision.NoTicket, Redeem(Token, "matcher/1"));
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(link, Token, Booth.Pedestal, Now));
        Assert.False(_store.Accounts.End(digest));
        Assert.Equal(Decision.Admitted, Redeem("good", "gate-1/1"));
    }

    [Fact]
    public void An_account_has_only_the_tokens_bound_to_it()
    {
        Bind("good", Token);
        Bind("other-night", [.. Token.Reverse()]);
        Assert.Single(_store.Accounts.DigestsOf("ann"));
        Assert.Single(_store.Accounts.DigestsOf("bob"));
        Assert.Empty(_store.Accounts.DigestsOf("nobody"));
    }

    TicketStore Open() => new(_database.Source);

    Decision Redeem(string code, string request) =>
        _store.RedeemCode(code, Shows.Gate, request, Now, TestContext.Current.CancellationToken).Decision;

    TicketOutcome Palm(string request) =>
        _store.RedeemToken(Token, _tonight, Shows.Gate, request, Now, cancellation: TestContext.Current.CancellationToken);

    Decision Redeem(byte[] token, string request) =>
        _store.RedeemToken(token, _tonight, Shows.Gate, request, Now, cancellation: TestContext.Current.CancellationToken).Decision;

    void Bind(string code, byte[] token) =>
        Assert.Equal(
            Decision.Bound, _store.Accounts.BindToken(_store.Links.Open(code, Booth, Now).Link!, token, Booth.Pedestal, Now));
}
