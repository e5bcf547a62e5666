using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>Events planned, opened and closed over HTTP, and what a lane does meanwhile.</summary>
public sealed class TicketEventTests : IAsyncLifetime
{
    const string Events = "/v1/tickets/events";

    readonly Site _site = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("rock/pop", "rock%2Fpop", "rock/pop")]
    [InlineData("café noir?", "caf%C3%A9%20noir%3F", "cafe%CC%81%20noir%3F")]
    public async Task An_event_is_planned_and_found_by_its_name(string name, params string[] addresses)
    {
        var plan = new { entrances = new[] { "north" }, doors = "2031-11-28T19:00+01:00", end = "2031-11-29T01:00+01:00" };
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(addresses[0], plan)).Status);
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, (await PutAsync(address, plan)).Status);
            var found = (await _site.Http.GetFromJsonAsync<JsonElement>($"{Events}/{address}", Stop)).GetProperty("event");
            Assert.Equal(name, found.GetProperty("name").GetString());
            Assert.Equal(new DateTimeOffset(2031, 11, 28, 18, 0, 0, TimeSpan.Zero), found.GetProperty("doors").GetDateTimeOffset());
        }

        var all = await _site.Http.GetFromJsonAsync<JsonElement>(Events, Stop);
        var only = Assert.Single(all.GetProperty("events").EnumerateArray());
        Assert.False(only.GetProperty("isOpen").GetBoolean());
    }

    [Fact]
    public async Task A_lane_admits_while_the_event_is_open()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid")).Dispose();
        Assert.Equal(HttpStatusCode.OK, await OpenAsync("tonight", "Closed"));
        Assert.Equal(Decision.NoEvent, await _site.Device.RedeemCodeAsync("CODE-1"));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync("tonight", "Open"));
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync("tonight", "ByTime"));
        Assert.Equal(Decision.NoEvent, await _site.Device.RedeemCodeAsync("CODE-2"));

        // By itself, from now on.
        var now = DateTimeOffset.UtcNow;
        await PutAsync("tonight", new { doors = $"{now.AddHours(-1):yyyy-MM-ddTHH:mm}Z", end = $"{now.AddHours(1):yyyy-MM-ddTHH:mm}Z" });
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-2"));
    }

    [Fact]
    public async Task An_invalid_event_is_refused_with_the_reason()
    {
        await PutAsync("first", new { doors = "2031-11-28T19:00Z", end = "2031-11-28T23:00Z" });
        await AssertRefusedAsync(PutAsync("second", new { doors = "2031-11-28T22:00Z", end = "2031-11-29T01:00Z" }), HttpStatusCode.Conflict,
            "'second' (doors 2031-11-28T22:00:00Z, end 2031-11-29T01:00:00Z) and 'first' (doors 2031-11-28T19:00:00Z, end 2031-11-28T23:00:00Z)");
        await AssertRefusedAsync(PutAsync("second", new { doors = "2031-11-28T22:00", end = "2031-11-29T01:00Z" }), HttpStatusCode.BadRequest,
            "offset from UTC");
        await AssertRefusedAsync(PutAsync("second", new { doors = "2031-11-28T22:00Z" }), HttpStatusCode.BadRequest, "both doors and end");
        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync("second", "Open"));
        Assert.Equal(HttpStatusCode.BadRequest, await OpenAsync("first", null));
        using var missing = await _site.Http.GetAsync(Events + "/second", Stop);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData("tonight", "tonight")]
    [InlineData("rock/pop", "rock%2Fpop")]
    public async Task Rules_are_put_read_and_followed(string name, string address)
    {
        (await _site.PostTicketsAsync($"CODE-1,account-1,{name},valid")).Dispose();
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(name, "Open"));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(address + "/rules", new { products = new[] { new { product = "*", entrances = new[] { "north" } } } })).Status);
        Assert.Equal(Decision.OtherEntrance, await _site.Device.RedeemCodeAsync("CODE-1"));
        await AssertRefusedAsync(PutAsync(address + "/rules", new { capacity = 0 }), HttpStatusCode.BadRequest, "the capacity is not 1 or more");
        await AssertRefusedAsync(PutAsync(address + "/rules", new { rule = 1 }), HttpStatusCode.BadRequest, "These are no rules of an event");
        await AssertRefusedAsync(PutAsync("another/rules", new { }), HttpStatusCode.NotFound, "There is no event 'another'");
        var rules = await _site.Http.GetFromJsonAsync<JsonElement>($"{Events}/{address}/rules", Stop);
        Assert.Equal("north", rules.GetProperty("products")[0].GetProperty("entrances")[0].GetString());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(address + "/rules", new { })).Status);
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
    }

    async Task<(HttpStatusCode Status, string Body)> PutAsync(string address, object plan)
    {
        using var response = await _site.Http.PutAsJsonAsync($"{Events}/{address}", plan, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    async Task<HttpStatusCode> OpenAsync(string name, string? opening)
    {
        using var response = await _site.Http.PostAsJsonAsync("/v1/tickets/openings", new { @event = name, opening }, Stop);
        return response.StatusCode;
    }

    static async Task AssertRefusedAsync(Task<(HttpStatusCode Status, string Body)> sent, HttpStatusCode status, string says)
    {
        var (refused, body) = await sent;
        Assert.Equal(status, refused);
        Assert.Contains(says, JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
