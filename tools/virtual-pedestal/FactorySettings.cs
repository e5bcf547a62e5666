using System.Globalization;
using System.Security.Cryptography;
using Pedestal.Core.Settings;
using Pedestal.Hal.Esp32;
using Pedestal.Hal.Host.Platform;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>The content of a pedestal's flash before its first power-up.</summary>
static class FactorySettings
{
    /// <summary>Stores the options as settings if none are stored; returns the stored settings by name.</summary>
    public static IReadOnlyDictionary<string, string?> Store(Board board, VirtualPedestalOptions options)
    {
        using var bench = board.Enter();
        var store = new SettingsStore(new EspFileStore(@"I:\"));
        if (store.Load() == SettingsState.NoneStored)
        {
            store.Save(Values(options), TrialProof.None);
        }

        return SettingsSchema.All.Zip(store.Values()).ToDictionary(pair => pair.First.Name, pair => (string?)pair.Second);
    }

    static string?[] Values(VirtualPedestalOptions options) =>
        [.. SettingsSchema.All.Select(setting => options.Settings?.GetValueOrDefault(setting.Name) ?? setting.Name switch
        {
            SettingNames.Venue => options.Venue,
            SettingNames.Device => options.Device,
            SettingNames.Mode => SettingsWords.Of(options.Mode),
            SettingNames.MatchKey => Text(options.MatchKey),
            SettingNames.TicketKey => Text(options.TicketKey),
            SettingNames.FleetKey => options.FleetKey is { } fleet ? Text(fleet) : null,
            SettingNames.WifiSsid => "virtual",
            SettingNames.BrokerHost => options.BrokerHost,
            SettingNames.BrokerPort => options.BrokerPort.ToString(CultureInfo.InvariantCulture),
            SettingNames.BrokerTls => "off",
            SettingNames.BrokerUser => options.BrokerPassword is null ? null : options.Device,
            SettingNames.BrokerPassword => options.BrokerPassword,
            SettingNames.GateFeedback => "on",
            // Without a code nobody can begin service mode: the pedestal gets one that nobody knows.
            SettingNames.ServiceCode => options.ServiceCode ?? RandomNumberGenerator.GetHexString(SettingsSchema.LongestServiceCode),
            SettingNames.Offline => options.Offline is { IsOn: true } ? "on" : null,
            SettingNames.OfflineKey => options.Offline is { Key: { } key } ? Convert.ToHexStringLower(key) : null,
            SettingNames.OfflineLane => options.Offline?.Lane.ToString(CultureInfo.InvariantCulture),
            SettingNames.OfflineLanes => options.Offline?.Lanes.ToString(CultureInfo.InvariantCulture),
            _ => null,
        })];

    static string Text(DeviceKey key) => Convert.ToHexStringLower([.. key.Encryption, .. key.Authentication]);
}
