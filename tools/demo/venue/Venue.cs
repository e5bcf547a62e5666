using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Core.Settings;
using Pedestal.Messaging;
using Pedestal.Messaging.Commands;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>The pedestals of a venue.</summary>
/// <param name="Enrolment">Enrolment pedestals.</param>
/// <param name="Entry">The entrance of each entry pedestal.</param>
/// <param name="Exits">Pedestals at the exit.</param>
/// <param name="PassageSeconds">Time to pass an open gate; 0 where no turnstile reports passages.</param>
sealed record Lanes(int Enrolment, IReadOnlyList<string> Entry, int Exits = 0, int PassageSeconds = 0);

/// <summary>A venue: an MQTT broker, the ticketing of its party, its pedestals.</summary>
sealed class Venue : IAsyncDisposable
{
    const string MatcherDevice = "matcher";

    readonly string _name;
    readonly DirectoryInfo _folder;
    readonly Lanes _lanes;
    readonly KeyRing _matchKeys;
    readonly KeyRing _ticketKeys;
    readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
    readonly List<VirtualPedestal.VirtualPedestal> _enrolment = [];
    readonly List<VirtualPedestal.VirtualPedestal> _entry = [];
    readonly List<VirtualPedestal.VirtualPedestal> _exits = [];
    readonly KeyRing _fleetKeys;
    IHost? _ticketing;

    /// <summary>Provisions a venue; nothing runs yet.</summary>
    public Venue(string name, string party, Lanes lanes, DirectoryInfo parent)
    {
        (_name, Party, _lanes) = (name, party, lanes);
        _folder = parent.CreateSubdirectory(name);
        BoxOffice = new BoxOffice(name, Path.Combine(_folder.FullName, "ticketing.db"));
        (_matchKeys, _ticketKeys, _fleetKeys) = (new KeyRing(name), new KeyRing(name), new KeyRing(name));
        Provision(Devices("enrol", lanes.Enrolment), DeviceRoles.Enrolment);
        Provision(Devices("exit", lanes.Exits), DeviceRoles.Exit);
        Provision(Devices("gate", lanes.Entry.Count), DeviceRoles.Entry);
        foreach (var (gate, entrance) in Devices("gate", lanes.Entry.Count).Zip(lanes.Entry))
        {
            _matchKeys.Place(gate, entrance);
            _ticketKeys.Place(gate, entrance);
        }

        _matchKeys.Set(MatcherDevice, _ticketKeys.Generate(MatcherDevice, DeviceRoles.None), DeviceRoles.None);
        _matchKeys.Save(MatchKeyFile);
    }

    /// <summary>The relying party whose tickets are sold here.</summary>
    public string Party { get; }

    /// <summary>The matcher's device keys of this venue.</summary>
    public string MatchKeyFile => Path.Combine(_folder.FullName, "matcher.keys.json");

    /// <summary>The broker's port, once it runs.</summary>
    public int BrokerPort => _broker.BoundPort;

    public IReadOnlyList<VirtualPedestal.VirtualPedestal> EnrolmentPedestals => _enrolment;

    public IReadOnlyList<VirtualPedestal.VirtualPedestal> EntryPedestals => _entry;

    public IReadOnlyList<VirtualPedestal.VirtualPedestal> ExitPedestals => _exits;

    /// <summary>What staff does with tickets and events.</summary>
    public BoxOffice BoxOffice { get; }

    /// <summary>Starts broker and ticketing.</summary>
    public async Task StartServicesAsync(CancellationToken cancellation)
    {
        await _broker.StartAsync(cancellation);
        _ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = _name, Database = BoxOffice.Database, BrokerPort = _broker.BoundPort, ConfirmEnrolments = true,
                CodeKeyFile = Path.ChangeExtension(BoxOffice.Database, ".codes.key"),
            },
            _ticketKeys);
        await _ticketing.StartAsync(cancellation);
    }

    /// <summary>Starts the pedestals and waits until all are ready.</summary>
    public async Task PowerUpAsync(CancellationToken cancellation)
    {
        _enrolment.AddRange(Devices("enrol", _lanes.Enrolment).Select(device => Start(device, LaneMode.Enrolment)));
        _entry.AddRange(Devices("gate", _lanes.Entry.Count).Select(device => Start(device, LaneMode.Entry)));
        _exits.AddRange(Devices("exit", _lanes.Exits).Select(device => Start(device, LaneMode.Exit)));
        await Task.WhenAll(_enrolment.Concat(_entry).Concat(_exits).Select(p => p.WaitReadyAsync(cancellation)));
    }

    /// <summary>Admits a guest by hand at a gate, which an operator's command opens.</summary>
    public async Task AdmitByHandAsync(string code, VirtualPedestal.VirtualPedestal gate, string reason, CancellationToken cancellation)
    {
        var device = NameOf(gate);
        BoxOffice.AdmitByHand(code, new Lane(new Entrance(_name, _ticketKeys.EntranceOf(device)), device), reason);
        await using var link = new BrokerLink(_broker, "operator", NullLogger.Instance);
        await link.StartAsync(cancellation);
        await link.WaitConnectedAsync(cancellation);
        var reply = await new PedestalCommands(link, _fleetKeys).OpenAsync(device, cancellation);
        if (reply.Result != CommandResult.Done)
        {
            throw new InvalidDataException($"{device} did not open by hand: {reply.Text}");
        }
    }

    /// <summary>The device name of an entry or exit pedestal.</summary>
    public string NameOf(VirtualPedestal.VirtualPedestal pedestal) =>
        _entry.IndexOf(pedestal) is >= 0 and var gate ? $"gate-{gate + 1}" : $"exit-{_exits.IndexOf(pedestal) + 1}";

    /// <summary>Turns the pedestals off.</summary>
    public async Task PowerDownAsync()
    {
        foreach (var pedestal in _enrolment.Concat(_entry).Concat(_exits))
        {
            await pedestal.DisposeAsync();
        }
    }

    /// <summary>Stops ticketing and the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ticketing is not null)
        {
            await _ticketing.StopAsync();
            _ticketing.Dispose();
        }

        await _broker.DisposeAsync();
    }

    void Provision(IEnumerable<string> devices, DeviceRoles roles)
    {
        foreach (var device in devices)
        {
            _matchKeys.Generate(device, roles);
            _ticketKeys.Generate(device, roles);
            _fleetKeys.Generate(device, DeviceRoles.None);
        }
    }

    VirtualPedestal.VirtualPedestal Start(string device, LaneMode mode)
    {
        var pedestal = new VirtualPedestal.VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = _name,
            Device = device,
            Mode = mode,
            MatchKey = Key(_matchKeys, device),
            TicketKey = Key(_ticketKeys, device),
            FleetKey = Key(_fleetKeys, device),
            Settings = new Dictionary<string, string>
            {
                [SettingNames.GatePassage] = _lanes.PassageSeconds.ToString(CultureInfo.InvariantCulture),
            },
            BrokerHost = "127.0.0.1",
            BrokerPort = _broker.BoundPort,
        });
        pedestal.Start();
        return pedestal;
    }

    static IEnumerable<string> Devices(string kind, int count) => Enumerable.Range(1, count).Select(i => $"{kind}-{i}");

    static DeviceKey Key(KeyRing keys, string device) =>
        keys.TryGet(device, out var key) ? key : throw new InvalidOperationException($"{device} has no key.");
}
