using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;

namespace Pedestal.Storage.Tests;

public sealed class SqliteDatabaseTests() : DatabaseTests(DatabaseEngine.Sqlite)
{
    const string Insert = "INSERT INTO counter(name, value) VALUES(@name, 1)";

    [Fact]
    public void Only_the_owner_can_read_the_file_and_its_log()
    {
        using var database = Open();
        database.Write(s => s.Run("INSERT INTO counter VALUES('a', 1)"));
        Assert.All(Test.Folder.GetFiles("store.db*"), file => Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(file.FullName) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Fact]
    public void Durability_and_secure_deletion_are_switched_on()
    {
        using var database = Open();
        Assert.Equal("wal", database.Write(s => s.Value("PRAGMA journal_mode")));
        Assert.Equal(2L, database.Write(s => s.Value("PRAGMA synchronous")));
        Assert.Equal(1L, database.Write(s => s.Value("PRAGMA secure_delete")));
    }

    [Fact]
    public void A_prepared_statement_runs_with_new_values_after_an_error_and_on_a_changed_table()
    {
        using var database = Open();
        Assert.Equal(["a", "b"], Named("a").Concat(Named("b")).Select(row => row[0]));
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => database.Write(s => s.Run(Insert, ("name", "a"))));
        Assert.Equal(["c", 1L], Assert.Single(Named("c")));

        database.Write(s => s.Run("ALTER TABLE counter ADD COLUMN note TEXT DEFAULT 'new'"));
        Assert.Equal(["d", 1L, "new"], Assert.Single(Named("d")));

        List<object[]> Named(string name) => database.Write(s =>
        {
            s.Run(Insert, ("name", name));
            return s.Rows("SELECT * FROM counter WHERE name = @name", row =>
            {
                var values = new object[row.FieldCount];
                row.GetValues(values);
                return values;
            }, ("name", name));
        });
    }

    [Fact]
    public void A_file_that_is_not_a_database_is_reported()
    {
        File.WriteAllText(Test.Source, new string('x', 5000));
        var error = Assert.Throws<StorageException>(Open);
        Assert.Equal(StorageError.NotADatabase, error.Error);
        Assert.Contains(Test.Source, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_page_is_reported_and_the_rest_can_still_be_read()
    {
        using var database = Open();
        database.Write(s => s.Run("INSERT INTO counter VALUES('a', 1)"));
        database.Scrub("counter");
        using (var file = new FileStream(Test.Source, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            // From the second page on; the first has the list of tables, which is in memory by now.
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }

        var error = Assert.Throws<StorageException>(() => OpenAndRead());
        Assert.Equal(StorageError.Damaged, error.Error);
        Assert.Equal(2L, database.Read(s => s.Value("SELECT 2")));

        object? OpenAndRead()
        {
            using var again = Open();
            return again.Read(s => s.Value("SELECT value FROM counter"));
        }
    }
}

public sealed class PostgresDatabaseTests() : DatabaseTests(DatabaseEngine.Postgres)
{
    [Fact]
    public void A_committed_write_is_durable_whatever_the_servers_default()
    {
        Test.Execute($"ALTER DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(Test.Source[11..]).Database} "
            + "SET synchronous_commit = off");
        using var database = Open();
        Assert.Equal("on", database.Write(s => s.Value("SHOW synchronous_commit")));
    }

    [Fact]
    public void An_unreachable_server_is_reported_without_the_password()
    {
        var error = Assert.Throws<StorageException>(() =>
            Database.Open("postgresql:Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=palms", Component));
        Assert.Equal(StorageError.Unreachable, error.Error);
        Assert.Contains("palms", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_connection_string_is_reported() => Assert.Equal(
        StorageError.BadAddress,
        Assert.Throws<StorageException>(() => Database.Open("postgresql:Hst=x", Component)).Error);
}

public abstract class DatabaseTests(DatabaseEngine engine) : IDisposable
{
    protected static readonly Component Component = new("counter", Assembly.GetExecutingAssembly());

    protected TestDatabase Test { get; } = new(engine);

    public void Dispose() => Test.Dispose();

    [Fact]
    public void Written_rows_survive_a_restart()
    {
        using (var database = Open())
        {
            database.Write(s => s.Run("INSERT INTO counter VALUES('a', 41)"));
        }

        using var again = Open();
        again.Write(s => s.Run("UPDATE counter SET value = value + 1"));
        Assert.Equal(42, again.Read(s => s.Number("SELECT value FROM counter")));
    }

    [Fact]
    public void An_exception_rolls_back_the_whole_transaction()
    {
        using var database = Open();
        Assert.Throws<InvalidOperationException>(() => database.Write(session =>
        {
            session.Run("INSERT INTO counter VALUES('a', 1)");
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, database.Read(s => s.Number("SELECT count(*) FROM counter")));
    }

    [Fact]
    public void Writers_take_turns()
    {
        using var database = Open();
        using var other = Open();
        database.Write(s => s.Run("INSERT INTO counter VALUES('a', 0)"));
        Parallel.For(0, 60, i => (i % 2 == 0 ? database : other).Write(session =>
        {
            var value = session.Number("SELECT value FROM counter");
            session.Run("UPDATE counter SET value = @value", ("value", value + 1));
        }));
        Assert.Equal(60, database.Read(s => s.Number("SELECT value FROM counter")));
    }

    [Fact]
    public async Task Writers_who_wait_share_a_transaction_and_each_fails_alone()
    {
        const int Writers = 8;
        using var database = Open();
        using var go = new ManualResetEventSlim();
        var sessions = new ConcurrentDictionary<Session, bool>();
        var faults = new ConcurrentDictionary<int, Exception>();
        var threads = Enumerable.Range(0, Writers).Select(i => new Thread(() => Record(i, session =>
        {
            sessions[session] = true;
            session.Run("INSERT INTO counter VALUES(@name, 1)", ("name", $"{i}"));
            session.Run("INSERT INTO counter VALUES(@name, 1)", ("name", i == 3 ? "3" : $"{i} again"));
            if (i == 5)
            {
                throw new InvalidOperationException();
            }
        }))).ToList();
        var first = new Thread(() => Record(Writers, _ => go.Wait()));
        first.Start();
        await Eventually.TrueAsync(() => first.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TestContext.Current.CancellationToken);
        threads.ForEach(thread => thread.Start());
        await Eventually.TrueAsync(
            () => threads.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), TestContext.Current.CancellationToken);
        go.Set();
        threads.ForEach(thread => thread.Join());
        first.Join();

        Assert.InRange(sessions.Count, 1, Writers / 2);
        Assert.Equal([3, 5], faults.Keys.Order());
        Assert.IsAssignableFrom<DbException>(faults[3]);
        Assert.IsType<InvalidOperationException>(faults[5]);
        Assert.Equal(2 * (Writers - 2), database.Read(s => s.Number("SELECT count(*) FROM counter WHERE value = 1")));
        Assert.Equal(0, database.Read(s => s.Number("SELECT count(*) FROM counter WHERE name LIKE '3%' OR name LIKE '5%'")));

        void Record(int number, Action<Session> work)
        {
            try
            {
                database.Write(work);
            }
            catch (Exception e)
            {
                faults[number] = e;
            }
        }
    }

    [Fact]
    public void Migrations_run_once_and_are_recorded()
    {
        for (var i = 0; i < 2; i++)
        {
            using var database = Open();
            Assert.Equal(["001-counter", "002-audit"], database.Read(s => s.Rows(
                "SELECT script FROM schema_version ORDER BY version", r => r.GetString(0).Split('/')[1])));
        }
    }

    [Fact]
    public void Only_missing_migrations_run()
    {
        using (var database = Open())
        {
            database.Write(s => s.Run("INSERT INTO counter VALUES('kept', 7)"));
        }

        Test.Execute("DROP TABLE audit; DELETE FROM schema_version WHERE version = 2");
        if (engine == DatabaseEngine.Postgres)
        {
            Test.Execute("DROP FUNCTION audit_is_append_only");
        }

        using var again = Open();
        Assert.Equal(7, again.Read(s => s.Number("SELECT value FROM counter")));
        Assert.Equal(0, again.Read(s => s.Number("SELECT count(*) FROM audit")));
    }

    [Fact]
    public async Task Writes_that_wait_without_a_thread_share_a_transaction_and_only_the_failing_and_the_withdrawn_are_missing()
    {
        using var database = Open();
        using var go = new ManualResetEventSlim();
        using var withdrawn = new CancellationTokenSource();
        var stop = TestContext.Current.CancellationToken;
        var first = Async("first", stop, _ => go.Wait(stop));
        var before = Async("before", stop);
        var failing = Async("failing", stop, session => session.Run("INSERT INTO counter VALUES('before', 2)"));
        var late = Async("late", withdrawn.Token);
        var after = Async("after", stop);
        await withdrawn.CancelAsync();
        go.Set();

        await Task.WhenAll(first, before, after);
        await Assert.ThrowsAnyAsync<DbException>(() => failing);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Equal(["after", "before", "first"], database.Read(s => s.Rows("SELECT name FROM counter ORDER BY name", row => row.GetString(0))));

        Task<bool> Async(string name, CancellationToken cancellation, Action<Session>? more = null) => database.WriteAsync(session =>
        {
            session.Run("INSERT INTO counter VALUES(@name, 1)", ("name", name));
            more?.Invoke(session);
            return true;
        }, cancellation);
    }

    [Fact]
    public void Tables_of_a_later_version_are_reported_and_left_alone()
    {
        Open().Dispose();
        Test.Execute("INSERT INTO schema_version VALUES(99, 'later', 'counter', '')");
        Assert.Equal(StorageError.UnknownSchema, Assert.Throws<StorageException>(Open).Error);
    }

    [Fact]
    public void The_database_of_another_component_is_reported_and_left_alone()
    {
        Open().Dispose();
        var error = Assert.Throws<StorageException>(() =>
            Database.Open(Test.Source, Component with { Name = "tickets" }));
        Assert.Equal(StorageError.AnotherComponent, error.Error);
    }

    [Fact]
    public void Tables_without_a_version_are_reported_and_left_alone()
    {
        Test.Execute("CREATE TABLE counter(name TEXT)");
        Assert.Equal(StorageError.UnknownSchema, Assert.Throws<StorageException>(Open).Error);
        Test.Execute("INSERT INTO counter VALUES('still here')");
    }

    [Fact]
    public void Two_services_that_start_at_once_migrate_once() =>
        Parallel.For(0, 4, _ => Open().Dispose());

    [Fact]
    public void Audit_log_entries_cannot_be_changed()
    {
        using var database = Open();
        database.AuditKeys = AuditKeys.Create(Test.File("audit.key"));
        database.Write(s => AuditLog.Append(s, DateTimeOffset.UnixEpoch, "opened", new { palms = 1 }));
        Assert.ThrowsAny<DbException>(() => database.Write(s => s.Run("UPDATE audit SET kind = 'nothing'")));
        Assert.ThrowsAny<DbException>(() => database.Write(s => s.Run("DELETE FROM audit")));
        var entry = Assert.Single(database.Read(AuditLog.Read));
        Assert.Equal("""{"palms":1}""", entry.Facts);
    }

    protected Database Open() => Database.Open(Test.Source, Component);
}
