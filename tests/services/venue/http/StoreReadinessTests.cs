using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>A database that accepts no writes makes the matcher not ready at once, with the database and the reason.</summary>
public sealed class StoreReadinessTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_locked_ticket_store_is_reported_and_guests_are_served_once_it_is_free()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        using (Hold(_site.TicketDatabase))
        {
            await AssertMissingAsync("tickets", "tickets' database accepts no writes");
            Assert.NotEqual(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
        }

        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
    }

    [Fact]
    public async Task A_locked_palm_store_is_reported_and_entry_continues()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));
        using (Hold(_site.PalmDatabase))
        {
            await AssertMissingAsync("store", "palms' database accepts no writes");
            Assert.Equal(Decision.Admitted, (await _site.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        }
    }

    // Locked by another process as long as the connection is open: an unbounded wait would never end.
    static SqliteConnection Hold(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    async Task AssertMissingAsync(string missing, string fault)
    {
        using var response = await _site.HttpWithoutKey.GetAsync("/readyz", Cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(missing, answer.GetProperty("missing").EnumerateArray().Select(part => part.GetString()));
        Assert.Contains(fault, answer.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
