using Pedestal.Core.Protocol;
using Pedestal.Messaging;
using Pedestal.VirtualPedestal.Tests;

namespace Pedestal.Fleet.Tests;

/// <summary>A pedestal, its broker and its operator's keys for all tests: the camera takes seconds to start.</summary>
public sealed class FleetSite : IAsyncLifetime
{
    public const string Venue = "demo";
    public const string Device = "gate-1";
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-");

    public string Keys => PathOf("fleet.keys.json");

    public int BrokerPort => Broker.Port;

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
