using Pedestal.Hal.Host.Platform;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Xunit.Sdk;
using Xunit.v3;

// Each test has its own pedestal and mostly waits for it.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 12)]

namespace Pedestal.Fleet.Tests;

/// <summary>A pedestal, its broker and its operator's keys.</summary>
public sealed class FleetSite : IAsyncLifetime
{
    public const string Venue = "demo";
    public const string Device = "gate-1";
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-");

    public string Keys => PathOf("fleet.keys.json");

    public int BrokerPort => Broker.Port;

    public Flash Flash { get; } = new();

    public VirtualPedestal.VirtualPedestal Pedestal { get; private set; } = null!;

    Broker Broker { get; set; } = null!;

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var ring = new KeyRing(Venue);
        var key = ring.Generate(Device);
        ring.Set("gate-2", KeyRing.NewSecret());
        ring.Save(Keys);
        Broker = await Broker.StartAsync(cancellation);
        Pedestal = new VirtualPedestal.VirtualPedestal(new()
        {
            Venue = Venue, Device = Device, BrokerPort = Broker.Port, MatchKey = new DeviceKey(KeyRing.NewSecret()),
            TicketKey = new DeviceKey(KeyRing.NewSecret()), FleetKey = new DeviceKey(key),
            Flash = Flash,

            // Most of a test is waiting until a pedestal has started again.
            Time = new RealTime { Speed = 4 },
        });
        Pedestal.Start();
        await Pedestal.WaitReadyAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Pedestal.DisposeAsync();
        await Broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
