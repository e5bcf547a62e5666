using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public class SettingsChecksumTests
{
    [Fact]
    public void Pedestals_with_the_same_settings_have_the_same_checksum_despite_different_names()
    {
        var one = FleetRig.Values();
        foreach (var (name, value) in new[]
        {
            (SettingNames.Device, "gate-2"), (SettingNames.BrokerUser, "gate-2"), (SettingNames.OfflineLane, "2"),
        })
        {
            Assert.Equal(SettingsChecksum.Of(one), With(name, value));
        }
    }

    [Fact]
    public void A_secret_does_not_change_the_checksum()
    {
        foreach (var setting in SettingsSchema.All.Where(setting => setting.Secret))
        {
            Assert.Equal(SettingsChecksum.Of(FleetRig.Values()), With(setting.Name, new string('b', setting.Most)));
        }
    }

    [Fact]
    public void Any_other_difference_changes_the_checksum()
    {
        var sums = SettingsSchema.All.Where(setting => !setting.Secret && !setting.Own)
            .Select(setting => With(setting.Name, "another")).Append(SettingsChecksum.Of(FleetRig.Values())).ToList();
        Assert.Equal(sums.Count, sums.Distinct().Count());
    }

    [Fact]
    public void An_explicit_default_does_not_change_the_checksum() =>
        Assert.Equal(SettingsChecksum.Of(FleetRig.Values()), With(SettingNames.Budget, "1000"));

    static string With(string name, string value)
    {
        var values = FleetRig.Values();
        values[SettingsSchema.IndexOf(name)] = value;
        return SettingsChecksum.Of(values);
    }
}
