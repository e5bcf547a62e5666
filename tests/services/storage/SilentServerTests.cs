using Npgsql;

namespace Pedestal.Storage.Tests;

/// <summary>A server that is cut off: its connections stay open, and nothing comes back.</summary>
public sealed class SilentServerTests : IDisposable
{
    static readonly Component Component = new("silence", typeof(SilentServerTests).Assembly);

    readonly TestDatabase _test = new(DatabaseEngine.Postgres);

    NpgsqlConnectionStringBuilder Server => new(_test.Source["postgresql:".Length..]);

    string Socket => Path.Combine(Server.Host!, ".s.PGSQL.5432");

    public void Dispose() => _test.Dispose();

    [Fact]
    public void When_the_primary_falls_silent_one_write_fails_and_the_next_goes_to_the_other_server()
    {
        _test.Execute("CREATE TABLE notes(name TEXT PRIMARY KEY)");
        using var first = new Relay(Socket);
        using var second = new Relay(Socket);
        using var database = Database.Open(AddressOf(first, second), Component);

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

    /// <summary>As when the first one is a standby that is frozen; what is known of it is forgotten at once here, and after a second otherwise.</summary>
    [Fact]
    public void Nobody_asks_a_silent_server_any_more_once_the_other_one_was_found()
    {
        using var first = new Relay(Socket);
        using var second = new Relay(Socket);
        first.FallSilent();
        using var database = Database.Open($"{AddressOf(first, second)};Host Recheck Seconds=0", Component);
        var asked = first.Connections;

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(1, database.Read(session => session.Number("SELECT 1")));
        }

        Assert.True(asked > 0);
        Assert.Equal(asked, first.Connections);
    }

    string AddressOf(Relay first, Relay second) =>
        $"postgresql:Host=127.0.0.1:{first.Port},127.0.0.1:{second.Port};Database={Server.Database};Username={Server.Username}";
}
