using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A start with invalid settings reports the reason, and succeeds once they are corrected at the console.</summary>
public sealed class StartupFaultTests
{
    // A certificate that has every part but no content.
    static readonly string Empty = Convert.ToBase64String(
    [
        0x30, 47, 0x30, 39, 0x02, 1, 1, 0x30, 0, 0x30, 0, 0x30, 20,
        0x17, 8, .. "26112800"u8, 0x17, 8, .. "26112800"u8,
        0x30, 0, 0x30, 6, 0x30, 0, 0x03, 2, 0, 1, 0x30, 0, 0x03, 2, 0, 1,
    ]);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Values => new()
    {
        { SettingNames.BrokerCa, "MIIBYzCCAQigAwIBAgIBATAK", "cut off: 18 of its 359 bytes" },
        { SettingNames.BrokerCa, Empty, "broker.ca is a certificate that the TLS library cannot use" },
        { SettingNames.WifiSsid, new string('s', 32), "wifi.ssid must have 1 to 31 characters; this one has 32" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Invalid_settings_are_reported_and_can_be_corrected_at_the_console(string name, string value, string reason)
    {
        await using var broker = await Broker.StartAsync(Cancellation);
        var files = new Flash();
        var line = new ScriptedConsole();
        var options = new VirtualPedestalOptions
        {
            Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey,
            BrokerPort = broker.Port, Extractor = new AnyFrame(), Console = line, Flash = files, ServiceCode = ServedSite.Code,
        };
        await using (new VirtualPedestal(options))
        {
            // The constructor has stored the settings.
        }

        using (new Board(new RealTime(), files).Enter())
        {
            var store = new SettingsStore(new EspFileStore(@"I:\"));
            store.Load();
            var values = store.Values();
            values[SettingsSchema.IndexOf(name)] = value;
            values[SettingsSchema.IndexOf(SettingNames.BrokerTls)] = "on";
            Assert.Equal(SettingsResult.Done, store.Save(values, TrialProof.None));
        }

        await using var pedestal = new VirtualPedestal(options);
        pedestal.Start();
        await pedestal.WaitStartedAsync(Cancellation);
        Assert.Contains("settings-invalid: ", pedestal.StartupFault, StringComparison.Ordinal);
        Assert.Contains(reason, pedestal.StartupFault, StringComparison.Ordinal);
        await pedestal.WaitForAsync(Indication.Fault, Cancellation);
        await line.RunAsync("echo off --json", Cancellation);
        var status = await line.RunAsync("status --json", Cancellation);
        Assert.Equal(pedestal.StartupFault, status[0].GetProperty("fault").GetString());
        Assert.Equal("not-started", status[0].GetProperty("lane").GetString());

        await line.RunAsync($"service {ServedSite.Code} --json", Cancellation);
        await line.RunAsync($"config set {name}{(name == SettingNames.WifiSsid ? " Venue" : "")} --json", Cancellation);
        await line.RunAsync($"config set {SettingNames.BrokerTls} off --json", Cancellation);
        await line.RunAsync("config save --json", Cancellation);
        line.Type("reboot\r");
        await pedestal.WaitReadyAsync(Cancellation);
        Assert.Null(pedestal.StartupFault);
    }
}
