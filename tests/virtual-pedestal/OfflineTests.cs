using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host.Platform;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A pedestal and ticketing with a real broker that is unplugged and plugged in again.</summary>
public sealed class OfflineTests : IAsyncLifetime
{
    const string Tonight = "tonight";
    const int TestTimeout = 60_000;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("offline-");
    Broker _broker = null!;
    IHost _ticketing = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    TicketStore Store => _ticketing.Services.GetRequiredService<TicketStore>();

    RotatingCodes Codes => _ticketing.Services.GetRequiredService<RotatingCodes>();

    public async ValueTask InitializeAsync()
    {
        _broker = await Broker.StartAsync(Stop);
        var keys = new KeyRing(Site.Venue);
        keys.Set(Site.Device, [.. Site.TicketKey.Encryption, .. Site.TicketKey.Authentication]);
        _ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = Site.Venue,
                Database = Path.Combine(_folder.FullName, "tickets.db"),
                KeyFile = Path.Combine(_folder.FullName, "keys.json"),
                CodeKeyFile = Path.Combine(_folder.FullName, "codes.key"),
                BrokerPort = _broker.Port,
                OfflineLanes = [Site.Device],
            },
            keys);
        Store.Import([
            new("T-1", "ann", Tonight, false, Rotating: true), new("T-2", "bob", Tonight, false, Rotating: true),
            new("T-3", "eve", Tonight, false)]);
        Store.Events.SetOpening(Tonight, Site.Venue, EventOpening.Open, DateTimeOffset.UtcNow);
        await _ticketing.StartAsync(Stop);
        await _ticketing.Services.GetRequiredService<TicketingService>().WaitConnectedAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _ticketing.StopAsync(CancellationToken.None);
        _ticketing.Dispose();
        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task Without_the_broker_a_signed_ticket_is_admitted_once_and_reported_later()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var flash = new Flash(Path.Combine(_folder.FullName, "flash"));
        await using (var pedestal = Pedestal(flash))
        {
            pedestal.Start();
            await pedestal.WaitReadyAsync(cancellation);
            await Eventually.TrueAsync(() => flash.Find(AdmissionList.File) != null, cancellation);
            Assert.Equal(Decision.Admitted, await ScanAsync(pedestal, Shown("T-2")));

            await _broker.UnplugAsync(cancellation);
            await Eventually.TrueAsync(() => pedestal.LinkFault != null, cancellation);
            Assert.Equal(Decision.Admitted, await ScanAsync(pedestal, Shown("T-1")));
            Assert.Equal(Decision.TicketUsed, await ScanAsync(pedestal, Shown("T-2")));
            Assert.Equal(Decision.TicketUsed, await ScanAsync(pedestal, Shown("T-1")));
            Assert.Equal(Decision.None, await ScanAsync(pedestal, "T-3"));
            Assert.Equal(2, pedestal.Gate.Openings);
            Assert.False(Store.Entries.EntriesByAccount().ContainsKey("ann"));
        }

        // The pedestal loses power, and power and broker come back.
        await _broker.PlugInAsync(cancellation);
        await using var restarted = Pedestal(flash);
        restarted.Start();
        await Eventually.TrueAsync(() => Store.Entries.EntriesByAccount().ContainsKey("ann"), cancellation);
        await restarted.WaitReadyAsync(cancellation);
        Assert.Equal(Decision.TicketUsed, await ScanAsync(restarted, Shown("T-1")));
        Assert.Equal(0, restarted.Gate.Openings);
        Assert.Equal(0, _ticketing.Services.GetRequiredService<OfflineDesk>().Conflicts);
        Assert.Equal(Decision.Admitted, await ScanAsync(restarted, "T-3"));
    }

    string Shown(string code) => RotatingCodes.Show(code, Codes.SecretOf(code, Tonight), DateTimeOffset.UtcNow);

    VirtualPedestal Pedestal(Flash flash) => new(new()
    {
        Venue = Site.Venue,
        Device = Site.Device,
        MatchKey = Site.MatchKey,
        TicketKey = Site.TicketKey,
        BrokerPort = _broker.Port,
        Extractor = new AnyFrame(),
        Flash = flash,
        Offline = new OfflineSettings { IsOn = true, Key = Codes.LaneKeyOf(Tonight, 1, 1) },
    });

    static async Task<Decision> ScanAsync(VirtualPedestal pedestal, string code)
    {
        pedestal.ScanCode(code);
        return (await pedestal.NextOutcomeAsync(Stop)).Decision;
    }
}
