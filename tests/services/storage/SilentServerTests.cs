using Npgsql;

namespace Pedestal.Storage.Tests;

/// <summary>A server that is cut off: its connections stay open, and nothing comes back.</summary>
public sealed class SilentServerTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Postgres);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void When_the_primary_falls_silent_one_write_fails_and_the_next_goes_to_the_other_server()
    {
        var server = new NpgsqlConnectionStringBuilder(_test.Source["postgresql:".Length..]);
        _test.Execute("CREATE TABLE notes(name TEXT PRIMARY KEY)");
        using var first = new Relay(Path.Combine(server.Host!, ".s.PGSQL.5432"));
        using var second = new Relay(Path.Combine(server.Host!, ".s.PGSQL.5432"));
        using var database = Database.Open(
            $"postgresql:Host=127.0.0.1:{first.Port},127.0.0.1:{second.Port};Database={server.Database};Username={server.Username}",
            new Component("silence", typeof(SilentServerTests).Assembly));

        // Several connections wait in the pool, and all of them are to the one that falls silent while it commits.
        using var together = new Barrier(4);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => database.Read(session =>
        {
            together.SignalAndWait();
            return session.Number("SELECT 1");
        }));
        var fault = Assert.Throws<StorageException>(() => database.Write(session =>
        {
            session.Run("INSERT INTO notes VALUES('lost or not')");
            first.FallSilent();
        }));

        Assert.Equal(StorageError.Unreachable, fault.Error);
        database.Write(session => session.Run("INSERT INTO notes VALUES('stored')"));
        Assert.Equal(1, database.Read(session => session.Number("SELECT count(*) FROM notes WHERE name = 'stored'")));
    }
}
