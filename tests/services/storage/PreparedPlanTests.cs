using System.Reflection;

namespace Pedestal.Storage.Tests;

/// <summary>Prepared statements on a server whose tables fill up.</summary>
public sealed class PreparedPlanTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Postgres);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_plan_that_was_made_for_an_empty_table_finds_rows_by_the_index_once_it_is_full()
    {
        using var database = Database.Open(_test.Source, new Component("counter", Assembly.GetExecutingAssembly()));
        _test.Execute("VACUUM ANALYZE counter");
        var plan = database.Read(session =>
        {
            for (var i = 0; i < 10; i++)
            {
                session.Number("SELECT value FROM counter WHERE name = @name", ("name", "nobody"));
            }

            session.Run("INSERT INTO counter SELECT i::text, i FROM generate_series(1, 10000) AS i");
            var prepared = session.Value("SELECT name FROM pg_prepared_statements WHERE statement LIKE '%counter%'");
            return session.Rows($"EXPLAIN EXECUTE {prepared}('7')", row => row.GetString(0));
        });
        Assert.Contains("Index", string.Join('\n', plan), StringComparison.Ordinal);
    }
}
