using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pedestal.Venue.Tests;

/// <summary>Events whose names need escaping in a URL.</summary>
public sealed class EventNameTests
{
    [Theory]
    [InlineData("rock/pop", "rock%2Fpop", "rock/pop", "rock%2fpop")]
    [InlineData("100%2Fhalf", "100%252Fhalf")]
    [InlineData("café noir?", "caf%C3%A9%20noir%3F", "cafe%CC%81%20noir%3F", "%20caf%C3%A9%C2%A0noir%3F%20")]
    [InlineData("a//b", "a%2F%2Fb")]
    [InlineData("日本 🎤#1", "%E6%97%A5%E6%9C%AC%20%F0%9F%8E%A4%231")]
    public async Task An_event_is_found_by_name_however_the_URL_escapes_it(string name, params string[] addresses)
    {
        await using var site = new Site { Event = name };
        await site.InitializeAsync();
        using var imported = await site.PostTicketsAsync($"CODE-1,account-1,\"{name}\",valid");
        foreach (var address in addresses)
        {
            var found = await site.Http.GetFromJsonAsync<JsonElement>(
                new Uri($"{site.Http.BaseAddress}v1/events/{address}"), TestContext.Current.CancellationToken);
            Assert.Equal(name, found.GetProperty("name").GetString());
        }

        using var response = await site.Http.GetAsync(
            new Uri($"{site.Http.BaseAddress}v1/events/{addresses[0]}x"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
