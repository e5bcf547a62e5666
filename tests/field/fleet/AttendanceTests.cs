using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pedestal.Fleet.Tests;

/// <summary>The attendance beside the pedestals, from a venue's HTTP API that may be down or answer nonsense.</summary>
public sealed class AttendanceTests : IAsyncLifetime
{
    const string Numbers = """
        {"events":[{"event":"tonight\u001b[31m","isOpen":true,"inside":2980,"entered":3120,"exited":140,"expected":5000,
         "refused":[{"decision":"TicketUsed","reason":"None","count":29},{"decision":"NoTicket","reason":"Cancelled","count":12}],
         "entrances":[],"minutes":[]}]}
        """;

    readonly string _key = Path.GetTempFileName();
    WebApplication _venue = null!;
    QuietVenue _site = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _venue = builder.Build();
        _venue.MapGet("/v1/tickets/attendance", (HttpContext context) => context.Request.Headers.Authorization.ToString() switch
        {
            "Bearer steward" => Results.Text(Numbers, "application/json"),
            "Bearer nonsense" => Results.Text("""{"events":[{"event":null}]}""", "application/json"),
            _ => Results.Unauthorized(),
        });
        await _venue.StartAsync(Cancellation);
        _site = await QuietVenue.OpenAsync("gate-1");
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _venue.DisposeAsync();
        File.Delete(_key);
    }

    [Fact]
    public async Task The_open_events_are_shown_in_numbers_after_the_pedestals()
    {
        Assert.Equal(0, await WatchAsync("steward"));
        Assert.Equal(
            ["gate-1: never seen", @"tonight\u001b[31m: 2980 inside, 3120 entered, 5000 expected, 41 refused (29 TicketUsed, 12 Cancelled)"],
            Lines());
        Assert.Equal(0, await WatchAsync("steward", "--json"));
        Assert.Contains("\"inside\":2980,\"entered\":3120,\"expected\":5000", Lines()[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", "refuses to tell the attendance (401)")]
    [InlineData("nonsense", "The attendance cannot be read")]
    public async Task A_venue_that_gives_no_numbers_is_named_and_the_pedestals_are_shown_all_the_same(string key, string says)
    {
        Assert.Equal(0, await WatchAsync(key));
        Assert.Equal("gate-1: never seen", Lines()[0]);
        Assert.Contains(says, Lines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_that_is_down_or_has_no_address_is_named_too()
    {
        var address = _venue.Urls.First();
        await _venue.StopAsync(Cancellation);
        Assert.Equal(0, await _site.RunAsync("", false, "watch", "--once", "--venue", address, "--venue-key", _key));
        Assert.Contains("The attendance cannot be read", Lines()[1], StringComparison.Ordinal);
        Assert.Equal(2, await _site.RunAsync("", false, "watch", "--once", "--venue", "nowhere"));
        Assert.Contains("--venue 'nowhere' is not an address", _site.Errors, StringComparison.Ordinal);
    }

    async Task<int> WatchAsync(string key, params string[] more)
    {
        await File.WriteAllTextAsync(_key, key + "\n", Cancellation);
        return await _site.RunAsync("", false, ["watch", "--once", "--venue", _venue.Urls.First(), "--venue-key", _key, .. more]);
    }

    string[] Lines() => _site.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
