using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>A matcher that an operator drains takes no more requests, and says so.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    readonly Venue _venue = new();
    readonly HttpClient _http = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _http.BaseAddress = _venue.Url;
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + (await File.ReadAllTextAsync(_venue.AdminKeyFile, Stop)).Trim());
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _venue.DisposeAsync();
    }

    [Fact]
    public async Task A_drained_matcher_takes_no_more_requests_and_says_so()
    {
        Assert.Equal(Decision.NotRecognised, await EnterAsync());
        Assert.False((await NodesAsync()).GetProperty("isDrained").GetBoolean());

        Assert.Equal(0, await VenueCommands.Root()
            .Parse(["drain", "--matcher", $"{_venue.Url}", "--admin-key", _venue.AdminKeyFile]).InvokeAsync(cancellationToken: Stop));

        Assert.True((await NodesAsync()).GetProperty("isDrained").GetBoolean());
        Assert.Equal(Decision.None, await EnterAsync());
        using var ready = await _http.GetAsync(new Uri("/readyz", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("it was drained", await ready.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    async Task<Decision> EnterAsync() =>
        (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next(), TimeSpan.FromMilliseconds(500))).Decision;

    Task<JsonElement> NodesAsync() => _http.GetFromJsonAsync<JsonElement>("/v1/nodes", Stop);
}
