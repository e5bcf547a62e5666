using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Core.Settings;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>
/// A whole venue in one process, whose parts communicate over TCP as if apart: an MQTT broker, ticketing, the matcher, enrolment
/// and entry pedestals. Its databases are in a temporary folder.
/// </summary>
sealed class Venue : IAsyncDisposable
{
    const string Name = "demo";
    const string MatcherDevice = "matcher";
    static readonly string[] EnrolmentDevices = ["enrol-1", "enrol-2"];
    static readonly string[] EntryDevices = ["gate-1", "gate-2", "gate-3"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pedestal-demo-");
    readonly KeyRing _matchKeys = new(Name);
    readonly KeyRing _ticketKeys = new(Name);
    readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
    readonly List<VirtualPedestal.VirtualPedestal> _enrolment = [];
    readonly List<VirtualPedestal.VirtualPedestal> _entry = [];
    IHost? _ticketing;
    IHost? _matcher;

    Venue()
    {
    }

    public IReadOnlyList<VirtualPedestal.VirtualPedestal> EnrolmentPedestals => _enrolment;

    public IReadOnlyList<VirtualPedestal.VirtualPedestal> EntryPedestals => _entry;

    string TicketDatabase => Path.Combine(_folder.FullName, "ticketing.db");

    /// <summary>Opens the venue: tickets are sold, all services run, and all pedestals are ready.</summary>
    public static async Task<Venue> OpenAsync(EveningPlan plan, Action<string> say, CancellationToken cancellation)
    {
        var venue = new Venue();
        try
        {
            await venue.StartAsync(plan, say, cancellation);
            return venue;
        }
        catch
        {
            await venue.DisposeAsync();
            throw;
        }
    }

    public async Task StartMatcherAsync(CancellationToken cancellation)
    {
        _matcher = MatcherHost.Create(
            new MatcherOptions
            {
                // The demo runs an evening in a minute, with more attempts than a real lane could make.
                AttemptsPerMinute = 6_000,
                Database = Path.Combine(_folder.FullName, "identity.db"),
                StoreKeyFile = Path.Combine(_folder.FullName, "identity.key"),
                Broker = new BrokerSettings { Port = _broker.BoundPort },
            },
            _matchKeys, builder => builder.Logging.ClearProviders());
        await _matcher.StartAsync(cancellation);
        await FollowGuestListsAsync(cancellation);
    }

    /// <summary>Completes when the galleries are as ticketing's guest lists are now; it takes half a second otherwise.</summary>
    public Task FollowGuestListsAsync(CancellationToken cancellation) =>
        _matcher!.FollowGuestListsAsync(cancellation);

    public async Task StopMatcherAsync(CancellationToken cancellation)
    {
        if (_matcher is not null)
        {
            await _matcher.StopAsync(cancellation);
            _matcher.Dispose();
            _matcher = null;
        }
    }

    /// <summary>Imports the tickets, initially or with the later cancellations.</summary>
    public void ImportTickets(EveningPlan plan, bool afterCancellations)
    {
        var lines = plan.Guests
            .SelectMany(guest => guest.Codes.Select(code =>
                $"{code},{guest.Account},{EveningPlan.Event},{(afterCancellations && guest.Cancelled ? "cancelled" : "valid")}"))
            .Prepend("code,account,event,status");
        var list = TicketList.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "tickets.csv");
        if (list.Errors.Count > 0)
        {
            throw new InvalidDataException(list.Errors[0].ToString());
        }

        using var store = new TicketStore(TicketDatabase);
        store.Import(list.Rows);
        store.Events.SetOpening(EveningPlan.Event, Name, EventOpening.Open, DateTimeOffset.UtcNow);
    }

    /// <summary>Confirms the enrolment that waits for the account, as a guest does on the telephone.</summary>
    public void Confirm(string account)
    {
        using var store = new TicketStore(TicketDatabase);
        var now = DateTimeOffset.UtcNow;
        foreach (var enrolment in store.Links.Awaiting(account, now))
        {
            store.Links.Confirm(Convert.FromHexString(enrolment.Id), isConfirmed: true, now);
        }
    }

    public IReadOnlyDictionary<string, int> RedeemedByAccount()
    {
        using var store = new TicketStore(TicketDatabase);
        return store.RedeemedByAccount();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pedestal in _enrolment.Concat(_entry))
        {
            await pedestal.DisposeAsync();
        }

        await StopMatcherAsync(CancellationToken.None);
        if (_ticketing is not null)
        {
            await _ticketing.StopAsync();
            _ticketing.Dispose();
        }

        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    async Task StartAsync(EveningPlan plan, Action<string> say, CancellationToken cancellation)
    {
        Provision(EnrolmentDevices, DeviceRoles.Enrolment);
        Provision(EntryDevices, DeviceRoles.Entry);
        _matchKeys.Set(MatcherDevice, _ticketKeys.Generate(MatcherDevice, DeviceRoles.None), DeviceRoles.None);
        say("Opening the venue: tickets are sold; broker, ticketing and matcher start.");
        ImportTickets(plan, afterCancellations: false);
        await _broker.StartAsync(cancellation);
        _ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = Name, Database = TicketDatabase, BrokerPort = _broker.BoundPort,
                ConfirmEnrolments = true,
                CodeKeyFile = Path.ChangeExtension(TicketDatabase, ".codes.key"),
            },
            _ticketKeys);
        await _ticketing.StartAsync(cancellation);
        await StartMatcherAsync(cancellation);
        say("Two enrolment pedestals and three entry pedestals power up.");
        _enrolment.AddRange(EnrolmentDevices.Select(device => Start(device, LaneMode.Enrolment)));
        _entry.AddRange(EntryDevices.Select(device => Start(device, LaneMode.Entry)));
        await Task.WhenAll(_enrolment.Concat(_entry).Select(p => p.WaitReadyAsync(cancellation)));
    }

    void Provision(IEnumerable<string> devices, DeviceRoles roles)
    {
        foreach (var device in devices)
        {
            _matchKeys.Generate(device, roles);
            _ticketKeys.Generate(device, roles);
        }
    }

    VirtualPedestal.VirtualPedestal Start(string device, LaneMode mode)
    {
        var pedestal = new VirtualPedestal.VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = Name,
            Device = device,
            Mode = mode,
            MatchKey = Key(_matchKeys, device),
            TicketKey = Key(_ticketKeys, device),
            BrokerHost = "127.0.0.1",
            BrokerPort = _broker.BoundPort,
        });
        pedestal.Start();
        return pedestal;
    }

    static DeviceKey Key(KeyRing keys, string device) =>
        keys.TryGet(device, out var key) ? key : throw new InvalidOperationException($"{device} has no key.");
}
