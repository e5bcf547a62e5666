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

/// <summary>A till whose ticketing is a part of the venue's process, beside the venue's own.</summary>
public sealed class PartyInProcessTests : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("till-");
    readonly RecordingLog _log = new();
    readonly HttpClient _http = new();
    WebApplication _app = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        const DeviceRoles roles = DeviceRoles.Entry | DeviceRoles.Enrolment;
        Provisioning.Provision("demo", "gate-1", _folder.FullName, roles);
        Provisioning.Provision("demo", "till-1", _folder.FullName, roles, entrance: "bar", party: "till");
        _app = VenueHost.Create(
            new MatcherOptions
            {
                Database = PathOf("identity.db"), StoreKeyFile = PathOf("identity.key"), KeyFile = PathOf(Provisioning.MatcherFile),
                Broker = { Port = 0 },
            },
            new VenueOptions
            {
                Ticketing = { Database = PathOf("ticketing.db"), KeyFile = PathOf(Provisioning.TicketingFile) },
                Parties =
                {
                    ["till"] = new TicketingSettings { Database = PathOf("till.db"), KeyFile = PathOf("ticketing.till.keys.json") },
                },
            },
            configure: builder => builder.Logging.ClearProviders().AddProvider(_log));
        await _app.StartAsync(Stop);
        _http.BaseAddress = new Uri(_app.Urls.First());
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(PathOf("admin.key")).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_sells_under_a_path_of_its_own_and_knows_its_guests_by_their_palms()
    {
        await SellAsync("/v1/parties/till/tickets", "CARD-1,card-1,season", "season", "bar");
        await SellAsync("/v1/tickets", "CODE-1,account-1,tonight", "tonight", "main");
        await using var till = await ConnectAsync("till-1");
        await using var gate = await ConnectAsync("gate-1");
        Assert.Equal(Decision.UnknownTicket, await till.RedeemCodeAsync("CODE-1"));
        Assert.Equal(Decision.UnknownTicket, await gate.RedeemCodeAsync("CARD-1"));
        Assert.Equal(Decision.Enrolled, await till.EnrolAsync("CARD-1", 1));
        Assert.True(await _app.FollowGuestListsAsync(Stop));
        Assert.Equal(Decision.Admitted, (await till.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        Assert.Equal(Decision.NotRecognised, (await gate.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);

        var ready = await _http.GetFromJsonAsync<JsonElement>("/readyz", Stop);
        Assert.True(ready.GetProperty("ready").GetBoolean());
        var parties = (await _http.GetFromJsonAsync<JsonElement>("/v1/events", Stop)).GetProperty("parties");
        Assert.Equal(["ticketing", "till"], parties.EnumerateArray().Select(party => party.GetProperty("party").GetString()));
        Assert.DoesNotContain("dropped a message from matcher", _log.Text, StringComparison.Ordinal);
        Assert.NotEqual(File.ReadAllBytes(PathOf("ticketing.codes.key")), File.ReadAllBytes(PathOf("ticketing.till.codes.key")));
    }

    async Task SellAsync(string path, string row, string name, string entrance)
    {
        using var planned = await _http.PutAsJsonAsync($"{path}/events/{name}", new { entrances = new[] { entrance } }, Stop);
        Assert.Equal(HttpStatusCode.Created, planned.StatusCode);
        using var sold = await _http.PostAsync(path, Site.Csv($"code,account,event\n{row}\n"), Stop);
        Assert.Equal(HttpStatusCode.OK, sold.StatusCode);
        using var opened = await _http.PostAsJsonAsync($"{path}/openings", new { @event = name, opening = "Open" }, Stop);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.True(await _app.FollowGuestListsAsync(Stop));
    }

    async Task<PedestalClient> ConnectAsync(string device) => await PedestalClient.ConnectAsync(
        _app.Services.GetRequiredService<EmbeddedBroker>().BoundPort, DeviceKeys.Load(PathOf(device + ".keys.json")), new BrokerLogin(), Stop);

    string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
