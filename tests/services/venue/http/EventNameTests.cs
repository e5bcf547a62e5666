using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

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

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0")]
    [InlineData("..")]
    [InlineData("a/./b")]
    [InlineData("to\nnight")]
    public void A_name_that_no_URL_can_carry_is_refused_when_the_event_is_configured(string name)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => MatcherHost.Create(new MatcherOptions { Event = name }, new Messaging.KeyRing("demo")));
        Assert.StartsWith("Matcher:Event ", error.Message, StringComparison.Ordinal);
    }
}
