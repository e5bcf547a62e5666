using Pedestal.Core.Protocol;

namespace Pedestal.Core.Tests;

public class RemoteSettingsTests
{
    const long Second = 1_000_000;
    readonly FleetRig _rig = new();

    [Fact]
    public void Settings_are_on_trial_after_the_restart_and_stay_once_the_operator_keeps_them()
    {
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Settings, "mode=enrolment\nbroker.host=new.example\n")!.Result);

        // It still runs with the settings before: that it is connected and answers proves nothing.
        Assert.Equal(TrialVerdict.Open, new SettingsTrial(_rig.Store, 0).Watch(true, Second));
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Keep)!.Result);
        _rig.Run(1_100);
        Assert.Equal(1, _rig.Lane.Controller.Reboots);

        var store = Restarted();
        Assert.Equal(
            (SettingsState.OnTrial, "enrolment", "new.example"), (store.State, Of(store, "mode"), Of(store, "broker.host")));
        Assert.Equal(TrialVerdict.Open, new SettingsTrial(store, 0).Watch(true, Second));
        _rig.Store.Load();
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Keep)!.Result);
        Assert.Equal((SettingsState.Current, "new.example"), (Restarted().State, Of(Restarted(), "broker.host")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Settings_with_which_the_operator_is_not_heard_give_way_to_those_before(bool isConnected)
    {
        _rig.Ask(CommandKind.Settings, "broker.host=nowhere.example");
        var store = Restarted();
        Assert.Equal("nowhere.example", Of(store, "broker.host"));
        var trial = new SettingsTrial(store, 0);
        Assert.Equal(TrialVerdict.Open, trial.Watch(isConnected, (SettingsTrial.Seconds - 1) * Second));
        Assert.Equal(TrialVerdict.RolledBack, trial.Watch(isConnected, SettingsTrial.Seconds * Second));
        Assert.Equal("demo", Of(Restarted(), "broker.host"));
    }

    [Theory]
    [InlineData("budget.ms=900\nbudget.ms=1", "budget.ms")]
    [InlineData("budget.ms=900\nno.such=1", "no setting")]
    [InlineData("budget.ms", "name=value")]
    [InlineData("budget.ms\npalm.nearest-mm=50", "name=value")]
    [InlineData("venue=other", "on its console")]
    [InlineData("budget.ms=900\ndevice=other", "on its console")]
    [InlineData("palm.nearest-mm=130\npalm.farthest-mm=120", "must be less")]
    [InlineData("", "nothing")]
    public void All_of_them_or_none(string lines, string says)
    {
        var reply = _rig.Ask(CommandKind.Settings, lines)!;
        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
        _rig.Run(3_000);
        Assert.Equal(0, _rig.Lane.Controller.Reboots);
        Assert.Null(Of(Restarted(), "budget.ms"));
    }

    [Theory]
    [InlineData("wifi.ssid=Caf\u00e9")]
    [InlineData("wifi.password=\u0141adnie123")]
    public void A_command_never_carries_another_character_for_one_beyond_ascii(string lines) =>
        Assert.Throws<ArgumentException>(() => new FleetCommand { Kind = CommandKind.Settings, Argument = lines }.Write());

    [Fact]
    public void A_secret_goes_in_and_comes_back_in_no_reply()
    {
        var reply = _rig.Ask(CommandKind.Settings, "wifi.password=short")!;
        Assert.Equal(CommandResult.Refused, reply.Result);
        Assert.DoesNotContain("short", reply.Text, StringComparison.Ordinal);
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Settings, "wifi.password=long enough for it")!.Result);
        Assert.Equal("long enough for it", Of(Restarted(), "wifi.password"));
    }

    [Fact]
    public void A_second_change_waits_for_the_first_one_s_trial()
    {
        Assert.Equal(CommandResult.Done, _rig.Ask(CommandKind.Settings, "budget.ms=900")!.Result);
        Assert.Equal(CommandResult.Refused, _rig.Ask(CommandKind.Settings, "budget.ms=800")!.Result);
    }

    SettingsStore Restarted()
    {
        var store = new SettingsStore(_rig.Files);
        store.Load();
        return store;
    }

    static string? Of(SettingsStore store, string name) => store.Values()[SettingsSchema.IndexOf(name)];
}
