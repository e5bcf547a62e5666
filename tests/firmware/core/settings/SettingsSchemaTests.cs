using System.Runtime.CompilerServices;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public sealed class SettingsSchemaTests
{
    [Fact]
    public void Every_row_is_complete_and_its_default_is_allowed()
    {
        Assert.All(SettingsSchema.All, setting =>
        {
            Assert.False(string.IsNullOrEmpty(setting.Help));
            Assert.True(setting.Default == null || setting.FaultOf(setting.Default) == null, setting.Name);
            Assert.False(setting.Required && setting.Default != null, setting.Name);
        });
        Assert.Equal(SettingsSchema.All.Length, SettingsSchema.All.Select(setting => setting.Name).Distinct().Count());
    }

    [Fact]
    public void Every_setting_reaches_the_device()
    {
        // Service mode reads the service code as stored.
        foreach (var setting in SettingsSchema.All.Where(setting => setting.Name != SettingNames.ServiceCode))
        {
            var settings = new DeviceSettings();
            var before = Fields(settings);
            Assert.Null(settings.Set(setting.Name, Other(setting)));
            Assert.NotEqual(before, Fields(settings));
            settings.Set(setting.Name, null);
            Assert.Equal(before, Fields(settings));
        }
    }

    [Fact]
    public void The_defaults_match_the_lanes()
    {
        var settings = new DeviceSettings().Lane;
        var lane = new LaneSettings();

        Assert.Equal(
            (lane.Mode, lane.BudgetMilliseconds, lane.NearestMillimetres, lane.FarthestMillimetres),
            (settings.Mode, settings.BudgetMilliseconds, settings.NearestMillimetres, settings.FarthestMillimetres));
    }

    [Fact]
    public void The_default_pulse_matches_the_gates() =>
        Assert.Equal(new GatePulse(new VirtualClock()).Milliseconds, new DeviceSettings().GatePulseMilliseconds);

    [Fact]
    public void The_limits_themselves_are_allowed_and_values_beyond_them_are_not()
    {
        foreach (var setting in SettingsSchema.All.Where(setting => setting.Kind == SettingKind.Number))
        {
            Assert.Null(setting.FaultOf(setting.Least.ToString()));
            Assert.Null(setting.FaultOf(setting.Most.ToString()));
            Assert.NotNull(setting.FaultOf((setting.Least - 1).ToString()));
            Assert.NotNull(setting.FaultOf((setting.Most + 1).ToString()));
        }
    }

    [Fact]
    public void The_settings_page_has_the_schemas_table()
    {
        var readme = File.ReadAllText(Path.Combine(Here(), "../../../../firmware/core/settings/README.md"));

        Assert.Contains(Table(), readme, StringComparison.Ordinal);
    }

    static string Table() => string.Concat(SettingsSchema.All.Select(setting =>
        $"| `{setting.Name}` | {setting.Range} | {(setting.Required ? "required" : setting.Default ?? "")} "
        + $"| {(setting.Secret ? "yes" : "")} | {Remotely(setting.Remote)} | {(setting.Restart ? "restart" : "save")} | {setting.Help} |\n"));

    static string Remotely(RemoteChange remote) => remote switch
    {
        RemoteChange.Allowed => "yes",
        RemoteChange.WithTls => "with TLS",
        _ => "no",
    };

    static string Other(Setting setting) => setting.Kind switch
    {
        SettingKind.Number => (setting.Least + 1).ToString(),
        SettingKind.Switch => setting.Default == "on" ? "off" : "on",
        SettingKind.Mode => "enrolment",
        SettingKind.Key => new string('5', 2 * setting.Most),
        SettingKind.Certificate => Certificates.Text,
        _ => new string('x', setting.Least + 1),
    };

    static string Fields(DeviceSettings settings) => string.Join(
        "\n",
        Values(settings).Concat(Values(settings.Lane)).Concat(Values(settings.Offline))
            .Select(value => value is byte[] b ? $"{b.Length} bytes" : $"{value}"));

    static IEnumerable<object?> Values(object of) => of.GetType().GetFields().Select(field => field.GetValue(of));

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
