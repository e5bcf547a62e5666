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

    static readonly TimeSpan BrokerPause = TimeSpan.FromMilliseconds(100);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pedestal-load-");
    readonly KeyRing _matcherKeys = new(Name);
    readonly KeyRing _ticketingKeys = new(Name);
    readonly List<Process> _processes = [];
    readonly bool _mosquitto;
    readonly (string Palms, string Tickets)? _postgresql;
    readonly TaskCompletionSource<string> _firstLink = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates the pedestals' keys.</summary>
    /// <param name="pedestals">The number of pedestals.</param>
    /// <param name="mosquitto">Whether the broker is Mosquitto.</param>
    /// <param name="postgresql">Addresses of identity's and ticketing's databases; null: SQLite files.</param>
    /// <param name="hasFleet">Whether the pages may hear the pedestals.</param>
    public LoadVenue(int pedestals, bool mosquitto, (string Palms, string Tickets)? postgresql, bool hasFleet)
    {
        (_mosquitto, _postgresql) = (mosquitto, postgresql);
        _matcherKeys.Set(Matcher, _ticketingKeys.Generate(Matcher, DeviceRoles.None), DeviceRoles.None);
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

    static string Matcher => "matcher";

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
            Run("mosquitto", "-c", PathOf("mosquitto.conf"));
        }

        string[] databases = _postgresql is not var (palms, tickets) ? [] : [$"--Matcher:Database={palms}", $"--Matcher:Ticketing:Database={tickets}"];
        Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pedestal.Venue.dll"), "run",
            $"--Matcher:Broker:Embedded={!_mosquitto}",
            $"--Matcher:Broker:Port={BrokerPort}", "--Matcher:AttemptsPerMinute=1000000", "--urls=http://127.0.0.1:0",
            "--Matcher:Pages:Urls=http://127.0.0.1:0", .. databases]);
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

    /// <summary>The link in the venue's log with which somebody becomes administrator of the pages.</summary>
    public Task<string> FirstLinkAsync(CancellationToken stop) => _firstLink.Task.WaitAsync(stop);

    /// <summary>What the venue's process has computed since its start.</summary>
    public TimeSpan Cpu => _processes[^1].TotalProcessorTime;

    /// <summary>Broker and matcher.</summary>
    public IEnumerable<int> ProcessIds => _processes.Select(process => process.Id);

    /// <summary>Freezes the matcher for the given time.</summary>
    public async Task StallAsync(TimeSpan time, CancellationToken stop)
    {
        Signal("STOP");
        try
        {
            await Task.Delay(time, stop);
        }
        finally
        {
            Signal("CONT");
        }
    }

    /// <summary>Stops everything, so that the databases can be read.</summary>
    public void Stop()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
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

    void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName };
        // Its output for each request is read, as a log would be, and dropped; errors are shown.
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (!_firstLink.Task.IsCompleted && FirstLink().Match(line.Data ?? "") is { Success: true } link)
            {
                _firstLink.TrySetResult(link.Value);
            }
        };
        process.BeginOutputReadLine();
        _processes.Add(process);
    }

    void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _processes[^1].Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
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
