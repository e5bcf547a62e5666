using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Hal.Host.Platform;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>Operators act by hand over HTTP, with a key and a role each, and the gate of a pedestal opens.</summary>
public sealed class ByHandTests : IAsyncLifetime
{
    readonly Site _site = new();
    readonly HttpClient _steward = new();
    readonly HttpClient _supervisor = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid", "CODE-2,account-1,tonight,valid")).Dispose();
        Become(_steward, "anna", OperatorRole.Steward);
        Become(_supervisor, "ben", OperatorRole.Supervisor);
    }

    public async ValueTask DisposeAsync()
    {
        _steward.Dispose();
        _supervisor.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_steward_admits_by_hand_and_the_lane_opens()
    {
        await using var pedestal = await StartPedestalAsync();
        var (status, admitted) = await PostAsync(_steward, "admissions", new { code = "CODE-1", lane = "gate-1", reason = "no telephone" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, pedestal.Gate.Openings);
        var (_, history) = await PostAsync(_steward, "histories", new { code = "CODE-1" });
        var entry = Assert.Single(history.GetProperty("entries").EnumerateArray());
        Assert.Equal(("Hand", "Counted", "gate-1", "no telephone", admitted.GetProperty("entry").GetInt64()), (Text(entry, "medium"),
            Text(entry, "state"), Text(entry, "pedestal"), Text(entry, "reason"), entry.GetProperty("number").GetInt64()));
        var act = Assert.Single(history.GetProperty("acts").EnumerateArray());
        Assert.Equal(("anna", "Admitted"), (Text(act, "by"), Text(act, "kind")));
        Assert.Equal("TicketUsed", Text(Assert.Single(history.GetProperty("now").EnumerateArray()), "decision"));
        Assert.Equal(Decision.TicketUsed, await _site.Device.RedeemCodeAsync("CODE-1"));
    }

    [Fact]
    public async Task A_request_that_is_sent_twice_admits_and_opens_once()
    {
        await using var pedestal = await StartPedestalAsync();
        var request = new { code = "CODE-1", lane = "gate-1", reason = "no telephone", request = "r-1" };
        var (_, first) = await PostAsync(_steward, "admissions", request);
        var (status, again) = await PostAsync(_steward, "admissions", request);
        Assert.Equal((HttpStatusCode.OK, first.GetProperty("entry").GetInt64(), true),
            (status, again.GetProperty("entry").GetInt64(), again.GetProperty("isRepeat").GetBoolean()));
        Assert.Equal(1, pedestal.Gate.Openings);
        var (other, _) = await PostAsync(_steward, "admissions", new { code = "CODE-2", lane = "gate-1", reason = "x", request = "r-1" });
        Assert.Equal(HttpStatusCode.Conflict, other);
        var (_, history) = await PostAsync(_steward, "histories", new { code = "CODE-1" });
        Assert.Single(history.GetProperty("entries").EnumerateArray());
    }

    [Theory]
    [InlineData("code-", 2)]
    [InlineData("OUNT-1", 2)]
    [InlineData("%%", 0)]
    [InlineData("_ODE", 0)]
    public async Task A_search_finds_by_the_beginning_of_a_code_or_part_of_an_account(string search, int found)
    {
        var (status, result) = await PostAsync(_steward, "lookups", new { search });
        Assert.Equal((HttpStatusCode.OK, found), (status, result.GetProperty("tickets").GetArrayLength()));
    }

    [Fact]
    public async Task A_lane_that_does_not_open_costs_the_guest_no_ticket()
    {
        // Nobody answers at this lane: only a client of the test has its keys.
        var (status, problem) = await PostAsync(_steward, "admissions", new { code = "CODE-1", lane = "gate-1", reason = "no telephone" });
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("\"gate-1\" does not reply", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
    }

    [Fact]
    public async Task A_supervisor_undoes_and_blocks_and_every_act_is_read_back()
    {
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
        var (_, history) = await PostAsync(_supervisor, "histories", new { code = "CODE-1" });
        var number = Assert.Single(history.GetProperty("entries").EnumerateArray()).GetProperty("number").GetInt64();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(_supervisor, "undoings", new { entry = number, reason = "did not go in" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(_supervisor, "undoings", new { entry = number, reason = "again" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(_supervisor, "blocks", new { code = "CODE-1", blocked = true, reason = "stolen" })).Status);
        Assert.Equal(Decision.Blocked, await _site.Device.RedeemCodeAsync("CODE-1"));
        var (_, found) = await PostAsync(_steward, "lookups", new { account = "account-1" });
        Assert.Equal(["stolen", null], found.GetProperty("tickets").EnumerateArray().Select(ticket => Text(ticket, "blocked")));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(_supervisor, "blocks", new { code = "CODE-1", blocked = false, reason = "found" })).Status);
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));

        var acts = await _supervisor.GetFromJsonAsync<JsonElement>("/v1/tickets/acts", Cancellation);
        Assert.Equal(
            [("ben", "Unblocked", "found"), ("ben", "Blocked", "stolen"), ("ben", "Undone", "did not go in")],
            acts.GetProperty("acts").EnumerateArray().Take(3).Select(act => (Text(act, "by")!, Text(act, "kind")!, Text(act, "reason")!)));
    }

    [Fact]
    public async Task A_role_allows_what_it_names_and_a_key_nothing_of_the_matcher()
    {
        foreach (var (path, body) in new (string, object)[]
            { ("undoings", new { entry = 1, reason = "x" }), ("blocks", new { code = "CODE-1", blocked = true, reason = "x" }) })
        {
            var (status, problem) = await PostAsync(_steward, path, body);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains("anna may not do this", Text(problem, "detail"), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await _steward.GetAsync("/v1/tickets/events", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(_supervisor, "openings", new { @event = "tonight", opening = "Closed" })).Status);
        using var administrator = new HttpClient();
        Become(administrator, "carl", OperatorRole.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(administrator, "openings", new { @event = "tonight", opening = "Open" })).Status);

        // Operators are in ticketing's database: whoever can write it gets no rights over palms.
        Assert.Equal(HttpStatusCode.Unauthorized, (await administrator.GetAsync("/v1/upkeep", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await administrator.GetAsync("/v1/nothing", Cancellation)).StatusCode);
        _site.Tickets.Operators.Remove("carl", "test", DateTimeOffset.UtcNow);
        Assert.Equal(HttpStatusCode.Unauthorized, (await administrator.GetAsync("/v1/tickets/events", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(_site.Http, "lookups", new { code = "CODE-1" })).Status);
    }

    [Theory]
    [InlineData("lookups", "{}", 400, "either \"code\" or \"account\"")]
    [InlineData("lookups", """{"code":"A","account":"b"}""", 400, "either \"code\" or \"account\"")]
    [InlineData("lookups", """{"search":"x"}""", 400, "2 characters")]
    [InlineData("admissions", """{"code":"CODE-1","lane":"gate-1","reason":"x","request":"a b"}""", 400, "\"request\"")]
    [InlineData("histories", """{"code":"NEVER"}""", 404, "no ticket with this code")]
    [InlineData("histories", """{"code":"\u0000"}""", 400, "U+0000")]
    [InlineData("admissions", """{"code":"CODE-1","reason":"x"}""", 400, "\"lane\"")]
    [InlineData("admissions", """{"code":"CODE-1","lane":"gate-9","reason":"x"}""", 404, "no pedestal")]
    [InlineData("admissions", """{"code":"CODE-1","lane":"matcher","reason":"x"}""", 404, "no pedestal")]
    [InlineData("admissions", """{"code":"CODE-1","lane":"gate-1"}""", 400, "Give a reason")]
    [InlineData("undoings", """{"reason":"x"}""", 400, "\"entry\"")]
    [InlineData("undoings", """{"entry":77,"reason":"x"}""", 404, "no entry 77")]
    [InlineData("blocks", """{"code":"CODE-1","reason":"x"}""", 400, "\"blocked\"")]
    [InlineData("blocks", """{"code":"CODE-1","blocked":false,"reason":"x"}""", 409, "not blocked")]
    public async Task Bad_input_changes_nothing_and_is_named(string path, string body, int status, string says)
    {
        using var response = await _supervisor.PostAsync(
            $"/v1/tickets/{path}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(says, Text(await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation), "detail"), StringComparison.Ordinal);
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
    }

    void Become(HttpClient http, string name, OperatorRole role)
    {
        http.BaseAddress = _site.Http.BaseAddress;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            BearerKey.Scheme, _site.Tickets.Operators.Add(name, role, "test", DateTimeOffset.UtcNow));
    }

    async Task<VirtualPedestal.VirtualPedestal> StartPedestalAsync()
    {
        var keys = _site.GateKeys;
        var pedestal = new VirtualPedestal.VirtualPedestal(new()
        {
            Venue = keys.Venue, Device = keys.Device, BrokerPort = _site.Services.GetRequiredService<EmbeddedBroker>().BoundPort,
            MatchKey = new DeviceKey(keys.Match), TicketKey = new DeviceKey(keys.Ticket), FleetKey = new DeviceKey(keys.Fleet),
            Time = new RealTime { Speed = 4 },
        });
        pedestal.Start();
        await pedestal.WaitReadyAsync(Cancellation);
        return pedestal;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync($"/v1/tickets/{path}", body, Cancellation);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
