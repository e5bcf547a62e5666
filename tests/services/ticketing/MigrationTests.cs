using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Ticketing.Tests;

public sealed class SqliteMigrationTests() : MigrationTests(DatabaseEngine.Sqlite);

public sealed class PostgresMigrationTests() : MigrationTests(DatabaseEngine.Postgres);

/// <summary>A database made before events were stored, with everything that it can hold.</summary>
public abstract class MigrationTests : IDisposable
{
    const string LastBefore = "005-shown-codes";
    static readonly DateTimeOffset Now = new(2026, 11, 28, 20, 0, 0, TimeSpan.Zero);
    static readonly byte[] AnnsToken = [.. Enumerable.Repeat((byte)1, 32)];
    static readonly byte[] BobsToken = [.. Enumerable.Repeat((byte)2, 32)];
    static readonly byte[] Link = [.. Enumerable.Repeat((byte)3, 16)];

    readonly DatabaseEngine _engine;
    readonly TestDatabase _database;

    protected MigrationTests(DatabaseEngine engine)
    {
        _engine = engine;
        _database = new TestDatabase(engine);
        CreateAsBefore();
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Nothing_is_lost_and_the_guest_lists_are_those_of_tickets_and_tokens()
    {
        using var store = new TicketStore(_database.Source);
        Assert.Equal(
            [(1, "next week"), (2, "old lanes"), (3, "tonight")], store.Events.List(Shows.Venue).Select(e => (e.Number, e.Name)));
        Assert.All(store.Events.List(Shows.Venue), e => Assert.Equal(
            (null, EventOpening.ByTime, Shows.Venue), ((object?)e.Doors, e.Opening, e.Venue)));
        var page = store.Guests.Page(GuestCursor.Beginning, Shows.Venue);
        Assert.Equal(3, page.Changes.OfType<EventChange>().Count());
        Assert.Equal(
            [(1, Digest(AnnsToken)), (3, Digest(AnnsToken))],
            page.Changes.OfType<MembershipChange>().Select(m => (m.Event, Convert.ToHexString(m.TokenDigest))));
        Assert.All(page.Changes.OfType<MembershipChange>(), m => Assert.True(m.IsIn));
        Assert.False(page.HasMore);

        // Nothing opens by itself that did not before; once it is open all is as it was.
        Assert.Equal(Decision.NoEvent, Redeem(store, "A"));
        store.OpenByHand("tonight");
        Assert.Equal(Decision.TicketUsed, Redeem(store, "USED"));
        Assert.Equal(Decision.NoTicket, Redeem(store, "GONE"));
        Assert.Equal(Decision.NoTicket, Redeem(store, "TURNING"));
        Assert.Equal(Decision.Admitted, store.RedeemCode("USED", Shows.Gate, "gate-1/0000000000000001", Now, Stop).Decision);
        Assert.Equal(Decision.Admitted, store.RedeemToken(AnnsToken, 3, Shows.Gate, "gate-1/2", Now, cancellation: Stop).Decision);
        Assert.Equal([("ann", 1), ("cas", 1)], store.Entries.EntriesByAccount().Select(a => (a.Key, a.Value)).Order());
        Assert.NotNull(store.Offline.FindOpening("old lanes", "gate-1"));
        var linked = Assert.Single(store.Accounts.Linked("ann", DateTimeOffset.UnixEpoch));
        Assert.Equal(("A", "booth-1"), (linked.Code, linked.Pedestal));
        Assert.Equal(Decision.EnrolmentOpened, store.Links.Check(Link, "booth-1", Now));
        Assert.Equal(Decision.Bound, store.Accounts.BindToken(Link, AnnsToken, "booth-1", Now).Decision);
    }

    [Fact]
    public void What_changes_afterwards_comes_after_what_was_migrated()
    {
        using var store = new TicketStore(_database.Source);
        var cursor = store.Guests.Page(GuestCursor.Beginning, Shows.Venue).Next;
        store.Import([new("GONE", "bob", "tonight", false), new("A", "ann", "tonight", true), new("A2", "ann", "tonight", true),
            new("NEW", "bob", "gala", false)]);
        var changes = store.Guests.Page(cursor, Shows.Venue).Changes;
        Assert.Equal("gala", changes.OfType<EventChange>().Single().Event.Name);
        Assert.Equal(
            new[] { (3, Digest(AnnsToken), false), (3, Digest(BobsToken), true), (4, Digest(BobsToken), true) }.Order(),
            changes.OfType<MembershipChange>().Select(m => (m.Event, Convert.ToHexString(m.TokenDigest), m.IsIn)).Order());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static string Digest(byte[] token) => Convert.ToHexString(SHA256.HashData(token));

    static Decision Redeem(TicketStore store, string code) =>
        store.RedeemCode(code, Shows.Gate, "gate-9/" + code, Now, Stop).Decision;

    // The scripts of that time, as the program of that time ran and recorded them.
    void CreateAsBefore()
    {
        var dialect = _engine == DatabaseEngine.Sqlite ? "sqlite" : "postgresql";
        var sql = new StringBuilder("CREATE TABLE schema_version(version INTEGER PRIMARY KEY, script TEXT NOT NULL, component TEXT NOT NULL, "
            + "applied_at TEXT NOT NULL);");
        var scripts = typeof(TicketStore).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(dialect + "/", StringComparison.Ordinal)
                && string.CompareOrdinal(name, $"{dialect}/{LastBefore}") <= 0).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(5, scripts.Count);
        foreach (var (index, script) in scripts.Index())
        {
            using var reader = new StreamReader(typeof(TicketStore).Assembly.GetManifestResourceStream(script)!);
            sql.Append(reader.ReadToEnd())
                .Append($";INSERT INTO schema_version VALUES({index + 1}, '{script}', 'ticketing', '2026-11-01T00:00:00Z');");
        }

        sql.Append($"""
            INSERT INTO tickets(code, account, event, status, redeemed_at, redeemed_by, rotating, shown_at, shown_step) VALUES
                ('A', 'ann', 'tonight', 'valid', NULL, NULL, 0, NULL, NULL),
                ('A2', 'ann', 'tonight', 'valid', NULL, NULL, 0, NULL, NULL),
                ('B', 'ann', 'next week', 'valid', NULL, NULL, 0, NULL, NULL),
                ('USED', 'cas', 'tonight', 'valid', 1795895000, 'gate-1/0000000000000001', 0, 1795895000, NULL),
                ('GONE', 'bob', 'tonight', 'cancelled', NULL, NULL, 0, NULL, NULL),
                ('TURNING', 'eve', 'tonight', 'valid', NULL, NULL, 1, NULL, 7);
            INSERT INTO account_tokens(token_hash, account, code, pedestal, linked_at) VALUES
                ({Blob(SHA256.HashData(AnnsToken))}, 'ann', 'A', 'booth-1', 1795890000),
                ({Blob(SHA256.HashData(BobsToken))}, 'bob', NULL, NULL, NULL);
            INSERT INTO links(link_hash, account, code, pedestal, expires, state, token_hash) VALUES
                ({Blob(SHA256.HashData(Link))}, 'ann', 'A2', 'booth-1', {Now.AddMinutes(5).ToUnixTimeSeconds()}, 1, NULL);
            INSERT INTO offline_lanes(event, lane, lanes, device, opened_at) VALUES('old lanes', 1, 2, 'gate-1', 1795800000);
            """);
        _database.Execute(sql.ToString());
    }

    string Blob(byte[] bytes) => _engine == DatabaseEngine.Sqlite ? $"X'{Convert.ToHexString(bytes)}'" : $@"'\x{Convert.ToHexString(bytes)}'";
}
