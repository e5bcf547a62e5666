using Pedestal.Core.Settings;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A value that a pedestal could never use is refused with the reason, wherever it comes in.</summary>
public sealed class EntranceTests
{
    static readonly string Ssid = new('s', 32);
    static readonly string Half = Certificates.Text[..240];

    public static TheoryData<string, string, string> Values => new()
    {
        { "wifi.ssid", Ssid, "wifi.ssid must have 1 to 31 characters; this one has 32" },
        { "wifi.password", new string('p', 64), "wifi.password must have 8 to 63 characters; this one has 64" },
        { "broker.host", "10.0.0.256", "broker.host must be 1 to 4 host names or IPv4 addresses, each with or without :PORT, separated by commas" },
        { "broker.ca", Half, "this is cut off: 180 of its 359 bytes" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Invalid_values_are_refused_at_the_console(string name, string value, string reason)
    {
        var rig = new ConsoleRig();
        rig.Ask($"service {ConsoleRig.Code}");
        var reply = rig.Ask($"config set {name} {value}")[^1];
        Assert.False(reply.GetProperty("ok").GetBoolean());
        Assert.Contains(reason, reply.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Invalid_values_are_refused_in_an_operators_command(string name, string value, string reason)
    {
        var rig = new FleetRig();
        var reply = rig.Ask(CommandKind.Settings, $"mode=enrolment\n{name}={value}")!;
        reason = SettingsSchema.All[SettingsSchema.IndexOf(name)].Remote == RemoteChange.Refused ? "only be changed on the pedestal's console" : reason;
        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.Contains(reason, reply.Text, StringComparison.Ordinal);
        Assert.Null(rig.Store.Values()[SettingsSchema.IndexOf("mode")]);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Invalid_stored_values_are_reported_and_the_others_apply(string name, string value, string reason)
    {
        var files = new MemoryStore();
        var values = FleetRig.Values();
        values[SettingsSchema.IndexOf("budget.ms")] = "900";
        values[SettingsSchema.IndexOf(name)] = value;
        Assert.Equal(SettingsResult.Done, new SettingsStore(files).Save(values!, TrialProof.None));

        var store = new SettingsStore(files);
        Assert.Equal(SettingsState.Current, store.Load());
        var settings = new DeviceSettings();
        Assert.Contains(reason, settings.Take(store.Values()), StringComparison.Ordinal);
        Assert.Equal(("demo", 900), (settings.Venue, settings.Lane.BudgetMilliseconds));
    }
}
