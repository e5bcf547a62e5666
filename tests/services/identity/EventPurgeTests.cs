namespace Pedestal.Identity.Tests;

public sealed class SqliteEventPurgeTests() : EventPurgeTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public void A_backup_from_before_the_purge_is_unreadable()
    {
        var backup = Files.Database.File("backup.db");
        using (var store = Open())
        {
            Files.Enrol(store, 1, "tonight");
            Files.Database.Execute($"VACUUM INTO '{backup}'");
            store.Deletions.Purge("tonight");
        }

        using var restored = PalmStore.Open(backup, Files.Key, Files.Time);
        var stored = restored.Templates.ReadAll();
        Assert.Empty(stored.Templates);
        Assert.All(stored.Unusable, record => Assert.Contains("missing", record.Reason, StringComparison.Ordinal));
    }
}

public sealed class PostgresEventPurgeTests() : EventPurgeTests(DatabaseEngine.Postgres);

public abstract class EventPurgeTests(DatabaseEngine engine) : IDisposable
{
    internal TempStore Files { get; } = new(engine);

    public void Dispose() => Files.Dispose();

    [Fact]
    public void A_purge_destroys_the_key_deletes_the_events_guests_and_issues_a_certificate()
    {
        using var store = Open();
        var opened = Files.Time.GetUtcNow();
        Files.Enrol(store, 1, "tonight");
        Files.Enrol(store, 11, "tonight");
        Files.Enrol(store, 21, "tomorrow");
        Assert.Equal(2, KeyFiles.Length);
        Files.Time.Advance(TimeSpan.FromHours(5));

        var certificate = store.Deletions.Purge("tonight");

        Assert.Equal(("tonight", 2L, 4L, 4L),
            (certificate.Event, certificate.Persons, certificate.Palms, certificate.Templates));
        Assert.Equal((opened, opened.AddHours(5)), (certificate.OpenedAt, certificate.PurgedAt));
        Assert.Equal(64, certificate.KeyFingerprint.Length);
        Assert.Single(KeyFiles);
        Assert.Equal(2, store.All().Count);
        Assert.Equal(2, store.Tokens.DueDigests().Count);

        var audit = store.VerifyAudit(Convert.FromHexString(certificate.AuditHead));
        Assert.Null(audit.BrokenAt);
        Assert.Equal(audit.Entries, certificate.AuditEntry);
    }

    [Fact]
    public void Purging_again_returns_the_same_certificate_and_the_event_stays_closed()
    {
        PurgeCertificate certificate;
        using (var store = Open())
        {
            Files.Enrol(store, 1, "tonight");
            certificate = store.Deletions.Purge("tonight");
        }

        using var again = Open();
        Files.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(certificate, again.Deletions.Purge("tonight"));
        var error = Assert.Throws<PalmStoreException>(() => Files.Enrol(again, 1, "tonight"));
        Assert.Equal(PalmStoreError.EventClosed, error.Error);
        Assert.Empty(KeyFiles);
        Files.Enrol(again, 1, "tomorrow");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_interrupted_purge_is_completed_at_the_next_start(bool keyIsDestroyed)
    {
        using (var store = Open())
        {
            Files.Enrol(store, 1, "tonight");
        }

        Files.Database.Execute("UPDATE event_keys SET closing_at = 1");
        if (keyIsDestroyed)
        {
            File.Delete(Assert.Single(KeyFiles));
        }

        using var again = Open();
        Assert.Empty(KeyFiles);
        Assert.Empty(again.All());
        Assert.Equal(1, again.Deletions.Purge("tonight").Persons);
    }

    [Fact]
    public void A_purge_in_several_batches_counts_everyone()
    {
        using var store = Open();
        for (var i = 0; i < 201; i++)
        {
            Files.Enrol(store, 1, "tonight");
        }

        var certificate = store.Deletions.Purge("tonight");
        Assert.Equal((201L, 402L, 402L), (certificate.Persons, certificate.Palms, certificate.Templates));
        Assert.Equal(certificate, store.Deletions.Purge("tonight"));
    }

    [Fact]
    public void After_a_restart_templates_can_be_read_only_with_the_events_key()
    {
        using (var store = Open())
        {
            Files.Enrol(store, 1, "tonight");
        }

        using (var again = PalmStore.Open(Files.Database.Source, Files.Key, Files.Time))
        {
            Assert.Equal(2, again.All().Count);
        }

        var file = Assert.Single(KeyFiles);
        File.Delete(file);
        StoreKey.Create(file);
        using var wrong = Open();
        Assert.Equal((0, 2), (wrong.Templates.ReadAll().Templates.Count, wrong.Templates.ReadAll().Unusable.Count));
    }

    [Fact]
    public void A_guest_deleted_earlier_keeps_a_proof_that_needs_no_key()
    {
        using var store = Open();
        var (person, _) = Files.Enrol(store, 1, "tonight");
        Files.Enrol(store, 11, "tonight");
        store.Deletions.Delete(person.Person, DeletionReason.Request);
        Assert.Equal(1, store.Deletions.Purge("tonight").Persons);
    }

    [Fact]
    public void An_event_without_a_key_cannot_be_purged()
    {
        using var store = Open();
        Files.Enrol(store, 1);
        var error = Assert.Throws<PalmStoreException>(() => store.Deletions.Purge("tonight"));
        Assert.Equal(PalmStoreError.EventClosed, error.Error);
        Assert.Equal(2, store.All().Count);
    }

    [Fact]
    public void The_gallery_in_memory_is_purged_too()
    {
        using var store = Open();
        var register = TempStore.Register(store);
        var mirror = new GuestListMirror(register);
        var token = store.Tokens.Reserve(TempStore.Party);
        mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show(name: "tonight")], token));
        register.Enrol(Files.Enrolment(1, token, "tonight"));
        Assert.Equal((2, 2), (register.Galleries.TemplateCount, register.Population.TemplateCount));
        register.Purge("tonight");
        Assert.Equal((0, 0), (register.Galleries.TemplateCount, register.Population.TemplateCount));
    }

    [Fact]
    public void What_an_events_key_seals_is_good_for_that_event_only()
    {
        using var store = Open();
        var register = TempStore.Register(store);
        var mirror = new GuestListMirror(register);
        var token = store.Tokens.Reserve(TempStore.Party);
        PartyEvent[] shows = [TempStore.Show(1, name: "tonight"), TempStore.Show(2, name: "tomorrow")];
        mirror.Apply(TempStore.Party, TempStore.Page(shows, token) with
        {
            Changes = [TempStore.In(1, token), TempStore.In(2, token)],
        });
        register.Enrol(Files.Enrolment(1, token, "tonight"));
        Assert.Equal(2, register.Galleries.Find(shows[0])!.PalmCount);
        Assert.Equal(0, register.Galleries.Find(shows[1])!.PalmCount);

        // Nor when it is loaded.
        var again = TempStore.Register(store);
        Assert.Equal([2, 0], shows.Select(show => again.Galleries.Find(show)!.PalmCount));
    }

    protected string[] KeyFiles => Directory.Exists(Files.Database.File("event-keys"))
        ? Directory.GetFiles(Files.Database.File("event-keys"))
        : [];

    internal PalmStore Open() => PalmStore.Open(Files.Database.Source, Files.Key, Files.Time);
}
