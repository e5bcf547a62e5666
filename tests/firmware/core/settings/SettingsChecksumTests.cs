using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public class SettingsChecksumTests
{
    [Fact]
    public void Pedestals_that_are_set_alike_have_the_same_though_each_has_its_name()
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
    public void A_secret_leaves_no_trace_in_it()
    {
        foreach (var setting in SettingsSchema.All.Where(setting => setting.Secret))
        {
            Assert.Equal(SettingsChecksum.Of(FleetRig.Values()), With(setting.Name, new string('b', setting.Most)));
        }
    }

    [Fact]
    public void Any_other_difference_shows()
    {
        var sums = SettingsSchema.All.Where(setting => !setting.Secret && !setting.Own)
            .Select(setting => With(setting.Name, "another")).Append(SettingsChecksum.Of(FleetRig.Values())).ToList();
        Assert.Equal(sums.Count, sums.Distinct().Count());
    }

    [Fact]
    public void A_default_that_is_spelled_out_is_none() =>
        Assert.Equal(SettingsChecksum.Of(FleetRig.Values()), With(SettingNames.Budget, "1000"));

    static string With(string name, string value)
    {
        var values = FleetRig.Values();
        values[SettingsSchema.IndexOf(name)] = value;
        return SettingsChecksum.Of(values);
    }
}
