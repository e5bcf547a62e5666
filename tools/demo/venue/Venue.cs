using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Core.Settings;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>A venue: an MQTT broker, the ticketing of its party, enrolment and entry pedestals.</summary>
sealed class Venue : IAsyncDisposable
{
    const string MatcherDevice = "matcher";

    readonly string _name;
    readonly DirectoryInfo _folder;
    readonly string[] _enrolmentDevices;
    readonly string[] _entryDevices;
    readonly KeyRing _matchKeys;
    readonly KeyRing _ticketKeys;
    readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
    readonly List<VirtualPedestal.VirtualPedestal> _enrolment = [];
    readonly List<VirtualPedestal.VirtualPedestal> _entry = [];
    IHost? _ticketing;

    /// <summary>Provisions a venue; nothing runs yet.</summary>
    public Venue(string name, string party, int enrolmentPedestals, int entryPedestals, DirectoryInfo parent)
    {
        (_name, Party) = (name, party);
        _folder = parent.CreateSubdirectory(name);
        (_matchKeys, _ticketKeys) = (new KeyRing(name), new KeyRing(name));
        _enrolmentDevices = [.. Enumerable.Range(1, enrolmentPedestals).Select(i => $"enrol-{i}")];
        _entryDevices = [.. Enumerable.Range(1, entryPedestals).Select(i => $"gate-{i}")];
        Provision(_enrolmentDevices, DeviceRoles.Enrolment);
        Provision(_entryDevices, DeviceRoles.Entry);
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

    string TicketDatabase => Path.Combine(_folder.FullName, "ticketing.db");

    /// <summary>Starts broker and ticketing.</summary>
    public async Task StartServicesAsync(CancellationToken cancellation)
    {
        await _broker.StartAsync(cancellation);
        _ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = _name, Database = TicketDatabase, BrokerPort = _broker.BoundPort, ConfirmEnrolments = true,
                CodeKeyFile = Path.ChangeExtension(TicketDatabase, ".codes.key"),
            },
            _ticketKeys);
        await _ticketing.StartAsync(cancellation);
    }

    /// <summary>Starts the pedestals and waits until all are ready.</summary>
    public async Task PowerUpAsync(CancellationToken cancellation)
    {
        _enrolment.AddRange(_enrolmentDevices.Select(device => Start(device, LaneMode.Enrolment)));
        _entry.AddRange(_entryDevices.Select(device => Start(device, LaneMode.Entry)));
        await Task.WhenAll(_enrolment.Concat(_entry).Select(p => p.WaitReadyAsync(cancellation)));
    }

    /// <summary>Imports tickets: new ones, and changes of those sold before.</summary>
    public void Import(IEnumerable<SoldTicket> tickets)
    {
        var lines = tickets.Select(t => $"{t.Code},{t.Account},{t.Event},{(t.IsCancelled ? "cancelled" : "valid")}")
            .Prepend("code,account,event,status");
        var list = TicketList.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "tickets.csv");
        if (list.Errors.Count > 0)
        {
            throw new InvalidDataException(list.Errors[0].ToString());
        }

        using var store = new TicketStore(TicketDatabase);
        store.Import(list.Rows);
    }

    /// <summary>Opens an event by hand.</summary>
    public void OpenEvent(string name)
    {
        using var store = new TicketStore(TicketDatabase);
        store.Events.SetOpening(name, _name, EventOpening.Open, DateTimeOffset.UtcNow);
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

    /// <summary>SHA-256 of the tokens by which ticketing knows an account's persons.</summary>
    public IReadOnlyList<byte[]> TokenDigestsOf(string account)
    {
        using var store = new TicketStore(TicketDatabase);
        return store.Accounts.DigestsOf(account);
    }

    public IReadOnlyDictionary<string, int> RedeemedByAccount()
    {
        using var store = new TicketStore(TicketDatabase);
        return store.Entries.EntriesByAccount();
    }

    /// <summary>Turns the pedestals off.</summary>
    public async Task PowerDownAsync()
    {
        foreach (var pedestal in _enrolment.Concat(_entry))
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
            BrokerHost = "127.0.0.1",
            BrokerPort = _broker.BoundPort,
        });
        pedestal.Start();
        return pedestal;
    }

    static DeviceKey Key(KeyRing keys, string device) =>
        keys.TryGet(device, out var key) ? key : throw new InvalidOperationException($"{device} has no key.");
}
