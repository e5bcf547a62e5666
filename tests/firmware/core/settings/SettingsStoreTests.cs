using System.Text;
using System.Text.Json;
using CsCheck;
using Pedestal.Core.Settings;
using Pedestal.Protocol;
using static Pedestal.Core.Tests.PowerCutTests;

namespace Pedestal.Core.Tests;

public sealed class SettingsStoreTests
{
    [Fact]
    public void Saved_settings_are_loaded_and_are_json()
    {
        var files = Stored("a");

        var store = Opened(new CutStore(files));

        Assert.Equal(SettingsState.Current, store.State);
        Assert.Equal(Values("a"), store.Values());
        using var json = JsonDocument.Parse(files["settings.json"]);
        Assert.Equal(2, json.RootElement.GetProperty("version").GetInt32());
        var settings = json.RootElement.GetProperty("settings");
        Assert.Equal("a", settings.GetProperty("venue").GetString());
        Assert.Equal(1883, settings.GetProperty("broker.port").GetInt32());
        Assert.False(settings.GetProperty("broker.tls").GetBoolean());
        Assert.Equal(Values("a")[SettingsSchema.IndexOf("wifi.password")], settings.GetProperty("wifi.password").GetString());
        Assert.Equal("settings.json", Assert.Single(files.Keys));
    }

    [Fact]
    public void After_any_damage_the_previous_settings_are_used_and_reported() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Byte[1, 255], Gen.Int[0, 10_000]).Sample((at, difference, cut) =>
        {
            var files = Stored("a", "b");
            var damaged = files["settings.json"];
            damaged[at % damaged.Length] ^= difference;
            files["settings.json"] = cut % 2 == 0 ? damaged : damaged[..(cut % damaged.Length)];

            return Venue(files, out var state) == "a" && state == SettingsState.Previous;
        });

    [Fact]
    public void If_every_copy_is_damaged_the_defaults_are_used()
    {
        var files = Stored("a", "b");
        files["settings.json"][7] ^= 4;
        files["settings.previous.json"] = [];

        Assert.Null(Venue(files, out var state));
        Assert.Equal(SettingsState.Damaged, state);
    }

    [Fact]
    public void A_newer_version_is_refused_and_left_alone_until_erased()
    {
        const string text = "{\"version\":3,\"other\":[],";
        var check = Crc32.Of(Encoding.ASCII.GetBytes(text), 0, text.Length);
        var newer = Encoding.ASCII.GetBytes($"{text}\"crc32\":\"{check:x8}\"}}\n");
        var files = new Dictionary<string, byte[]> { ["settings.json"] = newer };

        var store = Opened(new CutStore(files));

        Assert.Equal(SettingsState.TooNew, store.State);
        Assert.Equal(SettingsResult.TooNew, store.Save(Values("a"), TrialProof.None));
        Assert.Equal(newer, files["settings.json"]);

        Assert.Equal(SettingsResult.Done, store.Erase());
        Assert.Empty(files);
        Assert.Equal(SettingsResult.Done, store.Save(Values("a"), TrialProof.None));
    }

    [Fact]
    public void Failed_storage_is_reported()
    {
        var files = new CutStore(Stored("a")) { Fails = true };

        var store = Opened(files);

        Assert.Equal(SettingsState.StorageFailed, store.State);
        Assert.Equal(SettingsResult.StorageFailed, store.Save(Values("b"), TrialProof.None));
        Assert.Equal(SettingsResult.StorageFailed, store.Erase());
        files.Fails = false;
        Assert.Equal("a", Venue(files.Files, out _));
    }

    [Fact]
    public void Settings_on_trial_are_rolled_back_after_three_starts()
    {
        var files = Stored("a", "b");
        Assert.Equal(SettingsResult.Done, Opened(new CutStore(files)).Save(Values("c"), TrialProof.Broker));

        for (var start = 0; start < SettingsStore.TrialStarts; start++)
        {
            Assert.Equal("c", Venue(files, out var trial));
            Assert.Equal(SettingsState.OnTrial, trial);
        }

        Assert.Equal("b", Venue(files, out var state));
        Assert.Equal(SettingsState.RolledBack, state);
        Assert.Equal("b", Venue(files, out state));
        Assert.Equal(SettingsState.Current, state);
    }

    [Fact]
    public void Confirmed_settings_stay()
    {
        var files = Stored("a", "b");
        var store = Opened(new CutStore(files));
        Assert.Equal(SettingsResult.NothingToDo, store.Confirm());
        store.Save(Values("c"), TrialProof.Broker);

        Assert.Equal(SettingsResult.Done, Opened(new CutStore(files)).Confirm());

        for (var start = 0; start < 2 * SettingsStore.TrialStarts; start++)
        {
            Assert.Equal("c", Venue(files, out var state));
            Assert.Equal(SettingsState.Current, state);
        }
    }

    [Fact]
    public void A_trial_can_be_rolled_back_at_once_and_a_second_trial_returns_to_the_confirmed_settings()
    {
        var files = Stored("a", "b");
        var store = Opened(new CutStore(files));
        Assert.Equal(SettingsResult.NothingToDo, store.RollBack());
        store.Save(Values("c"), TrialProof.Broker);
        store.Save(Values("d"), TrialProof.Broker);

        Assert.Equal(SettingsResult.Done, store.RollBack());

        Assert.Equal("b", Venue(files, out _));
    }
}
