using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public sealed class SettingsTrialTests
{
    const long Second = 1_000_000;

    readonly CutStore _files = new(PowerCutTests.Stored("a", "b"));
    readonly SettingsStore _store;

    public SettingsTrialTests()
    {
        PowerCutTests.Opened(_files).Save(PowerCutTests.Values("c"), TrialProof.Broker);
        _store = PowerCutTests.Opened(_files);
    }

    [Fact]
    public void The_connection_to_the_broker_confirms()
    {
        var trial = new SettingsTrial(_store, 7 * Second);

        Assert.Equal(TrialVerdict.Open, trial.Watch(false, 8 * Second));
        Assert.Equal(TrialVerdict.Confirmed, trial.Watch(true, 9 * Second));
        Assert.Equal(TrialVerdict.Open, trial.Watch(false, 9000 * Second));
        Assert.Equal("c", PowerCutTests.Venue(_files.Files, out _));
    }

    [Fact]
    public void The_connection_does_not_confirm_if_the_operator_has_to()
    {
        var files = new CutStore(PowerCutTests.Stored("a", "b"));
        PowerCutTests.Opened(files).Save(PowerCutTests.Values("c"), TrialProof.Operator);
        var store = PowerCutTests.Opened(files);
        var trial = new SettingsTrial(store, 0);

        Assert.Equal(TrialProof.Operator, store.Trial);
        Assert.Equal(TrialVerdict.Open, trial.Watch(true, 9 * Second));
        Assert.Equal(TrialVerdict.RolledBack, trial.Watch(true, SettingsTrial.Seconds * Second));
        Assert.Equal("b", PowerCutTests.Venue(files.Files, out _));
    }

    [Fact]
    public void Without_a_connection_the_previous_settings_return_in_time()
    {
        var trial = new SettingsTrial(_store, 7 * Second);

        Assert.Equal(TrialVerdict.Open, trial.Watch(false, (7 + SettingsTrial.Seconds) * Second - 1));
        Assert.Equal(TrialVerdict.RolledBack, trial.Watch(false, (7 + SettingsTrial.Seconds) * Second));
        Assert.Equal("b", PowerCutTests.Venue(_files.Files, out _));
    }

    [Fact]
    public void Failed_storage_is_retried_but_not_at_every_step()
    {
        var trial = new SettingsTrial(_store, 0);
        _files.Fails = true;
        Assert.Equal(TrialVerdict.Open, trial.Watch(true, 1 * Second));
        _files.Fails = false;

        Assert.Equal(TrialVerdict.Open, trial.Watch(true, 2 * Second));
        Assert.Equal(TrialVerdict.Confirmed, trial.Watch(true, 11 * Second));
    }

    [Fact]
    public void Settings_that_are_not_on_trial_are_not_changed()
    {
        var store = PowerCutTests.Opened(new CutStore(PowerCutTests.Stored("a", "b")));

        Assert.Equal(TrialVerdict.Open, new SettingsTrial(store, 0).Watch(false, 9000 * Second));
        Assert.Equal(SettingsState.Current, store.State);
    }
}
