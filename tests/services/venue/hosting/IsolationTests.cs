using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A venue in one process of which one part cannot work: the others continue, and the fault is reported.</summary>
public sealed class IsolationTests : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("isolation-");
    readonly RecordingLog _log = new();
    readonly HttpClient _http = new();
    readonly DeviceKeys _pedestal;
    WebApplication? _app;

    public IsolationTests() => _pedestal = DeviceKeys.Load(Provisioning.Provision("demo", "gate-1", _folder.FullName));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_unusable_store_key_stops_palms_but_not_codes_until_it_is_restored()
    {
        File.WriteAllText(PathOf("identity.key"), "not a key");
        await StartAsync();
        var ready = await ReadyAsync(HttpStatusCode.ServiceUnavailable, r => r.Serves("codes"));
        Assert.True(ready.Serves("codes"));
        Assert.False(ready.Serves("palms"));
        Assert.Contains("identity.key", ready.Fault("palms"), StringComparison.Ordinal);
        Assert.Contains("identity.key", _log.Text, StringComparison.Ordinal);
        using var events = await _http.GetAsync("/v1/events", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, events.StatusCode);
        Assert.Contains("is not running: ", await events.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await RedeemAsync("CODE-1");

        File.Delete(PathOf("identity.key"));
        Assert.True((await ReadyAsync(HttpStatusCode.OK)).Serves("palms"));
    }

    [Theory]
    [InlineData(Provisioning.MatcherFile, "palms", "codes")]
    [InlineData(Provisioning.TicketingFile, "ticketing", null)]
    public async Task A_damaged_key_file_at_start_stops_only_what_needs_it(string file, string closed, string? open)
    {
        File.WriteAllBytes(PathOf(file), [.. "{\"venue\":\"demo\",\"keys\":{\""u8, 0xC3, 0x28, .. "\":\"\"}}"u8]);
        await StartAsync();
        var ready = await ReadyAsync(HttpStatusCode.ServiceUnavailable, r => open is null || r.Serves(open));
        Assert.Contains(file, ready.Fault(closed), StringComparison.Ordinal);
        Assert.Equal(open == "codes", ready.Serves("codes"));
        Assert.False(ready.Serves("palms"));
    }

    [Fact]
    public async Task A_damaged_administration_key_stops_only_administration()
    {
        File.WriteAllBytes(PathOf("admin.key"), [0xFF, 0xFE, 1]);
        await StartAsync();
        var ready = await ReadyAsync(HttpStatusCode.OK);
        Assert.Contains(ready.Json.GetProperty("warnings").EnumerateArray(),
            warning => warning.GetString()!.Contains("admin.key", StringComparison.Ordinal));
        using var events = await _http.GetAsync("/v1/events", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, events.StatusCode);
    }

    [Fact]
    public async Task A_process_in_which_nothing_can_start_ends_with_the_reasons()
    {
        File.Delete(PathOf(Provisioning.MatcherFile));
        File.Delete(PathOf(Provisioning.TicketingFile));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        Assert.Contains(Provisioning.MatcherFile, error.Message, StringComparison.Ordinal);
        Assert.Contains(Provisioning.TicketingFile, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_files_of_two_venues_are_reported()
    {
        File.WriteAllText(
            PathOf(Provisioning.MatcherFile),
            File.ReadAllText(PathOf(Provisioning.MatcherFile)).Replace("\"demo\"", "\"other\"", StringComparison.Ordinal));
        await StartAsync();
        var ready = await ReadyAsync(HttpStatusCode.ServiceUnavailable, r => r.Serves("codes"));
        Assert.Contains("\"other\"", ready.Fault("palms"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticketing_system_that_is_down_is_reported_before_the_first_guest()
    {
        File.WriteAllText(PathOf("api.key"), "a-key-that-nobody-may-see");
        await StartAsync((_, venue) => venue.Ticketing.External = new()
        {
            BaseUrl = "http://127.0.0.1:1/", ApiKeyFile = PathOf("api.key"),
        });
        var ready = await ReadyAsync(HttpStatusCode.ServiceUnavailable, r => r.FaultCount == 1);
        Assert.Equal("tickets", ready.Json.GetProperty("missing")[0].GetString());
        Assert.Contains("BaseUrl", ready.Fault("ticketing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_is_answered_like_GET_and_the_case_and_spacing_of_the_scheme_do_not_matter()
    {
        await StartAsync();
        await ReadyAsync(HttpStatusCode.OK);
        foreach (var path in new[] { "/healthz", "/readyz", "/v1/events", "/metrics" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var response = await _http.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(Stop));
        }

        var key = File.ReadAllText(PathOf("admin.key")).Trim();
        foreach (var (header, status) in new[]
        {
            ($"Bearer {key}", 200), ($"bearer {key}", 200), ($"BEARER   {key}", 200), ($"Bearer{key}", 401), ($"Basic {key}", 401),
            (key, 401), ("Bearer", 401), ($"Bearer {key} {key}", 401),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var http = new HttpClient { BaseAddress = _http.BaseAddress };
            using var response = await http.SendAsync(request, Stop);
            Assert.Equal((status, header), ((int)response.StatusCode, header));
        }
    }

    [Theory]
    [InlineData("Rock/Pop", "Rock%2FPop")]
    [InlineData("Rock/Pop", "Rock/Pop")]
    [InlineData("Fête de la Musique", "F%C3%AAte%20de%20la%20Musique")]
    [InlineData("50%2F50", "50%252F50")]
    [InlineData("What? #1 & a+b", "What%3F%20%231%20%26%20a+b")]
    public async Task An_event_of_any_name_can_be_requested(string name, string path)
    {
        await StartAsync();
        await ReadyAsync(HttpStatusCode.OK);
        using var import = await _http.PostAsync("/v1/tickets", Site.Csv($"code,account,event\nCODE-1,account,{name}\n"), Stop);
        Assert.Equal(HttpStatusCode.OK, import.StatusCode);
        Assert.True(await _app!.Services.GetRequiredService<PalmsPart>().Get<MatcherService>().FollowGuestListsAsync(Stop));
        var found = await _http.GetFromJsonAsync<JsonElement>("/v1/events/" + path, Stop);
        Assert.Equal(name, found.GetProperty("name").GetString());
    }

    async Task StartAsync() => await StartAsync((_, _) => { });

    async Task StartAsync(Action<MatcherOptions, VenueOptions> change)
    {
        var matcher = new MatcherOptions
        {
            Database = PathOf("identity.db"), StoreKeyFile = PathOf("identity.key"), KeyFile = PathOf(Provisioning.MatcherFile),
            Broker = { Port = 0 },
        };
        var venue = new VenueOptions
        {
            Ticketing = { Database = PathOf("ticketing.db"), KeyFile = PathOf(Provisioning.TicketingFile) },
        };
        change(matcher, venue);
        _app = VenueHost.Create(
            matcher, venue, configure: builder => builder.Logging.ClearProviders().AddProvider(_log));
        await _app.StartAsync(Stop);
        _http.BaseAddress = new Uri(_app.Urls.First());
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", Convert.ToHexStringLower(AdminKey()));
    }

    async Task RedeemAsync(string code)
    {
        using var import = await _http.PostAsync("/v1/tickets", Site.Csv($"code,account,event\n{code},account,tonight\n"), Stop);
        Assert.Equal(HttpStatusCode.OK, import.StatusCode);
        using var open = await _http.PostAsJsonAsync("/v1/tickets/openings", new { @event = "tonight", opening = "Open" }, Stop);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        await using var pedestal = await PedestalClient.ConnectAsync(
            _app!.Services.GetRequiredService<EmbeddedBroker>().BoundPort, _pedestal, new BrokerLogin(), Stop);
        Assert.Equal(Decision.Admitted, await pedestal.RedeemCodeAsync(code));
    }

    // A part that recovers by itself shows it a moment later.
    async Task<Answer> ReadyAsync(HttpStatusCode awaited, Func<Answer, bool>? condition = null)
    {
        while (true)
        {
            using var response = await _http.GetAsync("/readyz", Stop);
            var answer = new Answer(await response.Content.ReadFromJsonAsync<JsonElement>(Stop));
            if (response.StatusCode == awaited && condition?.Invoke(answer) != false)
            {
                return answer;
            }
        }
    }

    byte[] AdminKey()
    {
        var digits = File.ReadAllText(PathOf("admin.key"), System.Text.Encoding.Latin1).Trim();
        return digits.Length == 64 ? Convert.FromHexString(digits) : new byte[32];
    }

    string PathOf(string file) => Path.Combine(_folder.FullName, file);

    sealed record Answer(JsonElement Json)
    {
        public int FaultCount => Json.GetProperty("faults").GetArrayLength();

        public bool Serves(string what) => Json.GetProperty("serves").GetProperty(what).GetBoolean();

        public string Fault(string part) => Assert.Single(
            Json.GetProperty("faults").EnumerateArray(), f => f.GetProperty("part").GetString() == part)
            .GetProperty("fault").GetString()!;
    }
}
