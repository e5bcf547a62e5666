using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class SqliteGuestDeskTests() : GuestDeskTests(DatabaseEngine.Sqlite);

public sealed class PostgresGuestDeskTests() : GuestDeskTests(DatabaseEngine.Postgres);

/// <summary>What guests do with a link of their own: it is opened once, by nobody too late, and everything has a receipt.</summary>
public abstract class GuestDeskTests : IDisposable
{
    readonly TempStore _files;
    readonly FakeTicketing _ticketing = new();
    readonly PalmStore _store;
    readonly DeletionDesk _deletion;
    readonly GuestDesk _desk;

    protected GuestDeskTests(DatabaseEngine engine)
    {
        _files = new TempStore(engine);
        _store = _files.Open();
        var register = TempStore.Register(_store);
        _deletion = new DeletionDesk(register, new Parties(new PartyLink("demo", TempStore.Party, _ticketing), new PartyLink("demo", "till", _ticketing)));
        _desk = new GuestDesk(register, _deletion);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _deletion.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void A_link_opens_once_and_the_visit_ends_by_itself()
    {
        var (person, _) = _files.Enrol(_store, 1);
        var link = _store.Links.Create(person.Person, GuestLinks.Lifetime, "office");
        var visit = _store.Links.Open(link.Text);
        Assert.Null(_store.Links.Open(link.Text));
        Assert.Equal(TempStore.ConsentText.Text, Assert.Single(_desk.Read(visit!.Text)!.Record!.Consents).Text);

        // A visit opens nothing, and a link is no visit.
        Assert.Null(_store.Links.Open(visit.Text));
        Assert.Null(_desk.Read(link.Text));
        _files.Time.Advance(GuestLinks.VisitLength - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(_desk.Read(visit.Text));
        _files.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_desk.Read(visit.Text));
    }

    [Fact]
    public void A_link_that_nobody_opened_in_time_or_that_was_altered_opens_nothing()
    {
        var (person, _) = _files.Enrol(_store, 1);
        var late = _store.Links.Create(person.Person, TimeSpan.FromHours(1), "office");
        var link = _store.Links.Create(person.Person, TimeSpan.FromHours(2), "office").Text;
        _files.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_store.Links.Open(late.Text));
        for (var i = 0; i < link.Length; i++)
        {
            Assert.Null(_store.Links.Open(link[..i] + (link[i] == 'A' ? 'B' : 'A') + link[(i + 1)..]));
        }

        foreach (var invented in new[] { "", "A", "%00", "<script>", "山田", link + "A", link + link, new string('A', 100_000) })
        {
            Assert.Null(_store.Links.Open(invented));
            Assert.Null(_desk.Read(invented));
        }

        Assert.NotNull(_store.Links.Open(link));
    }

    [Fact]
    public void An_opened_link_stays_opened_over_a_restart()
    {
        var link = _store.Links.Create(_files.Enrol(_store, 1).Person.Person, GuestLinks.Lifetime, "office").Text;
        Assert.NotNull(_store.Links.Open(link));
        using var again = _files.Open();
        Assert.Null(again.Links.Open(link));
    }

    [Fact]
    public async Task A_consent_is_withdrawn_and_the_rest_deleted_each_once_with_a_receipt_that_the_audit_log_knows()
    {
        var (person, _) = _files.Enrol(_store, 1);
        _files.Link(_store, person.Person, "till");
        var visit = Visit(person.Person);

        Assert.Null(await _desk.WithdrawAsync("invented", "till", Cancellation));
        Assert.Empty((await _desk.WithdrawAsync(visit, "nobody", Cancellation))!.Receipts);
        var withdrawn = (await _desk.WithdrawAsync(visit, "till", Cancellation))!;
        Assert.Equal([TempStore.Party], withdrawn.Record!.Consents.Select(consent => consent.Party));
        Assert.Equal(("till", "consent withdrawn"), (Assert.Single(withdrawn.Receipts).Party, KindOf(withdrawn.Receipts[0])));
        Assert.Equal(withdrawn.Receipts, (await _desk.WithdrawAsync(visit, "till", Cancellation))!.Receipts);

        var deleted = (await _desk.DeleteAsync(visit, Cancellation))!;
        Assert.Null(deleted.Record);
        Assert.Equal([("deleted", true), ("consent withdrawn", true)], deleted.Receipts.Select(receipt => (KindOf(receipt)!, receipt.IsConfirmed)));
        Assert.Equal(deleted.Receipts, (await _desk.DeleteAsync(visit, Cancellation))!.Receipts);
        Assert.Null(_store.VerifyAudit().BrokenAt);
    }

    [Fact]
    public async Task A_receipt_says_that_a_party_has_not_confirmed_yet()
    {
        var visit = Visit(_files.Enrol(_store, 1).Person.Person);
        _ticketing.EndReply = Decision.Unavailable;
        Assert.False(Assert.Single((await _desk.DeleteAsync(visit, Cancellation))!.Receipts).IsConfirmed);
        _ticketing.EndReply = Decision.NoTicket;
        await _deletion.SendEndingsAsync(Cancellation);
        Assert.True(Assert.Single(_desk.Read(visit)!.Receipts).IsConfirmed);
    }

    string Visit(long person) => _store.Links.Open(_store.Links.Create(person, GuestLinks.Lifetime, "office").Text)!.Text;

    string? KindOf(Receipt receipt) => _store.Records.LastEntries(20).SingleOrDefault(entry => entry.Number == receipt.Number)?.Kind;
}
