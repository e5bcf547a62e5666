using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteEnrolmentProofTests() : EnrolmentProofTests(DatabaseEngine.Sqlite);

public sealed class PostgresEnrolmentProofTests() : EnrolmentProofTests(DatabaseEngine.Postgres);

/// <summary>A finder of a ticket stub must not become its owner.</summary>
public abstract class EnrolmentProofTests : IDisposable
{
    const string Tonight = "tonight";
    static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    static readonly Booth Outside = new("booth-1");
    static readonly Booth Inside = new("booth-2", IsInside: true);
    static readonly byte[] OwnersToken = [.. Enumerable.Repeat((byte)1, 32)];
    static readonly byte[] ThiefsToken = [.. Enumerable.Repeat((byte)2, 32)];

    readonly TestDatabase _database;
    readonly TicketStore _store;
    readonly int _tonight;

    protected EnrolmentProofTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
        _store.Import(
        [
            new("stub", "ann", Tonight, false), new("next-week", "ann", "next week", false),
            new("turning", "eve", Tonight, false, Rotating: true),
        ]);
        _tonight = _store.OpenByHand(Tonight);
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void A_used_static_ticket_opens_nothing()
    {
        Assert.Equal(Decision.Admitted, _store.RedeemCode("stub", Shows.Gate, "gate-1/1", Now, cancellation: Stop).Decision);
        AssertUsed(Outside, Now);
        AssertUsed(Outside, Now.AddDays(1));
        AssertUsed(Inside, Now + EnrolmentLinks.Visit);
        AssertUsed(Inside, Now.AddDays(1));
        AssertUsed(Inside, Now.AddSeconds(-1));
    }

    [Theory]
    [InlineData("stub")]
    [InlineData("turning")]
    public void A_ticket_enrols_one_person_once(string code)
    {
        // Its owner drops it right there, or somebody has photographed it; from now on the palm is the way in.
        var step = 7L;
        PresentedCode Presented() => code == "turning" ? Signed(++step) : code;
        Assert.Equal(Decision.Bound, Bind(Presented(), Outside, OwnersToken));
        Assert.Equal(new TicketOutcome(Decision.TicketUsed, RefusalReason.PalmLinked), Bind(Presented(), Outside, ThiefsToken));

        // Its owner comes back with it, for the other palm.
        Assert.Equal(Decision.Bound, Bind(Presented(), Outside, OwnersToken));
        var account = code == "turning" ? "eve" : "ann";
        Assert.Single(_store.Accounts.DigestsOf(account));

        // Once the palm is deleted the ticket is as it was.
        _store.Accounts.End(_store.Accounts.DigestsOf(account).Single());
        Assert.Equal(Decision.Bound, Bind(Presented(), Outside, ThiefsToken));
    }

    [Fact]
    public void A_ticket_that_moved_to_another_account_enrols_a_person_of_that_one()
    {
        Link("stub", OwnersToken);
        _store.Import([new("stub", "bob", Tonight, false)]);
        Assert.Equal(Decision.Bound, Bind("stub", Outside, ThiefsToken));
        Assert.Single(_store.Accounts.DigestsOf("bob"));
    }

    [Fact]
    public void Persons_of_one_account_are_told_apart_by_their_tickets()
    {
        Link("stub", OwnersToken);
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(
            _store.Links.Open("next-week", Inside, Now).Link!, ThiefsToken, Inside.Pedestal, Now.AddSeconds(1)).Decision);
        Assert.Equal(
            [("next-week", "booth-2"), ("stub", "booth-1")],
            _store.Accounts.Linked("ann", DateTimeOffset.UnixEpoch).Select(person => (person.Code, person.Pedestal)));
    }

    [Fact]
    public void Behind_the_gates_the_code_just_entered_with_opens_an_enrolment_that_its_account_confirms()
    {
        _store.RedeemCode("stub", Shows.Gate, "gate-1/1", Now, cancellation: Stop);
        var later = Now + EnrolmentLinks.Visit - TimeSpan.FromSeconds(1);
        var (outcome, link) = _store.Links.Open("stub", Inside, later);
        Assert.Equal(Decision.ConfirmationAwaited, outcome.Decision);
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(link!, OwnersToken, Inside.Pedestal, later).Decision);

        Assert.True(_store.Links.Confirm(Convert.FromHexString(_store.Links.Awaiting("ann", later).Single().Id), isConfirmed: true, later));
        Assert.Equal(Decision.Bound, _store.Accounts.BindToken(link!, OwnersToken, Inside.Pedestal, later).Decision);
    }

    [Fact]
    public void Behind_the_gates_the_code_just_entered_with_serves_persons_whom_its_account_has_linked()
    {
        Link("next-week", OwnersToken);
        _store.RedeemCode("stub", Shows.Gate, "gate-1/1", Now, cancellation: Stop);

        Assert.Equal(new TicketOutcome(Decision.TicketUsed, RefusalReason.PalmLinked), Bind("stub", Inside, ThiefsToken));
        Assert.Equal(Decision.Bound, Bind("stub", Inside, OwnersToken));
        Assert.Equal(Decision.ConfirmationAwaited, _store.Links.Open("stub", Inside, Now, mustConfirm: true).Outcome.Decision);
    }

    [Fact]
    public void A_stub_whose_owner_entered_by_palm_opens_nothing()
    {
        Link("next-week", OwnersToken);
        Assert.Equal(Decision.Admitted, _store.RedeemToken(OwnersToken, _tonight, Shows.Gate, "gate-1/1", Now, cancellation: Stop).Decision);
        AssertUsed(Inside, Now);
    }

    [Fact]
    public void A_signed_code_opens_an_enrolment_even_after_entry()
    {
        _store.RedeemCode(Signed(7), Shows.Gate, "gate-1/1", Now, cancellation: Stop);
        Assert.Equal(Decision.EnrolmentOpened, _store.Links.Open(Signed(8), Outside, Now).Outcome.Decision);
        Assert.Equal(
            (TicketOutcome.NoTicket(RefusalReason.StaticCopy), null), _store.Links.Open("turning", Inside, Now));
    }

    [Fact]
    public void A_signed_code_filmed_at_a_lane_or_booth_opens_nothing()
    {
        var shown = (new TicketOutcome(Decision.TicketUsed, RefusalReason.CodeShown), (byte[]?)null);
        _store.RedeemCode(Signed(7), Shows.Gate, "gate-1/1", Now, cancellation: Stop);
        Assert.Equal(shown, _store.Links.Open(Signed(7), Inside, Now));
        Assert.Equal(shown, _store.Links.Open(Signed(6), Inside, Now));

        var link = _store.Links.Open(Signed(8), Outside, Now).Link!;
        Assert.Equal(shown, _store.Links.Open(Signed(8), Inside, Now));
        Assert.Equal(Decision.EnrolmentOpened, _store.Links.Check(link, Outside.Pedestal, Now));
    }

    [Fact]
    public void A_code_shown_at_the_booth_still_admits_at_a_lane()
    {
        _store.Links.Open(Signed(7), Outside, Now);
        Assert.Equal(Decision.Admitted, _store.RedeemCode(Signed(7), Shows.Gate, "gate-1/1", Now, cancellation: Stop).Decision);
    }

    [Fact]
    public void A_link_is_valid_once_at_its_pedestal_for_ten_minutes()
    {
        var link = _store.Links.Open("stub", Outside, Now).Link!;
        Assert.Equal(Decision.EnrolmentOpened, _store.Links.Check(link, Outside.Pedestal, Now));
        Assert.Equal(Decision.Refused, _store.Links.Check(link, Inside.Pedestal, Now));
        Assert.Equal(Decision.Refused, _store.Links.Check(link, Outside.Pedestal, Now + EnrolmentLinks.Lifetime));
        Assert.Equal(Decision.Refused, _store.Links.Check(new byte[16], Outside.Pedestal, Now));
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(link, ThiefsToken, Inside.Pedestal, Now));

        _store.Accounts.BindToken(link, OwnersToken, Outside.Pedestal, Now);
        Assert.Equal(Decision.Refused, _store.Links.Check(link, Outside.Pedestal, Now));
    }

    [Fact]
    public void Of_two_links_for_one_ticket_or_pedestal_only_the_latest_is_valid()
    {
        var first = _store.Links.Open("stub", Outside, Now).Link!;
        var elsewhere = _store.Links.Open("stub", Inside, Now).Link!;
        Assert.Equal(Decision.Refused, _store.Accounts.BindToken(first, ThiefsToken, Outside.Pedestal, Now));
        var next = _store.Links.Open("next-week", Inside, Now).Link!;
        Assert.Equal(Decision.Refused, _store.Links.Check(elsewhere, Inside.Pedestal, Now));
        Assert.Equal(Decision.EnrolmentOpened, _store.Links.Check(next, Inside.Pedestal, Now));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static PresentedCode Signed(long step) => new("turning", IsSigned: true, step);

    void AssertUsed(Booth booth, DateTimeOffset now) =>
        Assert.Equal((new TicketOutcome(Decision.TicketUsed), null), _store.Links.Open("stub", booth, now));

    void Link(string code, byte[] token) => Assert.Equal(Decision.Bound, Bind(code, Outside, token));

    TicketOutcome Bind(PresentedCode code, Booth booth, byte[] token) =>
        _store.Accounts.BindToken(_store.Links.Open(code, booth, Now).Link!, token, booth.Pedestal, Now);
}
