using System.Net.Http.Json;
using System.Text.Json;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A thief's pedestal over MQTT: what it is told, and what operators see.</summary>
public sealed class SlowedTests : IAsyncLifetime
{
    readonly RecordingLog _log = new();
    readonly Site _site;

    public SlowedTests() => _site = new Site { Log = _log };

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Consecutive_refusals_are_answered_at_once_and_shown_in_log_metrics_readiness_and_by_name()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        var decisions = new List<Decision>();
        for (var guest = 1; guest <= AttemptLimit.Tolerated + 5; guest++)
        {
            decisions.Add((await _site.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision);
        }

        Assert.Equal(Enumerable.Repeat(Decision.NotRecognised, AttemptLimit.Tolerated), decisions.Take(AttemptLimit.Tolerated));
        Assert.Contains(Decision.Unavailable, decisions.Skip(AttemptLimit.Tolerated));
        Assert.Contains("gate-1 refused 20 palms in a row", _log.Text, StringComparison.Ordinal);
        var metrics = await _site.HttpWithoutKey.GetStringAsync("/metrics", Stop);
        Assert.Contains("matcher_pedestals_slowed{otel_scope_name=\"Pedestal.Matcher\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("reason=\"toosoon\"", metrics, StringComparison.Ordinal);
        Assert.Contains("refused many palms in a row",
            await _site.HttpWithoutKey.GetStringAsync("/readyz", Stop), StringComparison.Ordinal);
        var slowed = Assert.Single(
            (await _site.Http.GetFromJsonAsync<JsonElement>("/v1/slowed", Stop)).EnumerateArray());
        Assert.Equal(("demo", "gate-1"), (slowed.GetProperty("venue").GetString(), slowed.GetProperty("device").GetString()));
        Assert.Equal(2, slowed.GetProperty("secondsApart").GetInt32());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
