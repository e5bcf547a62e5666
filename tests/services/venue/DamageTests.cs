using System.Net;
using Microsoft.Data.Sqlite;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A damaged page of a database: requests that need it are refused and logged, everything else continues.</summary>
public sealed class DamageTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task A_damaged_page_of_the_palm_database()
    {
        await _venue.StopMatcherAsync();
        Damage(_venue.PalmDatabase, "tokens");
        await _venue.StartMatcherAsync();

        // Without tokens nobody is known to be a guest.
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
        Assert.Contains("is damaged", _venue.Log, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var readiness = await http.GetAsync(_venue.Readiness, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, readiness.StatusCode);
    }

    [Fact]
    public async Task A_damaged_page_of_the_ticket_database()
    {
        await _venue.StopTicketingAsync();
        Damage(_venue.TicketDatabase, "tickets");
        await _venue.StartTicketingAsync();
        Assert.Equal(Decision.Unavailable, await EnterAsync(1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
        Assert.Contains("is damaged", _venue.Log, StringComparison.Ordinal);
    }

    async Task<Decision> EnterAsync(int guest) =>
        (await _venue.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;

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
