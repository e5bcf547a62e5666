using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public sealed class SettingsEditorTests
{
    readonly CutStore _files = new(PowerCutTests.Stored("a"));
    readonly DeviceSettings _running = new();
    readonly SettingsStore _store;
    readonly SettingsEditor _editor;

    public SettingsEditorTests()
    {
        _store = PowerCutTests.Opened(_files);
        _editor = new SettingsEditor(_store, _running);
    }

    string Show(string name) => _editor.Show(SettingsSchema.IndexOf(name));

    [Fact]
    public void A_change_takes_effect_only_when_saved()
    {
        Assert.Equal(SettingsResult.Done, _editor.Set("venue", "b"));

        Assert.Equal("b", Show("venue"));
        Assert.True(_editor.IsChanged(SettingsSchema.IndexOf("venue")));
        Assert.Equal("a", PowerCutTests.Venue(_files.Files, out _));

        Assert.Equal(SettingsResult.Done, _editor.Save());
        Assert.Equal("device is missing; add it with 'config set device VALUE'", _editor.Fault);
        Assert.Equal(0, _editor.Changes);
        Assert.True(_editor.NeedsRestart);
        Assert.Equal("b", PowerCutTests.Venue(_files.Files, out _));
    }

    [Fact]
    public void A_change_can_be_dropped()
    {
        _editor.Set("venue", "b");

        _editor.Revert();

        Assert.Equal("a", Show("venue"));
        Assert.Equal(SettingsResult.NothingToDo, _editor.Save());
    }

    [Fact]
    public void Setting_the_stored_value_again_is_not_a_change()
    {
        _editor.Set("venue", "b");
        _editor.Set("venue", "a");

        Assert.Equal(0, _editor.Changes);
    }

    [Fact]
    public void An_empty_value_is_the_default()
    {
        Assert.Equal("1883", Show("broker.port"));

        _editor.Set("broker.port", "");

        Assert.Equal("8883", Show("broker.port"));
        _editor.Save();
        Assert.Null(_store.Values()[SettingsSchema.IndexOf("broker.port")]);
    }

    [Fact]
    public void A_refused_value_changes_nothing_and_the_message_names_setting_and_range()
    {
        Assert.Equal(SettingsResult.BadValue, _editor.Set("broker.port", "0"));
        Assert.Equal("broker.port must be a number from 1 to 65535", _editor.Fault);
        Assert.Equal(SettingsResult.UnknownName, _editor.Set("colour", "red"));
        Assert.Equal(0, _editor.Changes);
    }

    [Fact]
    public void A_secret_is_never_shown_or_quoted()
    {
        foreach (var setting in SettingsSchema.All.Where(setting => setting.Secret))
        {
            var secret = new string('7', setting.Kind == SettingKind.Key ? 2 * setting.Most : setting.Most);
            _editor.Set(setting.Name, "");
            Assert.Equal("not set", Show(setting.Name));
            Assert.Equal(SettingsResult.Done, _editor.Set(setting.Name, secret));
            Assert.Equal("set", Show(setting.Name));
            Assert.Equal(SettingsResult.BadValue, _editor.Set(setting.Name, secret + "7"));
            Assert.DoesNotContain("777", _editor.Fault, StringComparison.Ordinal);
        }

        Assert.Equal(
            ["broker.password", "capture.key", "fleet.key", "match.key", "offline.key", "service.code", "ticket.key", "wifi.password"],
            SettingsSchema.All.Where(setting => setting.Secret).Select(setting => setting.Name).Order());
    }

    [Fact]
    public void Settings_that_need_no_restart_take_effect_at_once()
    {
        Complete();
        _editor.Save();
        var editor = new SettingsEditor(_store, _running);

        editor.Set("budget.ms", "700");
        Assert.Equal(1000, _running.Lane.BudgetMilliseconds);
        Assert.Equal(SettingsResult.Done, editor.Save());
        Assert.Equal(700, _running.Lane.BudgetMilliseconds);
        Assert.False(editor.NeedsRestart);

        editor.Set("budget.ms", "");
        editor.Save();
        Assert.Equal(1000, _running.Lane.BudgetMilliseconds);
    }

    [Fact]
    public void Settings_on_trial_must_be_complete_and_take_effect_at_the_next_start()
    {
        _editor.Set("budget.ms", "900");
        Assert.Equal(SettingsResult.Incomplete, _editor.SaveOnTrial(TrialProof.Broker));
        Assert.StartsWith("device is missing", _editor.Fault, StringComparison.Ordinal);

        Complete();
        Assert.Equal(SettingsResult.Done, _editor.SaveOnTrial(TrialProof.Broker));
        Assert.Equal(1000, _running.Lane.BudgetMilliseconds);
        Assert.True(_editor.NeedsRestart);
        Assert.Equal(SettingsState.OnTrial, _store.State);
    }

    [Fact]
    public void Two_editors_do_not_undo_each_others_changes()
    {
        var other = new SettingsEditor(_store, null);
        _editor.Set("venue", "b");
        other.Set("budget.ms", "900");

        _editor.Save();
        other.Save();

        Assert.Equal("b", other.Show(SettingsSchema.IndexOf("venue")));
        Assert.Equal("900", Show("budget.ms"));
    }

    [Fact]
    public void Failed_storage_is_reported_and_the_change_is_kept()
    {
        _editor.Set("venue", "b");
        _files.Fails = true;

        Assert.Equal(SettingsResult.StorageFailed, _editor.Save());
        Assert.Equal("the settings could not be stored; the old ones stay in force", _editor.Fault);
        Assert.Equal(1, _editor.Changes);
    }

    void Complete()
    {
        foreach (var (name, value) in new[]
        {
            ("device", "gate-1"), ("ticket.key", new string('5', 96)), ("wifi.ssid", "x"), ("broker.host", "broker"),
            ("service.code", "471100"),
        })
        {
            Assert.Equal(SettingsResult.Done, _editor.Set(name, value));
        }
    }
}
