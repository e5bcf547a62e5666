using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Broker, ticketing and devices of one test, over TCP.</summary>
sealed class Venue : IAsyncDisposable
{
    internal const string Name = "demo";
    internal const string Tonight = "tonight";
    internal static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    readonly TempFolder _folder = new();
    readonly KeyRing _keys = new(Name);
    readonly List<ServiceLink> _links = [];
    readonly IHost _host;

    Venue(EmbeddedBroker broker, ExternalTicketsOptions? external, string[] offlineLanes, string party = PartyNames.Default, params int[] moreBrokers)
    {
        Broker = broker;
        _keys.Generate("gate-1", DeviceRoles.Entry | DeviceRoles.Enrolment);
        _keys.Generate("gate-2");
        _keys.Generate(Matcher, DeviceRoles.None);
        _keys.Generate(MatcherOfTill, DeviceRoles.None);
        _host = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = Name,
                Party = party,
                Database = Database,
                CodeKeyFile = _folder.File("codes.key"),
                BrokerPort = broker.BoundPort,
                MoreBrokers = [.. moreBrokers.Select(port => $"127.0.0.1:{port}")],
                External = external ?? new ExternalTicketsOptions(),
                OfflineLanes = offlineLanes,
            },
            _keys,
            Log);
        if (external is null)
        {
            Store.Import([new("code-of-ann", "account-of-ann", Tonight, false)]);
            Store.OpenByHand(Tonight);
        }
    }

    internal const string Matcher = "matcher";

    internal const string MatcherOfTill = "matcher.till";

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal EmbeddedBroker Broker { get; private set; }

    internal RecordingLog Log { get; } = new();

    internal TicketStore Store => _host.Services.GetRequiredService<TicketStore>();

    string Database => _folder.File("tickets.db");

    internal RotatingCodes Codes => _host.Services.GetRequiredService<RotatingCodes>();

    internal TicketingService Service => _host.Services.GetRequiredService<TicketingService>();

    internal OfflineDesk Offline => _host.Services.GetRequiredService<OfflineDesk>();

    internal static async Task<Venue> OpenAsync(ExternalTicketsOptions? external = null, params string[] offlineLanes) =>
        new(await StartBrokerAsync(0), external, offlineLanes);

    /// <summary>The ticketing of another party at the same broker.</summary>
    internal static async Task<Venue> OpenTillAsync() => new(await StartBrokerAsync(0), external: null, [], "till");

    /// <summary>Ticketing at a second broker too.</summary>
    internal static async Task<Venue> OpenAtAsync(int secondBroker) =>
        new(await StartBrokerAsync(0), external: null, [], PartyNames.Default, secondBroker);

    /// <summary>Puts a pedestal at an entrance.</summary>
    internal void Place(string device, string entrance) => Assert.True(_keys.Place(device, entrance));

    internal async Task StartTicketingAsync()
    {
        await _host.StartAsync(Stop);
        await Service.WaitConnectedAsync(Stop);
    }

    internal async Task<SealedClient> DeviceAsync(string device, int? port = null) => await DeviceAsync(device, await LinkAsync(device, port));

    internal async Task<SealedClient> DeviceAsync(string device, IServiceLink link)
    {
        Assert.True(_keys.TryGet(device, out var key));
        var client = new SealedClient(
            link, Name, device, key, MessageType.TicketRequest, new HostCipher(), TimeProvider.System,
            NullLogger.Instance);
        await client.StartAsync(Stop);
        return client;
    }

    internal DeviceKey KeyOf(string device)
    {
        Assert.True(_keys.TryGet(device, out var key));
        return key;
    }

    internal async Task<ServiceLink> LinkAsync(string client, int? port = null)
    {
        var link = new ServiceLink(
            new ServiceLinkOptions { Port = port ?? Broker.BoundPort, ClientId = client }, NullLogger.Instance);
        _links.Add(link);
        await link.StartAsync(Stop);
        await link.WaitConnectedAsync(Stop);
        return link;
    }

    /// <summary>The request that admitted a ticket, as staff reads it in its history; null if none did.</summary>
    internal string? RedeemedBy(string code) => Store.Entries.HistoryOf(code).SingleOrDefault()?.Request;

    internal async Task RestartBrokerAsync()
    {
        var port = Broker.BoundPort;
        await Broker.DisposeAsync();
        Broker = await StartBrokerAsync(port);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        foreach (var link in _links)
        {
            await link.DisposeAsync();
        }

        await Broker.DisposeAsync();
        _folder.Dispose();
    }

    static async Task<EmbeddedBroker> StartBrokerAsync(int port)
    {
        var broker = new EmbeddedBroker(new BrokerOptions { Port = port }, NullLogger<EmbeddedBroker>.Instance);
        await broker.StartAsync(Stop);
        return broker;
    }
}
