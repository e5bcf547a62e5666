using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Core.Settings;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.Venue;
using Pedestal.VirtualPedestal;
using Pedestal.Web.Accounts;

namespace Pedestal.Demo.Serve;
using BoothApi = Pedestal.Web.Services.BoothApi;
using BoothPlace = Pedestal.Web.Services.BoothPlace;
using BoothShown = Pedestal.Web.Services.BoothShown;
using ServiceException = Pedestal.Web.Services.ServiceException;
using VirtualPedestal = Pedestal.VirtualPedestal.VirtualPedestal;

/// <summary>A venue in one process as it is run, with its pages, and virtual pedestals at three gates, an exit and two booths, one with a screen.</summary>
sealed class OpenHouse : IAsyncDisposable
{
    const string Name = "demo";
    const string Event = "tonight";
    const string BoothWithScreen = "booth-2";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pedestal-serve-");
    readonly List<VirtualPedestal> _gates = [];
    WebApplication _app = null!;

    /// <summary>The gates.</summary>
    public IReadOnlyList<VirtualPedestal> Gates => _gates;

    /// <summary>The exit.</summary>
    public VirtualPedestal Exit { get; private set; } = null!;

    /// <summary>The enrolment pedestal.</summary>
    public VirtualPedestal Booth { get; private set; } = null!;

    /// <summary>The enrolment pedestal with a screen beside it.</summary>
    public VirtualPedestal ScreenedBooth { get; private set; } = null!;

    /// <summary>The path at which the first administrator joins.</summary>
    public string JoinPath => $"/join/{PartOf("pages").Get<AccountBook>().InviteFirst()}";

    /// <summary>Opens it: tickets are sold, everything runs, and all pedestals are ready.</summary>
    /// <param name="tickets">The tickets.</param>
    /// <param name="urls">The addresses of the pages.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InvalidDataException">The pages cannot be served there.</exception>
    public static async Task<OpenHouse> OpenAsync(IEnumerable<SoldTicket> tickets, string urls, CancellationToken cancellation)
    {
        var house = new OpenHouse();
        try
        {
            foreach (var (device, roles, entrance) in new[]
            {
                ("gate-1", DeviceRoles.Entry, "main"), ("gate-2", DeviceRoles.Entry, "main"), ("gate-3", DeviceRoles.Entry, "north"),
                ("exit-1", DeviceRoles.Exit, "main"), ("booth-1", DeviceRoles.Enrolment, "main"), (BoothWithScreen, DeviceRoles.Enrolment, "main"),
            })
            {
                Provisioning.Provision(Name, device, house._folder.FullName, roles, entrance: entrance);
            }

            var box = new BoxOffice(Name, house.PathOf("ticketing.db"));
            box.Import(tickets);
            box.OpenEvent(Event);
            box.SetRules(Event, new EventRules
            {
                Capacity = 500, Products = [new ProductRule("*", Entry: EntryRule.Reentry)],
            });
            await house.StartAsync(urls, cancellation);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the galleries are as the guest lists are now.</summary>
    public Task FollowGuestListsAsync(CancellationToken cancellation) => _app.FollowGuestListsAsync(cancellation);

    /// <summary>What the screen shows; null while the services do not say.</summary>
    public async Task<BoothShown?> ReadScreenAsync()
    {
        try
        {
            return await PartOf("pages").Get<BoothApi>().ReadAsync(Screen);
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    /// <summary>Agrees to the text that the screen shows, as a press at it does.</summary>
    public async Task AgreeAtScreenAsync() => await PartOf("pages").Get<BoothApi>().AgreeAsync(Screen, (await ReadScreenAsync())!.TextIn("en")!.Digest);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pedestal in Pedestals.OfType<VirtualPedestal>())
        {
            await pedestal.DisposeAsync();
        }

        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    async Task StartAsync(string urls, CancellationToken cancellation)
    {
        _app = VenueHost.Create(
            new MatcherOptions
            {
                // Guests come faster than real ones.
                AttemptsPerMinute = 6_000, Database = PathOf("identity.db"), StoreKeyFile = PathOf("identity.key"),
                KeyFile = PathOf(Provisioning.MatcherFile), BoothScreens = [BoothWithScreen], Broker = { Port = 0 },
            },
            new VenueOptions
            {
                FleetKeyFile = PathOf(Provisioning.FleetFile),
                Ticketing = { Database = PathOf("ticketing.db"), KeyFile = PathOf(Provisioning.TicketingFile) },
                Pages = { Embedded = true, Urls = urls, Database = PathOf("pages.db"), CookieKeyFolder = PathOf("cookies") },
            },
            keys: null, builder => builder.Logging.ClearProviders());
        await _app.StartAsync(cancellation);
        if (PartOf("pages").Fault is { } fault)
        {
            throw new InvalidDataException($"The pages cannot be served at {urls}: {fault} Name another address with --serve.");
        }

        _gates.AddRange(new[] { "gate-1", "gate-2", "gate-3" }.Select(device => Start(device, LaneMode.Entry)));
        (Exit, Booth, ScreenedBooth) = (Start("exit-1", LaneMode.Exit), Start("booth-1", LaneMode.Enrolment), Start(BoothWithScreen, LaneMode.Enrolment));
        await Task.WhenAll(Pedestals.Select(pedestal => pedestal.WaitReadyAsync(cancellation)));
    }

    VirtualPedestal Start(string device, LaneMode mode)
    {
        var keys = DeviceKeys.Load(PathOf($"{device}.keys.json"));
        var pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = Name, Device = device, Mode = mode, MatchKey = new DeviceKey(keys.Match), TicketKey = new DeviceKey(keys.Ticket),
            FleetKey = new DeviceKey(keys.Fleet), BrokerPort = _app.Services.GetRequiredService<EmbeddedBroker>().BoundPort,
        });
        pedestal.Start();
        return pedestal;
    }

    IEnumerable<VirtualPedestal> Pedestals => [.. _gates, Exit, Booth, ScreenedBooth];

    static BoothPlace Screen => new(Name, BoothWithScreen);

    Part PartOf(string name) => _app.Services.GetServices<Part>().Single(part => part.Name == name);

    string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
