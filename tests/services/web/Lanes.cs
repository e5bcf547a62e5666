using Pedestal.Core.Settings;
using Pedestal.Hal.Host.Platform;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Web.Tests;

/// <summary>Virtual pedestals at a site, with the keys that it provisioned.</summary>
static class Lanes
{
    /// <summary>Starts one and waits until it serves.</summary>
    public static async Task<VirtualPedestal.VirtualPedestal> StartLaneAsync(
        this WebSite site, string device, LaneMode mode = LaneMode.Entry, Flash? flash = null, double speed = 4)
    {
        var keys = site.KeysOf(device);
        var pedestal = new VirtualPedestal.VirtualPedestal(new()
        {
            Venue = keys.Venue, Device = keys.Device, Mode = mode, BrokerPort = site.BrokerPort, MatchKey = new DeviceKey(keys.Match),
            TicketKey = new DeviceKey(keys.Ticket), FleetKey = new DeviceKey(keys.Fleet), Flash = flash,

            // A test waits for its lanes, and they wait for replies as long as they can.
            Time = new RealTime { Speed = speed }, Settings = new Dictionary<string, string> { [SettingNames.Budget] = "5000" },
        });
        pedestal.Start();
        await pedestal.WaitReadyAsync(TestContext.Current.CancellationToken);
        return pedestal;
    }

    /// <summary>A guest shows a ticket.</summary>
    public static async Task<Decision> ScanAsync(this VirtualPedestal.VirtualPedestal lane, string code)
    {
        await lane.WaitReadyAsync(TestContext.Current.CancellationToken);
        lane.ScanCode(code);
        return (await lane.NextOutcomeAsync(TestContext.Current.CancellationToken)).Decision;
    }
}
