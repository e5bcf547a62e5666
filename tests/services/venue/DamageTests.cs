using System.Net;
using Microsoft.Data.Sqlite;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A page of a database that does not read back: refused, logged, and everything else goes on.</summary>
public sealed class DamageTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Gate.EnrolAsync("CODE-1", 1));
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task Of_the_palms_database()
    {
        await _venue.StopMatcherAsync();
        Damage(_venue.PalmDatabase, "tokens");
        await _venue.StartMatcherAsync();
        Assert.Equal(Decision.Unavailable, await EnterAsync(1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
        Assert.Contains("is damaged", _venue.Log, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var readiness = await http.GetAsync(_venue.Readiness, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, readiness.StatusCode);
    }

    [Fact]
    public async Task Of_the_ticket_database()
    {
        await _venue.StopTicketingAsync();
        Damage(_venue.TicketDatabase, "tickets");
        await _venue.StartTicketingAsync();
        Assert.Equal(Decision.Unavailable, await EnterAsync(1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
        Assert.Contains("is damaged", _venue.Log, StringComparison.Ordinal);
    }

    async Task<Decision> EnterAsync(int guest) =>
        (await _venue.Gate.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;

    static void Damage(string database, string table)
    {
        long page, size;
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=false"))
        {
            connection.Open();
            page = Number($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
            size = Number("PRAGMA page_size");

            long Number(string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                return (long)command.ExecuteScalar()!;
            }
        }

        using var file = new FileStream(database, FileMode.Open, FileAccess.Write);
        file.Position = (page - 1) * size;
        file.Write(Enumerable.Repeat((byte)0xA5, (int)size).ToArray());
    }
}
