using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;

namespace Pedestal.Storage.Tests;

/// <summary>Every fault of a PostgreSQL server and its surroundings is identified, whatever the server's language.</summary>
public sealed class PostgresFaultTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Postgres);

    public void Dispose() => _test.Dispose();

    string Address => _test.Source["postgresql:".Length..];

    string Name => new NpgsqlConnectionStringBuilder(Address).Database!;

    [Fact]
    public void A_server_that_speaks_another_language_is_understood()
    {
        _test.Execute("CREATE TABLE counter(name TEXT)");
        _test.Execute($"ALTER DATABASE {Name} SET lc_messages = 'C.UTF-8'");
        Assert.SkipUnless(Message("SELECT 1/0").Contains("durch", StringComparison.Ordinal),
            "PostgreSQL's German messages are not installed");
        Assert.Equal(StorageError.UnknownSchema, Assert.Throws<StorageException>(Open).Error);
        _test.Execute("DROP TABLE counter");
        using var database = Open();
        using var other = Hold("BEGIN; LOCK TABLE counter IN ACCESS EXCLUSIVE MODE");
        Assert.Equal(StorageError.Busy, Assert.Throws<StorageException>(() =>
            database.Write(s => s.Run("INSERT INTO counter VALUES('a', 1)"))).Error);
    }

    [Theory]
    [InlineData("53100", StorageError.Full)]
    [InlineData("25006", StorageError.ReadOnly)]
    [InlineData("42501", StorageError.ReadOnly)]
    [InlineData("55P03", StorageError.Busy)]
    [InlineData("57014", StorageError.Busy)]
    [InlineData("57P03", StorageError.Unreachable)]
    [InlineData("28P01", StorageError.Unreachable)]
    [InlineData("53300", StorageError.Unreachable)]
    [InlineData("58030", StorageError.Damaged)]
    [InlineData("XX001", StorageError.Damaged)]
    public void The_error_is_identified_by_state_and_not_by_message(string state, StorageError expected)
    {
        using var database = Open();
        var fault = Assert.Throws<StorageException>(() => database.Write(s => s.Run(
            $"DO $$ BEGIN RAISE EXCEPTION 'already exists, disque plein' USING ERRCODE = '{state}'; END $$")));
        Assert.Equal(expected, fault.Error);
        Assert.Contains(Name, fault.Message, StringComparison.Ordinal);
        Assert.Contains(state, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dead_pooled_connections_are_replaced_unnoticed()
    {
        using var database = Open();
        for (var round = 0; round < 3; round++)
        {
            // One connection for each thread; then the server ends all of them, as a restart does.
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => database.Read(s => s.Number("SELECT 1")));
            PostgresServer.Execute(_test.Source, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + $"WHERE datname = '{Name}' AND pid <> pg_backend_pid()");
            Parallel.For(0, 8, i =>
            {
                if (i % 2 == 0)
                {
                    database.Write(s => s.Run("INSERT INTO counter VALUES(@n, 1)", ("n", $"{round}-{i}")));
                }
                else
                {
                    database.Read(s => s.Number("SELECT count(*) FROM counter"));
                }
            });
        }

        Assert.Equal(12, database.Read(s => s.Number("SELECT count(*) FROM counter")));
    }

    [Fact]
    public void A_connection_that_dies_during_a_transaction_rolls_it_back_and_is_reported()
    {
        using var database = Open();
        var runs = 0;
        var fault = Assert.Throws<StorageException>(() => database.Write(session =>
        {
            runs++;
            session.Run("INSERT INTO counter VALUES('a', 1)");
            PostgresServer.Execute(_test.Source, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + $"WHERE datname = '{Name}' AND pid <> pg_backend_pid()");
            session.Run("INSERT INTO counter VALUES('b', 1)");
        }));
        Assert.Equal((StorageError.Unreachable, 1), (fault.Error, runs));
        Assert.Equal(0, database.Read(s => s.Number("SELECT count(*) FROM counter")));
    }

    [Fact]
    public async Task A_connection_that_dies_under_writers_who_share_it_is_reported_to_all_of_them()
    {
        using var database = Open();
        using var go = new ManualResetEventSlim();
        var faults = new ConcurrentBag<StorageException>();
        var first = new Thread(() => database.Write(_ => go.Wait()));
        var sharing = Enumerable.Range(0, 4).Select(i => new Thread(() => faults.Add(Assert.Throws<StorageException>(() => database.Write(session =>
        {
            PostgresServer.Execute(_test.Source, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + $"WHERE datname = '{Name}' AND pid <> pg_backend_pid()");
            session.Run("INSERT INTO counter VALUES(@name, 1)", ("name", $"{i}"));
        }))))).ToList();
        foreach (var thread in sharing.Prepend(first))
        {
            thread.Start();
            await Eventually.TrueAsync(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TestContext.Current.CancellationToken);
        }

        go.Set();
        sharing.Prepend(first).ToList().ForEach(thread => thread.Join());
        Assert.Equal([StorageError.Unreachable], faults.Select(fault => fault.Error).Distinct());
        Assert.Equal(sharing.Count, faults.Count);
        Assert.Equal(0, database.Read(s => s.Number("SELECT count(*) FROM counter")));
    }

    [Fact]
    public void Writes_that_would_not_be_durable_are_refused()
    {
        Open().Dispose();
        _test.Execute("CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT ''off''::text'");
        _test.Execute($"ALTER DATABASE {Name} SET search_path = public, pg_catalog");
        Assert.Equal(StorageError.NotDurable, Assert.Throws<StorageException>(Open).Error);
    }

    [Fact]
    public void Deleted_rows_still_held_by_a_reader_are_reported_and_freed_afterwards()
    {
        using var database = Open();
        database.Write(s => s.Run("INSERT INTO counter VALUES('a', 1)"));
        foreach (var hold in new[]
        {
            "BEGIN; LOCK TABLE counter IN ACCESS EXCLUSIVE MODE",
            "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM counter",
        })
        {
            using var other = Hold(hold);
            if (!hold.Contains("LOCK", StringComparison.Ordinal))
            {
                database.Write(s => s.Run("DELETE FROM counter"));
            }

            var fault = Assert.Throws<StorageException>(() => database.Scrub("counter"));
            Assert.Equal(StorageError.Busy, fault.Error);
            Assert.Contains("still in", fault.Message, StringComparison.Ordinal);
        }

        database.Scrub("counter");
    }

    Database Open() => Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));

    NpgsqlConnection Hold(string sql)
    {
        var connection = new NpgsqlConnection(Address + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
        return connection;
    }

    string Message(string sql)
    {
        using var connection = new NpgsqlConnection(Address + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return Assert.Throws<PostgresException>(() => command.ExecuteNonQuery()).MessageText;
    }
}
