using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>A database that accepts no writes makes the matcher not ready, at once, and says which and why.</summary>
public sealed class StoreReadinessTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_locked_ticket_store_is_named_while_it_is_locked_and_guests_are_served_right_after()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        using (Hold(_site.TicketDatabase))
        {
            await AssertMissingAsync("tickets", "tickets' database accepts no writes");
            Assert.NotEqual(Decision.Admitted, await _site.Gate.RedeemCodeAsync("CODE-1"));
        }

        Assert.Equal(Decision.Admitted, await _site.Gate.RedeemCodeAsync("CODE-1"));
    }

    [Fact]
    public async Task A_locked_palm_store_is_named_and_entry_goes_on()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        Assert.Equal(Decision.Enrolled, await _site.Gate.EnrolAsync("CODE-1", 1));
        using (Hold(_site.PalmDatabase))
        {
            await AssertMissingAsync("store", "palms' database accepts no writes");
            Assert.Equal(Decision.Admitted, (await _site.Gate.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        }
    }

    // Held by another process for as long as the connection is open: what waits for it without a bound never ends.
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
