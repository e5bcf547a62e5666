using System.Security.Cryptography;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

public sealed class SqliteMigrationTests() : MigrationTests(DatabaseEngine.Sqlite);

public sealed class PostgresMigrationTests() : MigrationTests(DatabaseEngine.Postgres);

/// <summary>A database of the version before there were parties, guest lists and consents of one party each.</summary>
public abstract class MigrationTests : IDisposable
{
    const int OldScripts = 5;
    static readonly DateTimeOffset EnrolledAt = DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_000);
    static readonly byte[][] Tokens = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)(i + 1), 32).ToArray())];

    readonly DatabaseEngine _engine;
    readonly TempStore _files;
    readonly StoreKey _key;
    readonly StoreKey _eventKey;

    protected MigrationTests(DatabaseEngine engine)
    {
        (_engine, _files) = (engine, new TempStore(engine));
        _key = StoreKey.Create(_files.Key);
        var folder = Directory.CreateDirectory(_files.Database.File("event-keys"));
        var name = Convert.ToHexStringLower(SHA256.HashData("keyed"u8).AsSpan(0, 16));
        _eventKey = StoreKey.Create(Path.Combine(folder.FullName, name + ".key"));
        Create();
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Nothing_is_lost()
    {
        using var store = _files.Open();
        Assert.Equal([1, 2, 3], store.All().Select(template => template.Palm));
        Assert.Empty(store.Templates.ReadAll().Unusable);
        Assert.Equal([new StoredPalm(1, PalmSide.Left, EnrolledAt, null), new StoredPalm(2, PalmSide.Right, EnrolledAt, null)],
            store.Persons.PalmsOf(1));
        Assert.Equal("keyed", store.Persons.PalmsOf(2).Single().EventKey);
        Assert.Equal([$"ticketing {Convert.ToHexString(Tokens[0])}", $"till {Convert.ToHexString(Tokens[1])}"], store.Tokens.Names(1));
        Assert.Equal([$"ticketing {Convert.ToHexString(Tokens[2])}"], store.Tokens.Names(2));

        // Who was deleted has the same proof, and ticketing is still to forget the token.
        var ending = Assert.Single(store.Tokens.DueEndings());
        Assert.Equal(RelyingParty.Ticketing, ending.Party);
        Assert.Equal(SHA256.HashData(Tokens[3]), ending.Digest);
        var proof = store.Deletions.Delete(SHA256.HashData(Tokens[3]), DeletionReason.Request)!.Proof;
        Assert.Equal((7, 2, 6, 1), (proof.Person, proof.Palms, proof.Templates, proof.Tokens));
    }

    [Fact]
    public void Galleries_are_guest_lists_until_ticketing_sends_its_own()
    {
        using var store = _files.Open();
        var events = store.Guests.Events();
        Assert.Equal(["keyed", "tomorrow", "tonight"], events.Select(known => known.Details.Name));
        long[][] expected = [[3], [1, 2], [1, 2]];
        Assert.Equal(expected, events.Select(known =>
            store.Templates.ReadGuests(known).Templates.Select(template => template.Palm).ToArray()));
        Assert.All(events, known => Assert.False(known.Details.IsOpenAt(store.Time.GetUtcNow())));
        Assert.Equal(2, store.Events().Single(known => known.Name == "tonight").Palms);

        var register = TempStore.Register(store);
        var mirror = new GuestListMirror(register);
        Assert.Equal(new byte[GuestLists.CursorLength], mirror.CursorOf(RelyingParty.Ticketing));
        mirror.Apply(RelyingParty.Ticketing, TempStore.Page([TempStore.Show(1, name: "tonight")], Tokens[2], Tokens[0]));
        Assert.Equal(1, Assert.Single(store.Guests.Events()).Number);
        Assert.Equal(2, register.Galleries.PalmCount);
    }

    [Fact]
    public void Keys_of_events_consents_and_proofs_work_as_before()
    {
        using var store = _files.Open();
        var purged = store.Deletions.Purge("keyed");
        Assert.Equal((1, 1, 1), (purged.Persons, purged.Palms, purged.Templates));
        Assert.Null(store.Deletions.Withdraw(SHA256.HashData(Tokens[1]))!.Deletion);
        Assert.Equal([$"ticketing {Convert.ToHexString(Tokens[0])}"], store.Tokens.Names(1));
        var proof = store.Deletions.Delete(1, DeletionReason.Request)!.Proof;
        Assert.Equal((3, EnrolledAt.AddMinutes(-1), EnrolledAt), (proof.ConsentVersion, proof.ConsentedAt, proof.EnrolledAt));
        Assert.Null(store.VerifyAudit().BrokenAt);
    }

    void Create()
    {
        var dialect = _engine == DatabaseEngine.Sqlite ? "sqlite/" : "postgresql/";
        var assembly = typeof(PalmStore).Assembly;
        var scripts = assembly.GetManifestResourceNames().Where(name => name.StartsWith(dialect, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Take(OldScripts).ToList();
        Run("""
            CREATE TABLE schema_version(
                version INTEGER PRIMARY KEY, script TEXT NOT NULL, component TEXT NOT NULL, applied_at TEXT NOT NULL)
            """);
        foreach (var (index, script) in scripts.Index())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(script)!);
            Run(reader.ReadToEnd());
            Run($"INSERT INTO schema_version VALUES({index + 1}, '{script}', 'identity', '2026-01-01')");
        }

        var (at, agreed) = (EnrolledAt.ToUnixTimeMilliseconds(), EnrolledAt.AddMinutes(-1).ToUnixTimeMilliseconds());
        Run($"INSERT INTO key_check VALUES({Blob(_key.Seal([], "key-check"))})");
        for (var person = 1; person <= 2; person++)
        {
            Run($"INSERT INTO consents(text_version, text_digest, agreed_at) VALUES(3, {Blob([9])}, {agreed})");
            Run($"INSERT INTO persons(consent, enrolled_at, used_on) VALUES({person}, {at}, 20000)");
        }

        Run($"INSERT INTO events(name, key_id, opened_at) VALUES('keyed', {Blob(_eventKey.Id)}, {at})");
        Palm(1, person: 1, PalmSide.Left, _key, "NULL");
        Palm(2, person: 1, PalmSide.Right, _key, "NULL");
        Palm(3, person: 2, PalmSide.Left, _eventKey, "'keyed'");
        Token(1, RelyingParty.Ticketing, Tokens[0]);
        Token(1, "till", Tokens[1]);
        Token(2, RelyingParty.Ticketing, Tokens[2]);
        Run("INSERT INTO gallery VALUES('tonight', 1), ('tonight', 2), ('tomorrow', 1), ('tomorrow', 2), ('keyed', 3)");
        Run($"""
            INSERT INTO deletions(person, reason, text_version, agreed_at, enrolled_at, deleted_at, palms, templates, tokens)
            VALUES(7, 'Request', 2, 1, 2, 3, 2, 6, 1)
            """);
        var gone = SHA256.HashData(Tokens[3]);
        Run($"INSERT INTO deleted_tokens VALUES({Blob(_key.Fingerprint(gone))}, 1)");
        Run($"INSERT INTO endings VALUES({Blob(_key.Fingerprint(gone))}, {Blob(_key.Seal(gone, "ended token"))}, 1)");
        Run("INSERT INTO marks VALUES('retention approved', 5)");
    }

    void Palm(int palm, int person, PalmSide side, StoreKey key, string keyEvent)
    {
        var sealedBytes = key.Seal(TestTemplates.Palm(palm), $"template of person {person}, palm {palm}, sample 0");
        Run($"INSERT INTO palms(person, side) VALUES({person}, {(int)side})");
        Run($"INSERT INTO templates(palm, sample, sealed, event) VALUES({palm}, 0, {Blob(sealedBytes)}, {keyEvent})");
    }

    void Token(int person, string party, byte[] token) => Run(
        $"""
        INSERT INTO tokens(person, party, sealed, fingerprint) VALUES({person}, '{party}',
            {Blob(_key.Seal(token, $"token of person {person} for {party}"))}, {Blob(_key.Fingerprint(SHA256.HashData(token)))})
        """);

    void Run(string sql) => _files.Database.Execute(sql);

    string Blob(byte[] bytes) => _engine == DatabaseEngine.Sqlite
        ? $"X'{Convert.ToHexString(bytes)}'" : $"decode('{Convert.ToHexString(bytes)}', 'hex')";
}
