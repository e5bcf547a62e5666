using System.Globalization;
using System.Net;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Outage.World;

/// <summary>
/// A venue that must not stand still: two of each service, in the product's own processes, each in a place of its own with a link of its own.
/// </summary>
sealed class Site : IDisposable
{
    /// <summary>Name of the venue.</summary>
    public const string Name = "outage";

    const int MqttPort = 1883;
    const int HttpPort = 5000;

    // Thousands of strangers' palms are shown, and none may be taken for a guest's with the probability that venues accept.
    const string FalseAcceptRate = "0.000001";

    static readonly string[] Nodes = ["a", "b"];

    readonly string _folder;
    readonly KeyRing _matcherKeys = new(Name);
    readonly KeyRing _ticketingKeys = new(Name);
    readonly List<Part> _services = [];

    /// <summary>Makes the keys, and starts both databases.</summary>
    public Site(string folder, IEnumerable<(string Name, DeviceRoles Role)> pedestals, Action<string> say)
    {
        _folder = folder;
        foreach (var matcher in Nodes.Select(node => PartyNames.MatcherOf(PartyNames.Default, node)))
        {
            _matcherKeys.Set(matcher, _ticketingKeys.Generate(matcher, DeviceRoles.None), DeviceRoles.None);
        }

        foreach (var (name, role) in pedestals)
        {
            _matcherKeys.Generate(name, role);
            _ticketingKeys.Generate(name, role);
        }

        Directory.CreateDirectory(PathOf(""));
        _matcherKeys.Save(PathOf("matcher.keys.json"));
        _ticketingKeys.Save(PathOf("ticketing.keys.json"));
        Databases = new Operator(new Server("db-a", folder), new Server("db-b", folder)) { Say = say };
        var library = SteppedClock.Compile(folder);
        CanStepClocks = library.Length > 0;
        Clocks = Nodes.SelectMany(node => new[] { $"matcher-{node}", $"ticketing-{node}" })
            .ToDictionary(place => place, place => new SteppedClock(Path.Combine(folder, place + ".clock"), library));
    }

    /// <summary>The databases and whoever watches them.</summary>
    public Operator Databases { get; }

    /// <summary>The clocks of the services.</summary>
    public IReadOnlyDictionary<string, SteppedClock> Clocks { get; }

    /// <summary>Whether these clocks can be stepped, which needs a C compiler.</summary>
    public bool CanStepClocks { get; }

    /// <summary>Brokers, matchers, ticketings and databases.</summary>
    public IReadOnlyList<Part> Parts => [.. _services, Databases.Primary.Part, Databases.Standby.Part];

    /// <summary>The addresses at which the matchers are asked over HTTP.</summary>
    public static IReadOnlyList<Uri> Offices => [.. Nodes.Select(node => new Uri($"http://{Network.AddressOf("matcher-" + node)}:{HttpPort}"))];

    /// <summary>The key for everything that is asked over HTTP.</summary>
    public string AdminKey => File.ReadAllText(PathOf("admin.key")).Trim();

    /// <summary>A pedestal's key for match requests.</summary>
    public DeviceKey MatchKey(string pedestal) => _matcherKeys.TryGet(pedestal, out var key) ? key : throw new OutageException($"{pedestal} has no key.");

    /// <summary>A pedestal's key for ticket requests.</summary>
    public DeviceKey TicketKey(string pedestal) => _ticketingKeys.TryGet(pedestal, out var key) ? key : throw new OutageException($"{pedestal} has no key.");

    /// <summary>A pedestal's links to both brokers.</summary>
    public static ServiceLinks Links(string pedestal, Microsoft.Extensions.Logging.ILogger logger) => ServiceLinks.To(
        new ServiceLinkOptions { Host = Network.AddressOf("broker-a"), Port = MqttPort, ClientId = pedestal },
        BrokerAddresses.OfSetting([Network.AddressOf("broker-b")], MqttPort, "brokers"), logger);

    /// <summary>Opens the palm store.</summary>
    public PalmStore OpenPalms() => PalmStore.Open(Address("identity"), PathOf("identity.key"), TimeProvider.System);

    /// <summary>Opens the ticket store.</summary>
    public static TicketStore OpenTickets() => new(Address("ticketing"));

    /// <summary>The address of a database on whichever server is the primary.</summary>
    public static string Address(string database) =>
        $"postgresql:Host={Network.AddressOf("db-a")},{Network.AddressOf("db-b")};Database={database};Username={Server.User};Maximum Pool Size=16";

    /// <summary>Creates both databases on the primary.</summary>
    public async Task CreateDatabasesAsync(CancellationToken stop)
    {
        Databases.Primary.Create();
        while (await Databases.Primary.LookAsync() is null)
        {
            await Task.Delay(100, stop);
        }

        await Databases.Primary.ExecuteAsync("postgres", "CREATE DATABASE identity", "CREATE DATABASE ticketing");
    }

    /// <summary>Starts the standby, then everything else.</summary>
    public void Start()
    {
        Databases.Standby.CopyOf(Databases.Primary);
        Databases.Watch();
        foreach (var node in Nodes)
        {
            var place = "broker-" + node;
            var configuration = Path.Combine(_folder, place + ".conf");
            File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture, $"""
                listener {MqttPort} {Network.AddressOf(place)}
                allow_anonymous true
                set_tcp_nodelay true

                """));
            Add(place, "mosquitto", "-c", configuration);
        }

        foreach (var node in Nodes)
        {
            Add("ticketing-" + node, "Pedestal.Ticketing.dll", "run", $"--Ticketing:Database={Address("ticketing")}", $"--Ticketing:Venue={Name}",
                "--Ticketing:KeyFile=data/ticketing.keys.json", $"--Ticketing:BrokerHost={Network.AddressOf("broker-a")}",
                $"--Ticketing:MoreBrokers:0={Network.AddressOf("broker-b")}", $"--Ticketing:Node={node}");
        }

        foreach (var node in Nodes)
        {
            var own = Network.AddressOf("matcher-" + node);
            Add("matcher-" + node, "Pedestal.Matcher.dll", "run", $"--Matcher:Database={Address("identity")}",
                $"--Matcher:Broker:Host={Network.AddressOf("broker-a")}", $"--Matcher:Broker:More:0={Network.AddressOf("broker-b")}",
                "--Matcher:AttemptsPerMinute=1000000", $"--Matcher:FalseAcceptRate={FalseAcceptRate}", $"--Matcher:Cluster:Node={node}", $"--Matcher:Cluster:Address={own}",
                $"--urls=http://{own}:{HttpPort}");

            // The first one creates the keys that both have.
            for (var i = 0; node == Nodes[0] && i < 300 && !File.Exists(PathOf("admin.key")); i++)
            {
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>Stops the services, and leaves the databases.</summary>
    public void StopServices()
    {
        foreach (var part in _services)
        {
            part.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopServices();
        Databases.Dispose();
    }

    string PathOf(string file) => Path.Combine(_folder, "data", file);

    void Add(string place, string program, params string[] arguments)
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", Path.Combine(AppContext.BaseDirectory, program)] : [program];
        var part = new Part(place, _folder, Clocks.GetValueOrDefault(place)?.Environment ?? new Dictionary<string, string>(), [.. command, .. arguments]);
        _services.Add(part);
        part.Start();
    }
}
