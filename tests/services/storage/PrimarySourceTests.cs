using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage.Tests;

/// <summary>What is remembered of a server's hosts, and the clock by which the driver remembers it.</summary>
public sealed class PrimarySourceTests : IDisposable
{
    readonly TestDatabase _test = new(DatabaseEngine.Postgres);
    readonly ManualTime _time = new();
    readonly DbDataSource _source;

    public PrimarySourceTests() => _source = Database.ConnectionsTo(_test.Source, _time);

    public void Dispose()
    {
        _source.Dispose();
        _test.Dispose();
    }

    [Fact]
    public void A_clock_that_keeps_pace_keeps_the_connections()
    {
        var first = Open();
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromHours(i));
            _time.Jump(TimeSpan.FromMilliseconds(i % 2 == 0 ? 400 : -400));
            Assert.Equal(first, Open());
        }
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(-1)]
    public void With_a_step_of_the_clock_everything_is_asked_again_and_connections_in_use_go_on(int seconds)
    {
        var first = Open();
        using var inUse = _source.OpenConnection();
        _time.Jump(TimeSpan.FromSeconds(seconds));

        var second = Open();
        Assert.NotEqual(first, second);
        using var command = inUse.CreateCommand();
        command.CommandText = "SELECT 1";
        Assert.Equal(1, command.ExecuteScalar());
        Assert.Equal(second, Open());

        _time.Jump(TimeSpan.FromSeconds(-seconds));
        Assert.NotEqual(second, Open());
    }

    // The server's process behind a connection from the pool.
    int Open()
    {
        using var connection = (NpgsqlConnection)_source.OpenConnection();
        return connection.ProcessID;
    }
}
