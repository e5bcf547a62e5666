using System.Security.Cryptography;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteConfirmationTests() : ConfirmationTests(DatabaseEngine.Sqlite);

public sealed class PostgresConfirmationTests() : ConfirmationTests(DatabaseEngine.Postgres);

/// <summary>Having somebody's ticket is not enough to be linked to their account.</summary>
public abstract class ConfirmationTests : IDisposable
{
    const string Tonight = "tonight";
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    static readonly Booth Booth = new("booth-1");
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)1, 32)];

    readonly TestDatabase _database;
    readonly TicketStore _store;
    readonly byte[] _link;

    protected ConfirmationTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
        _store.Import([new("code-of-ann", "ann", Tonight, false), new("code-of-bob", "bob", Tonight, false)]);
        var (reply, link) = Open("code-of-ann", Booth, Now);
        Assert.Equal(Decision.ConfirmationAwaited, reply.Decision);
        _link = link!;
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Nothing_can_be_linked_before_the_account_has_confirmed()
    {
        Assert.Equal(Decision.ConfirmationAwaited, _store.Links.Check(_link, Booth.Pedestal, Now));
        Assert.Equal(Decision.Refused, _store.Links.Check(_link, "booth-2", Now));
        Assert.Equal(Decision.Refused, Bind(Now));

        Assert.True(_store.Links.Confirm(IdOf("ann"), isConfirmed: true, Now));
        Assert.Equal(Decision.EnrolmentOpened, _store.Links.Check(_link, Booth.Pedestal, Now));
        Assert.Equal(Decision.Refused, _store.Links.Check(_link, "booth-2", Now));
        Assert.Equal(Decision.Bound, Bind(Now));
    }

    [Fact]
    public void The_account_sees_the_pedestal_and_an_id_that_opens_nothing()
    {
        Open("code-of-bob", new Booth("booth-2"), Now);
        var awaiting = Assert.Single(_store.Links.Awaiting("ann", Now));
        Assert.Equal(
            (Convert.ToHexStringLower(SHA256.HashData(_link)), "ann", "booth-1", Now + EnrolmentLinks.Lifetime),
            (awaiting.Id, awaiting.Account, awaiting.Pedestal, awaiting.Expires));
        Assert.Equal(2, _store.Links.Awaiting("", Now).Count);
        Assert.Empty(_store.Links.Awaiting("", Now + EnrolmentLinks.Lifetime));
    }

    [Fact]
    public void What_the_account_refuses_stays_refused_and_is_not_asked_again()
    {
        Assert.True(_store.Links.Confirm(IdOf("ann"), isConfirmed: false, Now));
        Assert.Equal(Decision.Refused, _store.Links.Check(_link, Booth.Pedestal, Now));
        Assert.Equal(Decision.Refused, Bind(Now));
        Assert.Equal((TicketOutcome.NoTicket(RefusalReason.RefusedByAccount), null), Open("code-of-ann", Booth, Now));
        Assert.Equal((TicketOutcome.NoTicket(RefusalReason.RefusedByAccount), null), Open("code-of-ann", new Booth("booth-2"), Now));

        // Others can enrol at that booth, and the guest can try again later.
        Assert.Equal(Decision.ConfirmationAwaited, Open("code-of-bob", Booth, Now).Outcome.Decision);
        Assert.Equal(Decision.NoTicket, Open("code-of-ann", Booth, Now).Outcome.Decision);
        Assert.Equal(
            Decision.ConfirmationAwaited, Open("code-of-ann", Booth, Now + EnrolmentLinks.Lifetime).Outcome.Decision);
    }

    [Fact]
    public void A_confirmation_counts_once_in_time_and_only_if_one_is_awaited()
    {
        var id = IdOf("ann");
        Assert.False(_store.Links.Confirm(id, isConfirmed: true, Now + EnrolmentLinks.Lifetime));
        Assert.False(_store.Links.Confirm(_link, isConfirmed: true, Now));
        Assert.False(_store.Links.Confirm(SHA256.HashData(id), isConfirmed: true, Now));
        Assert.True(_store.Links.Confirm(id, isConfirmed: false, Now));
        Assert.False(_store.Links.Confirm(id, isConfirmed: true, Now));
    }

    [Fact]
    public void The_account_sees_what_was_linked_and_can_undo_it_by_digest()
    {
        Assert.Empty(_store.Accounts.Linked("ann", DateTimeOffset.UnixEpoch));
        _store.Links.Confirm(IdOf("ann"), isConfirmed: true, Now);
        Bind(Now.AddSeconds(30));
        var linked = Assert.Single(_store.Accounts.Linked("ann", DateTimeOffset.UnixEpoch));
        Assert.Equal(("ann", "code-of-ann", "booth-1", Now.AddSeconds(30)),
            (linked.Account, linked.Code, linked.Pedestal, linked.LinkedAt));
        Assert.Single(_store.Accounts.Linked("", Now));
        Assert.Empty(_store.Accounts.Linked("", Now.AddMinutes(1)));
        Assert.Empty(_store.Accounts.Linked("bob", DateTimeOffset.UnixEpoch));

        Assert.True(_store.Accounts.End(Convert.FromHexString(linked.TokenDigest)));
        Assert.Empty(_store.Accounts.Linked("ann", DateTimeOffset.UnixEpoch));
        Assert.Equal(Decision.NoTicket, _store.RedeemToken(
            Token, _store.OpenByHand(Tonight), Shows.Gate, "gate-1/1", Now, cancellation: TestContext.Current.CancellationToken).Decision);
    }

    [Fact]
    public void Staff_can_do_the_same_from_the_command_line()
    {
        var now = DateTimeOffset.UtcNow;
        var link = Open("code-of-ann", Booth, now).Link!;
        var other = Open("code-of-bob", new Booth("booth-2"), now).Link!;
        var id = Convert.ToHexStringLower(SHA256.HashData(link));
        Assert.Contains($": ann at booth-1, id {id}", Run(0, "palms", "--account", "ann"), StringComparison.Ordinal);
        Assert.Contains("carol has no palms, and no enrolment of it awaits", Run(0, "palms", "--account", "carol"), StringComparison.Ordinal);
        Run(0, "confirm", id);
        Run(0, "refuse", Convert.ToHexStringLower(SHA256.HashData(other)));
        Assert.Contains("No enrolment with this id awaits confirmation", Run(1, "confirm", id), StringComparison.Ordinal);
        Assert.Contains("No enrolment with this id awaits confirmation", Run(1, "refuse", "zz"), StringComparison.Ordinal);

        Assert.Equal(Decision.Refused, _store.Links.Check(other, "booth-2", now));
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(link, Token, Booth.Pedestal, now));
        Assert.Contains(
            $": ann with ticket code-of-ann at booth-1, token digest {Convert.ToHexStringLower(SHA256.HashData(Token))}", Run(0, "palms"),
            StringComparison.Ordinal);
    }

    string Run(int exit, params string[] line)
    {
        using var output = new StringWriter();
        var parsed = CommandLine.Create().Parse([.. line, "--Ticketing:Database=" + _database.Source]);
        Assert.Equal(exit, parsed.Invoke(new() { Output = output, Error = output }));
        return output.ToString();
    }

    byte[] IdOf(string account) => Convert.FromHexString(_store.Links.Awaiting(account, Now).Single().Id);

    (TicketOutcome Outcome, byte[]? Link) Open(string code, Booth booth, DateTimeOffset now) =>
        _store.Links.Open(code, booth, now, mustConfirm: true);

    Decision Bind(DateTimeOffset now) => _store.Accounts.BindToken(_link, Token, Booth.Pedestal, now).Decision;
}
