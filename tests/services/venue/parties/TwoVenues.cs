using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>
/// Two venues, north and south, each with a broker on TCP and a ticketing of its own, served by one matcher. Both have a pedestal
/// gate-1. At north there is also a till, a party of its own with a pedestal at the entrance "bar".
/// </summary>
public sealed class TwoVenues : IAsyncLifetime
{
    const DeviceRoles AllRoles = DeviceRoles.Entry | DeviceRoles.Enrolment | DeviceRoles.Deletion;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("venues-");
    readonly Dictionary<string, EmbeddedBroker> _brokers = [];
    readonly Dictionary<string, IHost> _ticketing = [];
    readonly RecordingLog _log = new();
    WebApplication _matcher = null!;

    /// <summary>Further parties in the matcher's settings for north.</summary>
    internal string[] MoreParties { get; init; } = ["till"];

    internal PedestalClient North { get; private set; } = null!;

    internal PedestalClient South { get; private set; } = null!;

    internal PedestalClient Till { get; private set; } = null!;

    internal HttpClient Http { get; } = new();

    internal string Log => _log.Text;

    internal string AdminKeyFile => Path.Combine(_folder.FullName, "admin.key");

    internal IServiceProvider Matcher => _matcher.Services.GetRequiredService<PalmsPart>().Services;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var venue in new[] { "north", "south" })
        {
            Provisioning.Provision(venue, "gate-1", FolderOf(venue), AllRoles);
            _brokers[venue] = new EmbeddedBroker(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
            await _brokers[venue].StartAsync(Stop);
        }

        Provisioning.Provision("north", "till-1", FolderOf("north"), AllRoles, entrance: "bar", party: "till");
        Plan("north", "ticketing", new EventDetails { Number = 1, Name = "concert", Venue = "north", Entrances = ["main"] });
        Plan("south", "partner", new EventDetails { Number = 1, Name = "match", Venue = "south" });
        Plan("north", "till", new EventDetails { Number = 1, Name = "season", Venue = "north", Entrances = ["bar"] });
        await StartTicketingAsync("north", "ticketing", PartyNames.Default);
        await StartTicketingAsync("south", "partner", PartyNames.Default);
        await StartTicketingAsync("north", "till", "till");
        await StartMatcherAsync();
        North = await ConnectAsync("north", "gate-1");
        South = await ConnectAsync("south", "gate-1");
        Till = await ConnectAsync("north", "till-1");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var pedestal in new[] { North, South, Till })
        {
            await pedestal.DisposeAsync();
        }

        await _matcher.StopAsync(CancellationToken.None);
        await _matcher.DisposeAsync();
        foreach (var host in _ticketing.Values)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        foreach (var broker in _brokers.Values)
        {
            await broker.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A party's tickets and accounts.</summary>
    internal TicketStore Tickets(string party) => _ticketing[party].Services.GetRequiredService<TicketStore>();

    /// <summary>Sells tickets: rows of "code,account,event". They are known at the doors when this completes.</summary>
    internal async Task SellAsync(string party, params string[] rows)
    {
        SellOnly(party, rows);
        await FollowAsync();
    }

    /// <summary>The same, without waiting until the matcher knows.</summary>
    internal void SellOnly(string party, params string[] rows)
    {
        var list = TicketList.Read(Encoding.UTF8.GetBytes("code,account,event\n" + string.Join('\n', rows)), "tickets.csv");
        Assert.Empty(list.Errors);
        Tickets(party).Import(list.Rows);
    }

    internal async Task FollowAsync() => Assert.True(await _matcher.FollowGuestListsAsync(Stop));

    internal string FolderOf(string venue) => _folder.CreateSubdirectory(venue).FullName;

    internal int ExpectedAt(string party) => Matcher.GetRequiredService<PalmRegister>() is var register
        && register.Schedule.Events.Single(known => known.Party == party) is var show ? register.Galleries.Find(show)?.PalmCount ?? 0 : 0;

    void Plan(string venue, string party, EventDetails planned)
    {
        using var store = new TicketStore(DatabaseOf(party));
        store.Events.Add(planned, venue, DateTimeOffset.UtcNow);
        store.Events.SetOpening(planned.Name, venue, Messaging.Guests.EventOpening.Open, DateTimeOffset.UtcNow);
    }

    async Task StartTicketingAsync(string venue, string party, string ownName)
    {
        var keyFile = Path.Combine(FolderOf(venue), PartyNames.TicketingOf(ownName) + ".keys.json");
        _ticketing[party] = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = venue, Party = ownName, Database = DatabaseOf(party), KeyFile = keyFile, BrokerPort = _brokers[venue].BoundPort,
                CodeKeyFile = DatabaseOf(party) + ".codes.key",
            },
            KeyRing.Load(keyFile), new LoggerFactory([_log]));
        await _ticketing[party].StartAsync(Stop);
        await _ticketing[party].Services.GetRequiredService<TicketingService>().WaitConnectedAsync(Stop);
    }

    async Task StartMatcherAsync()
    {
        _matcher = MatcherHost.Create(
            new MatcherOptions
            {
                AttemptsPerMinute = 1_000_000,
                Database = Path.Combine(_folder.FullName, "identity.db"),
                StoreKeyFile = Path.Combine(_folder.FullName, "identity.key"),
                KeyFile = Path.Combine(FolderOf("north"), Provisioning.MatcherFile),
                Broker = { Port = _brokers["north"].BoundPort },
                MoreParties = MoreParties,
                Consents = { ["partner"] = new ConsentSettings { Version = 7, Language = "de" } },
                MoreVenues =
                [
                    new VenueSettings
                    {
                        KeyFile = Path.Combine(FolderOf("south"), Provisioning.MatcherFile), Broker = { Port = _brokers["south"].BoundPort },
                        Party = "partner",
                    },
                ],
            },
            configure: builder => builder.Logging.ClearProviders().AddProvider(_log));
        await _matcher.StartAsync(Stop);
        await Matcher.GetRequiredService<MatcherService>().WaitReadyAsync(Stop);
        Http.BaseAddress = new Uri(_matcher.Urls.First());
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", File.ReadAllText(AdminKeyFile).Trim());
    }

    async Task<PedestalClient> ConnectAsync(string venue, string device)
    {
        var keys = DeviceKeys.Load(Path.Combine(FolderOf(venue), device + ".keys.json"));
        var pedestal = await PedestalClient.ConnectAsync(_brokers[venue].BoundPort, keys, new BrokerLogin(), Stop);
        pedestal.AfterEnrolment = () => _matcher.FollowGuestListsAsync(Stop);
        return pedestal;
    }

    string DatabaseOf(string party) => Path.Combine(_folder.FullName, party + ".db");
}
