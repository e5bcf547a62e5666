using System.Reflection;

namespace Pedestal.Storage.Tests;

/// <summary>A pool between service and server that hands out a server connection per transaction.</summary>
public sealed class PgBouncerTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Postgres);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Everything_works_through_the_pool_and_writes_are_durable()
    {
        _test.Execute($"ALTER DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(_test.Source["postgresql:".Length..]).Database} "
            + "SET synchronous_commit = off");
        using var pool = new PgBouncer(_test.Source, "transaction");
        using var database = Open(pool.Source);
        Assert.Equal("on", database.Write(s => s.Value("SHOW synchronous_commit")));
        Parallel.For(0, 20, i => database.Write(s => s.Run("INSERT INTO counter VALUES(@n, 1)", ("n", $"{i}"))));
        database.Write(s => s.Run("DELETE FROM counter WHERE name <> '7'"));
        database.Scrub("counter");
        Assert.Equal(1, database.Read(s => s.Number("SELECT count(*) FROM counter"), Database.LongPatience));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Statements_are_prepared_where_they_stay_with_the_connection(bool isPooled, int prepared)
    {
        using var pool = isPooled ? new PgBouncer(_test.Source, "transaction") : null;
        using var database = Open(pool?.Source ?? _test.Source);
        for (var i = 0; i < 10; i++)
        {
            database.Read(s => s.Number("SELECT count(*) FROM counter WHERE value = @value", ("value", i)));
        }

        Assert.Equal(prepared, database.Read(s => s.Number("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%counter%'")));
    }

    [Fact]
    public void A_pool_that_cannot_do_transactions_is_refused()
    {
        using var pool = new PgBouncer(_test.Source, "statement");
        Assert.Throws<StorageException>(() => Open(pool.Source));
    }

    static Database Open(string source) =>
        Database.Open(source, new Component("counter", Assembly.GetExecutingAssembly()));
}
