using System.Data.Common;
using System.Reflection;

namespace Pedestal.Storage.Tests;

public sealed class SqliteLookupTests() : LookupTests(DatabaseEngine.Sqlite);

public sealed class PostgresLookupTests() : LookupTests(DatabaseEngine.Postgres);

/// <summary>Work that shares a transaction and says first what it reads.</summary>
public abstract class LookupTests(DatabaseEngine engine) : IDisposable
{
    static readonly Component Component = new("counter", Assembly.GetExecutingAssembly());

    readonly TestDatabase _test = new(engine);
    readonly ManualResetEventSlim _go = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _go.Dispose();
        _test.Dispose();
    }

    [Fact]
    public async Task Work_on_the_same_thing_sees_what_the_work_before_it_wrote_and_other_work_is_not_held_up()
    {
        using var database = Open();
        var first = Hold(database);
        Task<long>[] counted = [Count(database, "a"), Count(database, "b"), Count(database, "a"), Count(database, "a")];
        _go.Set();
        await first;
        Assert.Equal((long[])[1, 1, 2, 3], await Task.WhenAll(counted));
        Assert.Equal(4, database.Read(s => s.Number("SELECT SUM(value) FROM counter WHERE name IN ('a', 'b')")));
    }

    [Fact]
    public async Task A_posted_statement_that_fails_fails_its_work_alone()
    {
        using var database = Open();
        var first = Hold(database);
        var before = Count(database, "a");
        var failing = database.WriteAsync(
            session =>
            {
                session.Post("INSERT INTO counter VALUES('first', 2)");
                return true;
            }, Stop, Lookup("c"));
        var after = Count(database, "a");
        _go.Set();
        await first;
        Assert.Equal((long[])[1, 2], await Task.WhenAll(before, after));
        await Assert.ThrowsAnyAsync<DbException>(() => failing);
    }

    [Fact]
    public void What_was_posted_is_there_for_the_next_statement_that_reads()
    {
        using var database = Open();
        Assert.Equal(7, database.Write(session =>
        {
            session.Post("INSERT INTO counter VALUES(@name, @value)", ("name", "a"), ("value", 6));
            session.Post("UPDATE counter SET value = value + 1 WHERE name = @name", ("name", "a"));
            return session.Number("SELECT value FROM counter WHERE name = 'a'");
        }));
    }

    // The others wait behind it and share the next transaction.
    Task<bool> Hold(Database database) => database.WriteAsync(
        session =>
        {
            _go.Wait(Stop);
            return session.Run("INSERT INTO counter VALUES('first', 1)") > 0;
        }, Stop);

    static Task<long> Count(Database database, string name)
    {
        var lookup = Lookup(name);
        return database.WriteAsync(
            session =>
            {
                var rows = session.Rows(lookup);
                if (!session.Claim(name))
                {
                    rows = session.Rows(lookup);
                }

                session.Post(rows is [] ? "INSERT INTO counter(name, value) VALUES(@name, 1)" : "UPDATE counter SET value = value + 1 WHERE name = @name",
                    ("name", name));
                return rows.SingleOrDefault() + 1;
            }, Stop, lookup);
    }

    static Lookup<long> Lookup(string name) => new("SELECT value FROM counter WHERE name = @name", row => row.GetInt64(0), ("name", name));

    Database Open() => Database.Open(_test.Source, Component);
}
