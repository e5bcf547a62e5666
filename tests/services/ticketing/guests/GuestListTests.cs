using System.Security.Cryptography;
using CsCheck;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteGuestListTests() : GuestListTests(DatabaseEngine.Sqlite);

public sealed class PostgresGuestListTests() : GuestListTests(DatabaseEngine.Postgres);

/// <summary>What a reader that follows the guest lists knows, against who holds tickets.</summary>
public abstract class GuestListTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 28, 20, 0, 0, TimeSpan.Zero);
    static readonly string[] Events = ["tonight", "tomorrow", "next week"];
    static readonly string[] Accounts = ["ann", "bob", "eve"];

    readonly TestDatabase _database;
    readonly Dictionary<string, (string Account, string Event, bool IsValid)> _tickets = [];
    readonly Dictionary<string, string> _accountOf = [];
    readonly List<Follower> _followers = [new()];
    TicketStore _store;
    int _number;

    protected GuestListTests(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        _store = new TicketStore(_database.Source);
    }

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Whoever_goes_on_after_any_cursor_ends_with_the_lists_as_they_are() =>
        Gen.Int[0, 6].SelectMany(kind => Gen.Int[0, 1 << 20].Select(random => (kind, random))).Array[1, 30].Sample(steps =>
        {
            foreach (var (kind, random) in steps)
            {
                Do(kind, random);
            }

            foreach (var follower in _followers)
            {
                follower.ReadAll(_store);
                Assert.Equal(True(), follower.Members);
                Assert.Equal(_store.Events.List(Shows.Venue), follower.Events.OrderBy(e => e.Key).Select(e => e.Value));
            }
        }, iter: 10, threads: 1);

    [Fact]
    public void A_ticket_bought_moved_cancelled_and_a_palm_deleted_are_told_one_by_one()
    {
        Import("A", "ann", "tonight");
        var token = Bind("A");
        var digest = SHA256.HashData(token);
        var follower = new Follower();
        follower.ReadAll(_store);
        Assert.Equal([(1, Convert.ToHexString(digest))], follower.Members);

        Assert.Empty(Told(follower));
        Import("B", "ann", "tomorrow");
        Assert.Collection(Told(follower),
            change => Assert.Equal("tomorrow", Assert.IsType<EventChange>(change).Event.Name), change => AssertMember(change, 2, isIn: true));
        Import("A", "bob", "tonight");
        AssertMember(Assert.Single(Told(follower)), 1, isIn: false);
        Import("B", "ann", "tomorrow", isValid: false);
        AssertMember(Assert.Single(Told(follower)), 2, isIn: false);
        Import("A", "ann", "tonight");
        AssertMember(Assert.Single(Told(follower)), 1, isIn: true);

        // Entering changes nothing: the guest is known at the entrance afterwards too.
        _store.OpenByHand("tonight");
        Assert.IsType<EventChange>(Assert.Single(Told(follower)));
        Assert.Equal(Decision.Admitted, _store.RedeemToken(
            token, 1, Shows.Gate, "gate-1/1", Now, cancellation: TestContext.Current.CancellationToken).Decision);
        Assert.Empty(Told(follower));
        _store.Accounts.End(digest);
        AssertMember(Assert.Single(Told(follower)), 1, isIn: false);

        void AssertMember(GuestChange change, int number, bool isIn)
        {
            var member = Assert.IsType<MembershipChange>(change);
            Assert.Equal((number, isIn), (member.Event, member.IsIn));
            Assert.Equal(digest, member.TokenDigest);
        }
    }

    [Fact]
    public void A_page_holds_what_fits_and_the_next_one_goes_on()
    {
        const int guests = GuestListReply.MostMembers + 5;
        _store.Import(Enumerable.Range(0, guests).Select(i => new TicketRow($"T{i}", "ann", "tonight", false)));
        foreach (var i in Enumerable.Range(0, guests))
        {
            _tickets[$"T{i}"] = ("ann", "tonight", true);
            Bind($"T{i}");
        }

        var page = _store.Guests.Page(GuestCursor.Beginning, Shows.Venue);
        Assert.True(page.HasMore);
        Assert.IsType<EventChange>(page.Changes[0]);
        Assert.InRange(page.Changes.Count, 2, GuestListReply.MostMembers);
        var follower = new Follower();
        Assert.Equal(2, follower.ReadAll(_store));
        Assert.Equal(guests, follower.Members.Count);
    }

    [Fact]
    public void A_cursor_from_the_future_or_of_other_lists_is_not_known()
    {
        Import("A", "ann", "tonight");
        var page = _store.Guests.Page(GuestCursor.Beginning, Shows.Venue);
        Assert.Equal((GuestListStatus.Ok, false), (page.Status, page.HasMore));
        foreach (var cursor in new[]
        {
            page.Next with { Counter = page.Next.Counter + 1 }, page.Next with { Counter = ulong.MaxValue },
            page.Next with { List = page.Next.List + 1 }, page.Next with { List = 0 },
        })
        {
            Assert.Equal(GuestListStatus.UnknownCursor, _store.Guests.Page(cursor, Shows.Venue).Status);
        }

        using var other = new TestDatabase(DatabaseEngine.Sqlite);
        using var replaced = new TicketStore(other.Source);
        Assert.Equal(GuestListStatus.UnknownCursor, replaced.Guests.Page(page.Next, Shows.Venue).Status);
        Assert.Equal(GuestListStatus.Ok, replaced.Guests.Page(GuestCursor.Beginning, Shows.Venue).Status);
    }

    [Fact]
    public void A_change_that_fails_leaves_no_trace_in_the_lists()
    {
        Import("A", "ann", "tonight");
        Bind("A");
        var follower = new Follower();
        follower.ReadAll(_store);
        _database.Execute("CREATE UNIQUE INDEX none_twice ON tickets(account, status)");
        Assert.Throws<ImportStoppedException>(() => _store.Import(
            [new("B", "ann", "tomorrow", true), new("C", "ann", "next week", true)]));
        Assert.Empty(Told(follower));
    }

    IReadOnlyList<GuestChange> Told(Follower follower) => follower.Read(_store).Changes;

    void Do(int kind, int random)
    {
        var (account, name) = (Accounts[random % Accounts.Length], Events[random / 3 % Events.Length]);
        switch (kind)
        {
            case 0:
                Import($"T{++_number}", account, name);
                break;
            case 1 when _tickets.Count > 0:
                var (code, ticket) = _tickets.ElementAt(random % _tickets.Count);
                Import(code, random % 2 == 0 ? account : ticket.Account, random % 5 == 0 ? name : ticket.Event, random % 3 != 0);
                break;
            case 2 when _tickets.Count > 0:
                Bind(_tickets.Keys.ElementAt(random % _tickets.Count));
                break;
            case 3 when _accountOf.Count > 0:
                var ended = _accountOf.Keys.ElementAt(random % _accountOf.Count);
                _store.Accounts.End(Convert.FromHexString(ended));
                _accountOf.Remove(ended);
                break;
            case 4:
                _store.Dispose();
                _store = new TicketStore(_database.Source);
                break;
            case 5:
                _followers.Add(_followers[random % _followers.Count].Copy());
                break;
            default:
                _followers[random % _followers.Count].Read(_store);
                break;
        }
    }

    void Import(string code, string account, string name, bool isValid = true)
    {
        _store.Import([new(code, account, name, !isValid)]);
        _tickets[code] = (account, name, isValid);
    }

    /// <summary>Binds a new token with a ticket, if it can enrol anybody.</summary>
    byte[] Bind(string code)
    {
        var token = RandomNumberGenerator.GetBytes(32);
        if (_store.Links.Open(code, new Booth("booth-1"), Now).Link is { } link
            && _store.Accounts.BindToken(link, token, "booth-1", Now).Decision == Decision.Bound)
        {
            _accountOf[Convert.ToHexString(SHA256.HashData(token))] = _tickets[code].Account;
        }

        return token;
    }

    SortedSet<(int, string)> True()
    {
        var numbers = _store.Events.List(Shows.Venue).ToDictionary(e => e.Name, e => e.Number);
        return [.. _accountOf.SelectMany(token => _tickets.Values.Where(t => t.IsValid && t.Account == token.Value)
            .Select(t => (numbers[t.Event], token.Key)))];
    }

    /// <summary>What identity does: reads page after page, and keeps what it was told.</summary>
    sealed class Follower
    {
        GuestCursor _cursor = GuestCursor.Beginning;

        public SortedSet<(int Event, string Token)> Members { get; private init; } = [];

        public Dictionary<int, EventDetails> Events { get; private init; } = [];

        public Follower Copy() => new() { _cursor = _cursor, Members = [.. Members], Events = new(Events) };

        public GuestListReply Read(TicketStore store)
        {
            var page = GuestListReply.Read(store.Guests.Page(_cursor, Shows.Venue).Write());
            Assert.Equal(GuestListStatus.Ok, page?.Status);
            foreach (var change in page!.Changes)
            {
                switch (change)
                {
                    case EventChange { Event: var told }:
                        Events[told.Number] = told;
                        break;
                    case MembershipChange { IsIn: true } member:
                        Members.Add((member.Event, Convert.ToHexString(member.TokenDigest)));
                        break;
                    case MembershipChange member:
                        Members.Remove((member.Event, Convert.ToHexString(member.TokenDigest)));
                        break;
                }
            }

            _cursor = page.Next;
            return page;
        }

        public int ReadAll(TicketStore store)
        {
            var pages = 1;
            while (Read(store).HasMore)
            {
                pages++;
            }

            return pages;
        }
    }
}
