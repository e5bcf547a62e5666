using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.Venue;

namespace Pedestal.Bench;

/// <summary>A matcher as a venue runs it, in a process of its own, with its databases in a temporary folder.</summary>
sealed partial class LoadVenue : IDisposable
{
    /// <summary>Name of the venue.</summary>
    public const string Name = "load";

    const string Broker = "broker";
    static readonly TimeSpan BrokerPause = TimeSpan.FromMilliseconds(100);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pedestal-load-");
    readonly KeyRing _matcherKeys = new(Name);
    readonly KeyRing _ticketingKeys = new(Name);
    readonly List<LoadProcess> _processes = [];
    readonly bool _mosquitto;
    readonly int _matchers;
    readonly int _ticketings;
    readonly (string Palms, string Tickets)? _postgresql;
    readonly TaskCompletionSource<string> _firstLink = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates the pedestals' keys.</summary>
    /// <param name="pedestals">The number of pedestals.</param>
    /// <param name="mosquitto">Whether the broker is Mosquitto.</param>
    /// <param name="postgresql">Addresses of identity's and ticketing's databases; null: SQLite files.</param>
    /// <param name="matchers">Matchers in processes of their own, beside ticketing in one; 0: the venue in one process.</param>
    /// <param name="ticketings">Ticketings beside them.</param>
    /// <param name="hasFleet">Whether the pages may hear the pedestals.</param>
    public LoadVenue(int pedestals, bool mosquitto, (string Palms, string Tickets)? postgresql, int matchers, int ticketings, bool hasFleet)
    {
        (_mosquitto, _postgresql, _matchers, _ticketings) = (mosquitto, postgresql, matchers, ticketings);
        foreach (var matcher in Nodes(matchers).Select(node => PartyNames.MatcherOf(PartyNames.Default, node)))
        {
            _matcherKeys.Set(matcher, _ticketingKeys.Generate(matcher, DeviceRoles.None), DeviceRoles.None);
        }

        Pedestals = [.. Enumerable.Range(1, pedestals).Select(n => $"gate-{n}")];
        foreach (var pedestal in Pedestals)
        {
            _matcherKeys.Generate(pedestal);
            _ticketingKeys.Generate(pedestal);
        }

        if (hasFleet)
        {
            var fleet = new KeyRing(Name);
            foreach (var pedestal in Pedestals)
            {
                fleet.Generate(pedestal, DeviceRoles.None);
            }

            fleet.Save(PathOf(Provisioning.FleetFile));
        }

        _matcherKeys.Save(PathOf("matcher.keys.json"));
        _ticketingKeys.Save(PathOf("ticketing.keys.json"));
    }

    /// <summary>The pedestals' device names.</summary>
    public string[] Pedestals { get; }

    /// <summary>The broker's port on the loopback.</summary>
    public int BrokerPort { get; } = FreePort();

    /// <summary>A pedestal's key for match requests.</summary>
    public DeviceKey MatchKey(string pedestal) => Key(_matcherKeys, pedestal);

    /// <summary>A pedestal's key for ticket requests.</summary>
    public DeviceKey TicketKey(string pedestal) => Key(_ticketingKeys, pedestal);

    // The only one needs no name.
    static string[] Nodes(int count) => count < 2 ? [""] : [.. Enumerable.Range(1, count).Select(n => $"node-{n}")];

    /// <summary>Opens the palm store; the matcher must not be running.</summary>
    public PalmStore OpenPalms() => PalmStore.Open(_postgresql?.Palms ?? PathOf("identity.db"), PathOf("identity.key"), TimeProvider.System);

    /// <summary>Opens the ticket store.</summary>
    public TicketStore OpenTickets() => new(_postgresql?.Tickets ?? PathOf("ticketing.db"));

    /// <summary>Starts broker and matcher. They are ready when a request gets a reply.</summary>
    public void Start()
    {
        if (_mosquitto)
        {
            File.WriteAllText(PathOf("mosquitto.conf"), string.Create(CultureInfo.InvariantCulture, $"""
                listener {BrokerPort} 127.0.0.1
                allow_anonymous true
                set_tcp_nodelay true
                """));
            Run(Broker, "mosquitto", "-c", PathOf("mosquitto.conf"));
        }

        if (_matchers > 0)
        {
            foreach (var node in Nodes(_ticketings))
            {
                RunService("ticketing", "Pedestal.Ticketing.dll", [.. Database("Ticketing:Database", _postgresql?.Tickets), $"--Ticketing:Venue={Name}",
                    "--Ticketing:KeyFile=data/ticketing.keys.json", $"--Ticketing:BrokerPort={BrokerPort}", $"--Ticketing:Node={node}"]);
            }

            foreach (var node in Nodes(_matchers))
            {
                RunService("matcher", "Pedestal.Matcher.dll", [.. Matcher(), $"--Matcher:Cluster:Node={node}", $"--Matcher:Cluster:Port={FreePort()}"]);
            }
        }
        else
        {
            RunService("venue", "Pedestal.Venue.dll", [.. Matcher(), .. Database("Matcher:Ticketing:Database", _postgresql?.Tickets),
                $"--Matcher:Broker:Embedded={!_mosquitto}", "--Matcher:Pages:Urls=http://127.0.0.1:0"]);
        }
    }

    /// <summary>Waits until the broker accepts connections.</summary>
    public async Task WaitForBrokerAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, BrokerPort, stop);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(BrokerPause, stop);
            }
        }
    }

    string[] Matcher() => [.. Database("Matcher:Database", _postgresql?.Palms), $"--Matcher:Broker:Port={BrokerPort}",
        "--Matcher:AttemptsPerMinute=1000000", "--urls=http://127.0.0.1:0"];

    static string[] Database(string setting, string? address) => address is null ? [] : [$"--{setting}={address}"];

    void RunService(string name, string program, string[] settings) =>
        Run(name, "dotnet", [Path.Combine(AppContext.BaseDirectory, program), "run", .. settings]);

    /// <summary>The link in the venue's log with which somebody becomes administrator of the pages.</summary>
    public Task<string> FirstLinkAsync(CancellationToken stop) => _firstLink.Task.WaitAsync(stop);

    /// <summary>What the services' processes have computed since their start.</summary>
    public TimeSpan Cpu => Services.Aggregate(TimeSpan.Zero, (sum, service) => sum + service.Cpu);

    /// <summary>The services' processes, without the broker's.</summary>
    public IReadOnlyList<LoadProcess> Services => [.. _processes.Where(process => process.Name != Broker)];

    /// <summary>Freezes the matcher for the given time.</summary>
    public Task StallAsync(TimeSpan time, CancellationToken stop) => _processes[^1].FreezeAsync(time, stop);

    /// <summary>Stops everything, so that the databases can be read.</summary>
    public void Stop()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        _processes.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _folder.Delete(recursive: true);
    }

    string PathOf(string file) => Path.Combine(_folder.CreateSubdirectory("data").FullName, file);

    void Run(string name, string program, params string[] arguments) =>
        _processes.Add(new LoadProcess(name, _folder.FullName, Hear, program, arguments));

    void Hear(string line)
    {
        if (!_firstLink.Task.IsCompleted && FirstLink().Match(line) is { Success: true } link)
        {
            _firstLink.TrySetResult(link.Value);
        }
    }

    [GeneratedRegex(@"http://\S+/join/\w+")]
    private static partial Regex FirstLink();

    static DeviceKey Key(KeyRing keys, string pedestal) => keys.TryGet(pedestal, out var key) ? key : throw new UnreachableException();

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
