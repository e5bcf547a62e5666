using System.Security.Cryptography;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

public sealed class SqliteDeletionTests() : DeletionTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public void No_trace_of_a_deleted_person_is_left_in_the_files()
    {
        using var store = Files.Open();
        var (person, token) = Files.Enrol(store, 1);
        Files.Enrol(store, 11);
        var rows = Blobs($"SELECT sealed FROM templates JOIN palms ON palms.id = palm WHERE person = {person.Person} "
            + $"UNION ALL SELECT sealed FROM tokens WHERE person = {person.Person}");
        Assert.Equal(3, rows.Count);
        Assert.All(rows, blob => Assert.NotEqual(-1, Files.DatabaseBytes().AsSpan().IndexOf(blob.AsSpan(0, 32))));

        store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request);
        Assert.True(store.Scrub());

        var bytes = Files.DatabaseBytes();
        Assert.All(rows, blob => Assert.Equal(-1, bytes.AsSpan().IndexOf(blob.AsSpan(0, 32))));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(token.AsSpan(0, 16)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(SHA256.HashData(token).AsSpan(0, 16)));
    }

    [Fact]
    public void While_a_backup_blocks_overwriting_the_scrub_stays_due()
    {
        List<byte[]> rows;
        using (var store = Files.Open())
        {
            var (person, token) = Files.Enrol(store, 1);
            rows = Blobs($"SELECT sealed FROM templates JOIN palms ON palms.id = palm WHERE person = {person.Person} "
                + $"UNION ALL SELECT sealed FROM tokens WHERE person = {person.Person}");
            using var backup = new Microsoft.Data.Sqlite.SqliteConnection(
                $"Data Source={Files.Database.Source};Pooling=false");
            backup.Open();
            using var reading = backup.BeginTransaction(deferred: true);
            using var read = backup.CreateCommand();
            read.CommandText = "SELECT count(*) FROM templates";
            read.ExecuteScalar();

            Assert.NotNull(store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request));
            Assert.False(store.Scrub());
            Assert.Equal(Files.Time.GetUtcNow(), store.OwedScrub!.Since);
            Assert.Contains("another process is reading", store.OwedScrub.Reason, StringComparison.Ordinal);
            Assert.Contains(rows, IsInFiles);

            // The next process knows it too.
            using var next = Files.Open();
            Assert.NotNull(next.OwedScrub);
        }

        using var again = Files.Open();
        Assert.True(again.Scrub());
        Assert.Null(again.OwedScrub);
        Assert.DoesNotContain(rows, IsInFiles);

        bool IsInFiles(byte[] blob) => Files.DatabaseBytes().AsSpan().IndexOf(blob.AsSpan(0, 32)) >= 0;
    }

    List<byte[]> Blobs(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Files.Database.Source};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var blobs = new List<byte[]>();
        while (reader.Read())
        {
            blobs.Add(reader.GetFieldValue<byte[]>(0));
        }

        return blobs;
    }
}

public sealed class PostgresDeletionTests() : DeletionTests(DatabaseEngine.Postgres)
{
    [Fact]
    public void A_lock_that_blocks_the_vacuum_does_not_fail_the_deletion()
    {
        using var store = Files.Open();
        var token = Files.Enrol(store, 1).Token;
        using var other = new Npgsql.NpgsqlConnection(Files.Database.Source["postgresql:".Length..] + ";Pooling=false");
        other.Open();
        using var hold = new Npgsql.NpgsqlCommand("BEGIN; LOCK TABLE tokens IN SHARE UPDATE EXCLUSIVE MODE", other);
        hold.ExecuteNonQuery();

        Assert.NotNull(store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request));
        Assert.Empty(store.All());
        Assert.False(store.Scrub());
        Assert.Equal(Files.Time.GetUtcNow(), store.OwedScrub!.Since);

        // A closed connection keeps its lock until the server has noticed; a rollback is acknowledged.
        using var release = new Npgsql.NpgsqlCommand("ROLLBACK", other);
        release.ExecuteNonQuery();
        Assert.True(store.Scrub());
        Assert.Null(store.OwedScrub);
    }
}

public abstract class DeletionTests(DatabaseEngine engine) : IDisposable
{
    internal TempStore Files { get; } = new(engine);

    public void Dispose() => Files.Dispose();

    [Fact]
    public void A_token_deletes_only_its_own_person()
    {
        using var store = Files.Open();
        var (kept, keptToken) = Files.Enrol(store, 1);
        var (person, token) = Files.Enrol(store, 11);

        var deletion = store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request);

        Assert.Equal(person.Palms.Values.Order(), deletion!.Palms.Order());
        Assert.Equal(kept.Palms.Values.Order(), store.All().Select(t => t.Palm).Order());
        Assert.Null(store.Tokens.Find(person.Palms[PalmSide.Left], RelyingParty.Ticketing));
        Assert.Equal(keptToken, store.Tokens.Find(kept.Palms[PalmSide.Left], RelyingParty.Ticketing));
    }

    [Fact]
    public void The_proof_states_numbers_and_times()
    {
        using var store = Files.Open();
        var agreed = Files.Time.GetUtcNow();
        var (person, token) = Files.Enrol(store, 1);
        Files.Time.Advance(TimeSpan.FromHours(3));

        var proof = store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request)!.Proof;

        Assert.Equal(new DeletionProof(1, person.Person, DeletionReason.Request, TempStore.ConsentText.Version, agreed,
            agreed, agreed.AddHours(3), Palms: 2, Templates: 2, Tokens: 1, Entry: 2), proof);
    }

    [Fact]
    public void Deleting_again_gives_the_same_proof_even_after_a_restart()
    {
        DeletionProof proof;
        byte[] token;
        using (var store = Files.Open())
        {
            (_, token) = Files.Enrol(store, 1);
            proof = store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request)!.Proof;
        }

        using var again = Files.Open();
        var deletion = again.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request);
        Assert.Equal(proof, deletion!.Proof);
        Assert.Empty(deletion.Palms);
    }

    [Fact]
    public void A_token_that_was_never_issued_deletes_nothing()
    {
        using var store = Files.Open();
        Files.Enrol(store, 1);
        Assert.Null(store.Deletions.Delete(RandomNumberGenerator.GetBytes(32), DeletionReason.Request));
        Assert.Null(store.Deletions.Delete(store.Tokens.Reserve(TempStore.Party), DeletionReason.Request));
        Assert.Null(store.Deletions.Delete(99, DeletionReason.Request));
        Assert.Equal(2, store.All().Count);
    }

    [Fact]
    public void Ticketing_is_scheduled_to_forget_the_token()
    {
        using var store = Files.Open();
        var token = Files.Enrol(store, 1).Token;
        store.Deletions.Delete(SHA256.HashData(token), DeletionReason.Request);
        Assert.Equal([SHA256.HashData(token)], store.Tokens.DueDigests());
        store.Tokens.ConfirmEnding(SHA256.HashData(token));
        Assert.Empty(store.Tokens.DueDigests());
    }

    [Fact]
    public void A_person_whose_token_was_altered_can_still_be_deleted()
    {
        EnrolledPerson person;
        using (var store = Files.Open())
        {
            person = Files.Enrol(store, 1).Person;
        }

        Files.Database.Execute("UPDATE tokens SET sealed = key_check.sealed FROM key_check");
        using var again = Files.Open();
        Assert.Equal(2, again.Deletions.Delete(person.Person, DeletionReason.Request)!.Palms.Count);
        Assert.Empty(again.All());
        Assert.Empty(again.Tokens.DueDigests());
    }

    [Fact]
    public void A_persons_number_is_never_reused()
    {
        using var store = Files.Open();
        var first = Files.Enrol(store, 1).Person;
        store.Deletions.Delete(first.Person, DeletionReason.Request);
        var second = Files.Enrol(store, 1).Person;
        Assert.NotEqual(first.Person, second.Person);
        Assert.Empty(first.Palms.Values.Intersect(second.Palms.Values));
    }
}
