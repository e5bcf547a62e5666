using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>What an operator sees and does over HTTP while guests enter.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Imported_tickets_enrol_and_admit_and_bad_rows_are_reported_by_line()
    {
        using var response = await _site.PostTicketsAsync(
            "CODE-1,account-1,tonight,valid", ",account-2,tonight,valid", "CODE-3,account-3,tonight,lost");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(1, answer.GetProperty("imported").GetInt32());
        Assert.Equal(2, answer.GetProperty("leftOut").GetInt32());
        var errors = answer.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal([3, 4], errors.Select(e => e.GetProperty("line").GetInt32()));
        Assert.Equal("code is missing", errors[0].GetProperty("reason").GetString());
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(
            Decision.Admitted, (await _site.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
    }

    [Fact]
    public async Task Events_report_what_is_stored_and_which_have_been_purged()
    {
        var before = await GetAsync("/v1/events");
        Assert.Empty(before.GetProperty("events").EnumerateArray());
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));

        var enrolled = await GetAsync("/v1/events");
        Assert.Equal(2, enrolled.GetProperty("gallery").GetProperty("palms").GetInt32());
        Assert.Equal(6, enrolled.GetProperty("gallery").GetProperty("templates").GetInt32());
        var show = Assert.Single(enrolled.GetProperty("shows").EnumerateArray());
        Assert.Equal(("ticketing", "tonight", "demo", true), (show.GetProperty("party").GetString(),
            show.GetProperty("event").GetProperty("name").GetString(), show.GetProperty("event").GetProperty("venue").GetString(),
            show.GetProperty("isOpen").GetBoolean()));
        Assert.Equal(2, show.GetProperty("gallery").GetProperty("palms").GetInt32());
        var followed = Assert.Single(enrolled.GetProperty("parties").EnumerateArray());
        Assert.Equal(("ticketing", 0, JsonValueKind.Null), (followed.GetProperty("party").GetString(), followed.GetProperty("unknown").GetInt32(),
            followed.GetProperty("fault").ValueKind));
        Assert.Empty(enrolled.GetProperty("overlaps").EnumerateArray());
        var tonight = Assert.Single(enrolled.GetProperty("events").EnumerateArray());
        Assert.Equal(1, tonight.GetProperty("persons").GetInt32());
        Assert.Equal(6, tonight.GetProperty("templates").GetInt32());
        Assert.Equal(JsonValueKind.String, tonight.GetProperty("openedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, tonight.GetProperty("closedAt").ValueKind);

        using var purge = await _site.Http.PostAsJsonAsync("/v1/purges", new { @event = "tonight" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, purge.StatusCode);
        var over = await GetAsync("/v1/events/tonight");
        Assert.True(over.GetProperty("purged").GetBoolean());
        Assert.Equal(JsonValueKind.String, over.GetProperty("closedAt").ValueKind);
        Assert.Equal(0, over.GetProperty("persons").GetInt32());
        Assert.Equal(0, (await GetAsync("/v1/events")).GetProperty("gallery").GetProperty("palms").GetInt32());
    }

    [Fact]
    public async Task Enrolments_are_counted_and_an_unfinished_one_can_be_cancelled()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.SampleAccepted, await _site.Device.EnrolAsync("CODE-2", 2, samples: 2));

        var enrolments = await GetAsync("/v1/enrolments");
        Assert.Equal(1, enrolments.GetProperty("persons").GetInt32());
        Assert.Equal(1, enrolments.GetProperty("consentVersion").GetInt32());
        var unfinished = Assert.Single(enrolments.GetProperty("unfinished").EnumerateArray());
        Assert.Equal("gate-1", unfinished.GetProperty("device").GetString());
        Assert.Equal(2, unfinished.GetProperty("samples").GetInt32());
        Assert.Equal(6, unfinished.GetProperty("of").GetInt32());
        var result = Assert.Single(enrolments.GetProperty("latest").EnumerateArray());
        Assert.Equal("EnrolledForEvent", result.GetProperty("decision").GetString());

        using var cancelled = await _site.Http.DeleteAsync("/v1/enrolments/unfinished/gate-1", Cancellation);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Empty((await GetAsync("/v1/enrolments")).GetProperty("unfinished").EnumerateArray());
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-2", 2));
    }

    [Fact]
    public async Task Readiness_follows_the_broker_and_liveness_does_not()
    {
        var ready = await GetAsync("/readyz");
        Assert.True(ready.GetProperty("ready").GetBoolean());
        var broker = _site.Services.GetRequiredService<EmbeddedBroker>();
        await broker.StopAsync(Cancellation);
        var missing = await ReadinessAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("broker", Assert.Single(missing.GetProperty("missing").EnumerateArray()).GetString());
        Assert.Equal("up", (await GetAsync("/healthz")).GetProperty("status").GetString());

        await broker.StartAsync(Cancellation);
        Assert.True((await ReadinessAsync(HttpStatusCode.OK)).GetProperty("ready").GetBoolean());
    }

    // A lost or restored connection shows a moment later.
    async Task<JsonElement> ReadinessAsync(HttpStatusCode awaited)
    {
        while (true)
        {
            using var response = await _site.HttpWithoutKey.GetAsync("/readyz", Cancellation);
            if (response.StatusCode == awaited)
            {
                return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            }
        }
    }

    Task<JsonElement> GetAsync(string path) => _site.Http.GetFromJsonAsync<JsonElement>(path, Cancellation);
}
