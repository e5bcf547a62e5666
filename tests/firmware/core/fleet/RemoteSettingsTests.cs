using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class RemoteSettingsTests
{
    const long Second = 1_000_000;
    readonly FleetRig _rig = new();

    [Fact]
    public void Settings_are_on_trial_after_the_restart_and_stay_after_a_keep()
    {
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Settings, "mode=enrolment\nbudget.ms=900\n")!.Result);

        // It still runs with the previous settings, so a connection and a reply prove nothing.
        Assert.Equal(TrialVerdict.Open, new SettingsTrial(_rig.Store, 0).Watch(true, Second));
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Keep)!.Result);
        _rig.Run(1_100);
        Assert.Equal(1, _rig.Lane.Controller.Reboots);

        var store = Restarted();
        Assert.Equal(
            (SettingsState.OnTrial, "enrolment", "900"), (store.State, Of(store, "mode"), Of(store, "budget.ms")));
        Assert.Equal(TrialVerdict.Open, new SettingsTrial(store, 0).Watch(true, Second));
        _rig.Store.Load();
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Keep)!.Result);
        Assert.Equal((SettingsState.Current, "900"), (Restarted().State, Of(Restarted(), "budget.ms")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_previous_settings_return_if_the_operator_cannot_reach_the_pedestal(bool isConnected)
    {
        _rig.Ask(CommandKind.Settings, "wifi.ssid=Nowhere");
        var store = Restarted();
        Assert.Equal("Nowhere", Of(store, "wifi.ssid"));
        var trial = new SettingsTrial(store, 0);
        Assert.Equal(TrialVerdict.Open, trial.Watch(isConnected, (SettingsTrial.Seconds - 1) * Second));
        Assert.Equal(TrialVerdict.RolledBack, trial.Watch(isConnected, SettingsTrial.Seconds * Second));
        Assert.Equal("demo", Of(Restarted(), "wifi.ssid"));
    }

    [Theory]
    [InlineData("budget.ms=900\nbudget.ms=1", "budget.ms")]
    [InlineData("budget.ms=900\nno.such=1", "no setting")]
    [InlineData("budget.ms", "name=value")]
    [InlineData("budget.ms\npalm.nearest-mm=50", "name=value")]
    [InlineData("palm.nearest-mm=130\npalm.farthest-mm=120", "must be less")]
    [InlineData("", "nothing")]
    public void All_settings_of_a_command_are_applied_or_none(string lines, string says)
    {
        var reply = _rig.Ask(CommandKind.Settings, lines)!;
        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
        _rig.Run(3_000);
        Assert.Equal(0, _rig.Lane.Controller.Reboots);
        Assert.Null(Of(Restarted(), "budget.ms"));
    }

    [Fact]
    public void Nobody_makes_a_pedestal_store_pictures_from_afar()
    {
        var reply = _rig.Ask(CommandKind.Settings, "mode=capture")!;
        Assert.Equal((CommandResult.Refused, null), (reply.Result, Of(Restarted(), "mode")));
        Assert.Contains("console", reply.Text, StringComparison.Ordinal);
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Settings, "capture.key=" + new string('5', 96))!.Result);
    }

    [Theory]
    [InlineData("wifi.ssid=Caf\u00e9")]
    [InlineData("wifi.password=\u0141adnie123")]
    public void A_command_never_replaces_a_non_ascii_character(string lines) =>
        Assert.Throws<ArgumentException>(() => new FleetCommand { Kind = CommandKind.Settings, Argument = lines }.Write());

    [Fact]
    public void A_secret_can_be_set_and_appears_in_no_reply()
    {
        var reply = _rig.Ask(CommandKind.Settings, "wifi.password=short")!;
        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.DoesNotContain("short", reply.Text, StringComparison.Ordinal);
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Settings, "wifi.password=long enough for it")!.Result);
        Assert.Equal("long enough for it", Of(Restarted(), "wifi.password"));
    }

    [Fact]
    public void A_second_change_has_to_wait_for_the_trial_of_the_first()
    {
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Settings, "budget.ms=900")!.Result);
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Settings, "budget.ms=800")!.Result);
    }

    /// <summary>The holder of the fleet key tries to impersonate the matcher, ticketing, the broker, the pedestal or a technician.</summary>
    [Fact]
    public void Settings_that_would_allow_impersonation_change_only_on_the_console()
    {
        string[] open =
        [
            "budget.ms", "gate.feedback", "gate.passage-s", "gate.pulse-ms", "mode", "offline.admission", "palm.farthest-mm",
            "palm.nearest-mm", "wifi.password", "wifi.ssid",
        ];
        foreach (var setting in SettingsSchema.All.Where(setting => !open.Contains(setting.Name)))
        {
            foreach (var value in new[] { Allowed(setting), "" })
            {
                var before = Restarted().Values();
                var reply = _rig.Ask(CommandKind.Settings, $"budget.ms=900\n{setting.Name}={value}\npalm.nearest-mm=50")!;
                Assert.Equal(CommandResult.Refused, reply.Result);
                Assert.StartsWith($"{setting.Name} can only be changed on the pedestal's console", reply.Text, StringComparison.Ordinal);
                Assert.Equal(before, Restarted().Values());
            }
        }

        _rig.Run(3_000);
        Assert.Equal(0, _rig.Lane.Controller.Reboots);
    }

    [Fact]
    public void A_new_setting_is_closed_to_operators_by_default() =>
        Assert.Equal(RemoteChange.Refused, new Setting("new", SettingKind.Switch, 0, 0).Remote);

    [Theory]
    [InlineData("wifi.ssid=Free Wi-Fi")]
    [InlineData("wifi.password=correct horse")]
    [InlineData("wifi.password=")]
    public void An_operator_cannot_choose_a_network_that_could_lead_to_another_broker(string line)
    {
        var values = _rig.Store.Values();
        values[SettingsSchema.IndexOf("broker.tls")] = "off";
        Assert.Equal(SettingsResult.Done, _rig.Store.Save(values, TrialProof.None));

        var reply = _rig.Ask(CommandKind.Settings, line)!;

        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.Contains("could lead to another broker", reply.Text, StringComparison.Ordinal);
        Assert.Equal(values, Restarted().Values());
    }

    static string Allowed(Setting setting) => setting.Kind switch
    {
        SettingKind.Key => new string('b', 2 * setting.Least),
        SettingKind.Certificate => Certificates.Text,
        SettingKind.Number => setting.Least.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SettingKind.Switch => "off",
        _ => "attacker.example",
    };

    SettingsStore Restarted()
    {
        var store = new SettingsStore(_rig.Files);
        store.Load();
        return store;
    }

    static string? Of(SettingsStore store, string name) => store.Values()[SettingsSchema.IndexOf(name)];
}
