using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Identity.Tests;

public sealed class SqliteUpkeepTests() : UpkeepTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task An_entry_does_not_wait_while_another_process_locks_the_database()
    {
        using var store = Files.Open();
        var token = Files.Enrol(store, 1).Token;
        var register = TempStore.Register(store);
        new GuestListMirror(register).Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token));
        Files.Time.Advance(TimeSpan.FromDays(20));
        var desk = new EntryDesk(register, FakeTicketing.At("demo", new FakeTicketing()), Files.Time);
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Files.Database.Source};Pooling=false"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();

            // An entry that wrote would wait for two seconds and then fail.
            for (ulong i = 0; i < 20; i++)
            {
                var reply = await desk.EnterAsync(new PedestalRequest("gate-1", "demo", "main", i, TimeSpan.FromSeconds(1)), PassageTerms.AtOnce,
                    TestTemplates.Capture(TestTemplates.Palm(1), 5), TestContext.Current.CancellationToken);
                Assert.Equal(Decision.Admitted, reply.Decision);
            }

            Assert.Throws<StorageException>(store.SaveUses);
            Assert.Equal(Today - 20, UsedOn());
        }

        store.SaveUses();
        Assert.Equal(Today, UsedOn());
    }

    long UsedOn()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Files.Database.Source};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT used_on FROM persons";
        return (long)command.ExecuteScalar()!;
    }
}

public sealed class PostgresUpkeepTests() : UpkeepTests(DatabaseEngine.Postgres);

/// <summary>Clocks that jump, many persons due for deletion at once, and uses that are not yet saved.</summary>
public abstract class UpkeepTests(DatabaseEngine engine) : IDisposable
{
    const int Days = 365;

    internal TempStore Files { get; } = new(engine);

    internal long Today => Files.Time.GetUtcNow().ToUnixTimeSeconds() / 86_400;

    public void Dispose() => Files.Dispose();

    [Fact]
    public void A_clock_a_year_ahead_deletes_nobody()
    {
        var clock = new ManualTime();
        using var store = Open(clock);
        EnrolThree(store);
        clock.Jump(TimeSpan.FromDays(366));
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Empty(store.DeleteUnused(Days, 100));
            Assert.Empty(store.Tokens.DueDigests());
        }

        Assert.Equal(HoldKind.Clock, Assert.Single(store.Holds).Kind);
        clock.Jump(TimeSpan.FromDays(-366));
        Assert.Empty(store.Holds);
        Assert.Equal(6, store.All().Count);
    }

    [Fact]
    public void A_clock_a_year_ahead_at_the_next_start_deletes_nobody_until_an_operator_approves()
    {
        var clock = new ManualTime();
        using (var store = Open(clock))
        {
            EnrolThree(store);
        }

        clock.Jump(TimeSpan.FromDays(366));
        using var again = Open(clock);
        Assert.Empty(again.DeleteUnused(Days, 100));
        Assert.Equal(HoldKind.Clock, Assert.Single(again.Holds).Kind);
        again.Approve(HoldKind.Clock, Days);
        Assert.Empty(again.Holds);
        Assert.Equal(3, again.DeleteUnused(Days, 100).Count);
        Assert.Null(again.VerifyAudit().BrokenAt);
    }

    [Fact]
    public void The_clock_of_a_host_that_was_off_for_a_month_is_trusted()
    {
        var clock = new ManualTime();
        using (var store = Open(clock))
        {
            EnrolThree(store);
        }

        clock.Jump(TimeSpan.FromDays(29));
        using var again = Open(clock);
        again.SaveUses();
        Assert.Empty(again.Holds);
    }

    [Fact]
    public void A_mass_deletion_waits_until_an_operator_approves()
    {
        using var store = Files.Open();
        for (var guest = 0; guest < 7; guest++)
        {
            Files.Enrol(store, 1 + 10 * guest);
        }

        Files.Time.Advance(TimeSpan.FromDays(Days));
        Assert.Empty(store.DeleteUnused(Days, 100));
        var hold = Assert.Single(store.Holds);
        Assert.Equal(HoldKind.Retention, hold.Kind);
        Assert.Contains("7 of 7 persons", hold.Detail, StringComparison.Ordinal);
        Assert.Equal(14, store.All().Count);

        store.Approve(HoldKind.Retention, Days);
        Assert.Equal(4, store.DeleteUnused(Days, 4).Count);
        Assert.Equal(3, store.DeleteUnused(Days, 4).Count);
        Assert.Empty(store.Holds);
        Assert.Null(store.VerifyAudit().BrokenAt);
    }

    [Fact]
    public void An_approval_does_not_cover_later_days()
    {
        using var store = Files.Open();
        Files.Enrol(store, 1);
        Files.Time.Advance(TimeSpan.FromDays(Days));
        store.Approve(HoldKind.Retention, Days);
        Assert.Single(store.DeleteUnused(Days, 100));
        for (var guest = 0; guest < 6; guest++)
        {
            Files.Enrol(store, 1 + 10 * guest);
        }

        Files.Time.Advance(TimeSpan.FromDays(Days));
        Assert.Empty(store.DeleteUnused(Days, 100));
        Assert.Single(store.Holds);
    }

    PalmStore Open(TimeProvider clock) => PalmStore.Open(Files.Database.Source, Files.Key, clock);

    void EnrolThree(PalmStore store)
    {
        for (var guest = 0; guest < 3; guest++)
        {
            var enrolment = Files.Enrolment(1 + 10 * guest, store.Tokens.Reserve(TempStore.Party));
            store.Persons.Enrol(enrolment with
            {
                Consent = enrolment.Consent with { Consent = enrolment.Consent.Consent with { AgreedAt = store.Time.GetUtcNow() } },
            });
        }
    }
}
