using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A venue for one test: broker, ticketing and matcher as three hosts, over TCP, with files in a folder.</summary>
public sealed class Venue : IAsyncLifetime
{
    const string Event = "tonight";
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("venue-");
    readonly RecordingLog _log = new();
    readonly EmbeddedBroker _broker =
        new(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);

    DeviceKeys _deviceKeys = null!;
    IHost? _ticketing;
    WebApplication? _matcher;

    internal PedestalClient Device { get; private set; } = null!;

    /// <summary>The keys of a pedestal that is not connected.</summary>
    internal DeviceKeys SecondKeys { get; private set; } = null!;

    /// <summary>The broker to use instead of the embedded one.</summary>
    internal Mosquitto? Mosquitto { get; init; }

    internal int BrokerPort => Mosquitto?.Port ?? _broker.BoundPort;

    internal string Log => _log.Text;

    internal IServiceProvider Matcher => _matcher!.Services.GetRequiredService<PalmsPart>().Services;

    internal IServiceProvider Ticketing => _ticketing!.Services;

    internal Uri Url => new(_matcher!.Urls.First());

    internal Uri Readiness => new(Url, "readyz");

    internal string? TicketSource { get; init; }

    internal string? PalmSource { get; init; }

    internal string TicketDatabase => TicketSource ?? PathOf("ticketing.db");

    internal string AdminKeyFile => PathOf("admin.key");

    internal string PalmDatabase => PalmSource ?? PathOf("identity.db");

    internal string StoreKeyFile => PathOf("identity.key");

    /// <summary>The roles of gate-1, which in most tests stands for all pedestals of a venue.</summary>
    internal DeviceRoles Roles { get; init; } = DeviceRoles.Entry | DeviceRoles.Enrolment | DeviceRoles.Deletion;

    internal bool KeyPerEvent { get; init; }

    internal IEnumerable<byte[]> Keys => [_deviceKeys.Match, _deviceKeys.Ticket];

    public async ValueTask InitializeAsync()
    {
        _deviceKeys = DeviceKeys.Load(Provisioning.Provision("demo", "gate-1", _folder.FullName, Roles));
        SecondKeys = DeviceKeys.Load(Provisioning.Provision("demo", "gate-2", _folder.FullName, Roles));
        if (Mosquitto is null)
        {
            await _broker.StartAsync(CancellationToken.None);
        }

        using (var store = new TicketStore(TicketDatabase))
        {
            OpenByHand(store, Event);
        }

        await StartTicketingAsync();
        await StartMatcherAsync();
        Assert.True(await FollowGuestListsAsync());
        Device = await PedestalClient.ConnectAsync(
            BrokerPort, _deviceKeys, LoginOf("gate-1"), TestContext.Current.CancellationToken);
        Device.AfterEnrolment = FollowGuestListsAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await Device.DisposeAsync();
        await StopMatcherAsync();
        await StopTicketingAsync();
        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Imports rows of "code,account,event,status".</summary>
    internal void Import(params string[] rows)
    {
        Sell(rows);
        if (_matcher is not null && _ticketing is not null)
        {
            Assert.True(FollowGuestListsAsync().GetAwaiter().GetResult());
        }
    }

    /// <summary>The same, without waiting until the matcher knows.</summary>
    internal void Sell(params string[] rows)
    {
        using var store = new TicketStore(TicketDatabase);
        var list = TicketList.Read(
            Encoding.UTF8.GetBytes("code,account,event,status\n" + string.Join('\n', rows)), "tickets.csv");
        Assert.Empty(list.Errors);
        store.Import(list.Rows);
        OpenByHand(store, Event);
    }

    /// <summary>Completes when the galleries are as ticketing's guest lists are now.</summary>
    internal Task<bool> FollowGuestListsAsync() =>
        Matcher.GetRequiredService<MatcherService>().FollowGuestListsAsync(TestContext.Current.CancellationToken);

    /// <summary>Opens an event by hand, whether or not tickets were imported for it.</summary>
    internal static void OpenByHand(TicketStore store, string name)
    {
        if (store.Events.Find(name, "demo") is null)
        {
            store.Events.Add(new EventDetails { Number = 1, Name = name, Venue = "demo" }, "demo", DateTimeOffset.UtcNow);
        }

        store.Events.SetOpening(name, "demo", EventOpening.Open, DateTimeOffset.UtcNow);
    }

    internal async Task StartTicketingAsync()
    {
        var options = new TicketingOptions
        {
            Venue = "demo", Database = TicketDatabase, BrokerPort = BrokerPort,
            BrokerLogin = LoginOf("ticketing"),
            CodeKeyFile = Path.ChangeExtension(TicketDatabase, ".codes.key"),
        };
        _ticketing = TicketingHost.Create(
            options, KeyRing.Load(PathOf(Provisioning.TicketingFile)), new LoggerFactory([_log]));
        await _ticketing.StartAsync(CancellationToken.None);
        await _ticketing.Services.GetRequiredService<TicketingService>()
            .WaitConnectedAsync(TestContext.Current.CancellationToken);
    }

    internal async Task StopTicketingAsync()
    {
        if (Interlocked.Exchange(ref _ticketing, null) is { } host)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }

    internal async Task StartMatcherAsync()
    {
        var options = new MatcherOptions
        {
            AttemptsPerMinute = 1_000_000,
            Database = PalmDatabase,
            StoreKeyFile = StoreKeyFile,
            KeyPerEvent = KeyPerEvent,
            Broker = { Port = BrokerPort, Login = LoginOf("matcher") },
        };
        _matcher = MatcherHost.Create(options, KeyRing.Load(PathOf(Provisioning.MatcherFile)),
            builder => builder.Logging.ClearProviders().AddProvider(_log));
        await _matcher.StartAsync(CancellationToken.None);
        await Matcher.GetRequiredService<MatcherService>().WaitReadyAsync(TestContext.Current.CancellationToken);
    }

    internal async Task StopMatcherAsync()
    {
        if (Interlocked.Exchange(ref _matcher, null) is { } host)
        {
            await host.StopAsync(CancellationToken.None);
            await host.DisposeAsync();
        }
    }

    /// <summary>Provisions one more pedestal; the running services take its keys over at once.</summary>
    internal void Provision(string device, DeviceRoles roles)
    {
        Provisioning.Provision("demo", device, _folder.FullName, roles);
        Assert.True(Matcher.GetRequiredService<KeyRing>().Reload());
        Assert.True(Ticketing.GetRequiredService<KeyRing>().Reload());
    }

    BrokerLogin LoginOf(string account) => Mosquitto?.LoginOf(account) ?? new BrokerLogin();

    internal string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
