using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

/// <summary>The power fails at every byte and between all steps: then the old or the new settings are complete.</summary>
public sealed class PowerCutTests
{
    static readonly string Key = new('5', 96);

    /// <summary>Two starts in a row are interrupted as well, because a start repairs what it finds.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_during_a_save_leaves_the_old_or_the_new_settings(bool keepsOldEnd)
    {
        var before = Stored("a", "b");
        var isNew = new HashSet<bool>();
        CutEverywhere(before, keepsOldEnd, store => Opened(store).Save(Values("c"), TrialProof.None), after =>
        {
            CutEverywhere(after, keepsOldEnd, store => new SettingsStore(store).Load(), left =>
            {
                Assert.Contains(Venue(left, out var state), new[] { "b", "c" });
                Assert.Equal(SettingsState.Current, state);
            });
            isNew.Add(Venue(after, out _) == "c");
        });
        Assert.Equal(2, isNew.Count);
    }

    [Fact]
    public void Two_interrupted_saves_leave_one_of_the_three_settings()
    {
        CutEverywhere(Stored("a", "b"), true, store => Opened(store).Save(Values("c"), TrialProof.None), once =>
            CutEverywhere(
                once,
                true,
                store => Opened(store).Save(Values("d"), TrialProof.None),
                twice => Assert.Contains(Venue(twice, out _), new[] { "b", "c", "d" })),
            step: 7);
    }

    [Fact]
    public void A_power_cut_during_the_first_save_leaves_none_or_the_new_settings() =>
        CutEverywhere([], false, store => Opened(store).Save(Values("a"), TrialProof.None), after =>
        {
            var venue = Venue(after, out var state);
            Assert.Equal(state == SettingsState.NoneStored ? null : "a", venue);
            Assert.True(state is SettingsState.NoneStored or SettingsState.Current, state.ToString());
        });

    [Fact]
    public void A_power_cut_while_replacing_a_damaged_copy_leaves_the_previous_or_the_new_settings()
    {
        var before = Stored("a", "b");
        before["settings.json"][40] ^= 1;
        CutEverywhere(before, true, store => Opened(store).Save(Values("c"), TrialProof.None),
            after => Assert.Contains(Venue(after, out _), new[] { "a", "c" }));
    }

    [Fact]
    public void A_power_cut_during_a_trial_keeps_both_settings_and_ends_with_the_old_ones()
    {
        CutEverywhere(Stored("a", "b"), true, store => Opened(store).Save(Values("c"), TrialProof.Broker), after =>
        {
            Assert.Contains(Venue(after, out _), new[] { "b", "c" });
            CutEverywhere(
                after,
                true,
                store =>
                {
                    for (var start = 0; start <= SettingsStore.TrialStarts; start++)
                    {
                        new SettingsStore(store).Load();
                    }
                },
                left =>
                {
                    for (var start = 0; start <= SettingsStore.TrialStarts; start++)
                    {
                        Venue(left, out _);
                    }

                    Assert.Equal("b", Venue(left, out var state));
                    Assert.Equal(SettingsState.Current, state);
                },
                step: 5);
        }, step: 3);
    }

    [Fact]
    public void A_power_cut_during_a_confirmation_keeps_the_settings_on_trial()
    {
        var before = Stored("a", "b");
        Assert.Equal(SettingsResult.Done, Opened(new CutStore(before)).Save(Values("c"), TrialProof.Broker));
        CutEverywhere(before, true, store => Opened(store).Confirm(), after => Assert.Equal("c", Venue(after, out _)));
    }

    internal static string[] Values(string venue)
    {
        var values = new string[SettingsSchema.All.Length];
        values[SettingsSchema.IndexOf("venue")] = venue;
        values[SettingsSchema.IndexOf("match.key")] = Key;
        values[SettingsSchema.IndexOf("wifi.password")] = "say \"friend\" \\ \u00e9\u4f60\ud83d\ude00";
        values[SettingsSchema.IndexOf("broker.tls")] = "off";
        values[SettingsSchema.IndexOf("broker.port")] = "1883";
        return values;
    }

    internal static Dictionary<string, byte[]> Stored(params string[] venues)
    {
        var store = new CutStore();
        foreach (var venue in venues)
        {
            Assert.Equal(SettingsResult.Done, Opened(store).Save(Values(venue), TrialProof.None));
        }

        return store.Files;
    }

    internal static SettingsStore Opened(CutStore files)
    {
        var store = new SettingsStore(files);
        store.Load();
        return store;
    }

    internal static string? Venue(Dictionary<string, byte[]> files, out SettingsState state)
    {
        var store = new SettingsStore(new CutStore(files));
        state = store.Load();
        var values = store.Values();
        if (values[SettingsSchema.IndexOf("venue")] is { } venue && values[3] != null)
        {
            Assert.Equal(Values(venue), values);
        }

        return values[SettingsSchema.IndexOf("venue")];
    }

    static void CutEverywhere(Dictionary<string, byte[]> before, bool keepsOldEnd, Action<CutStore> act,
        Action<Dictionary<string, byte[]>> check, int step = 1)
    {
        var whole = new CutStore(Copy(before));
        act(whole);
        check(Copy(whole.Files));
        for (var cut = 0; cut < whole.Points; cut += step)
        {
            var store = new CutStore(Copy(before), cut, keepsOldEnd);
            Assert.Throws<PowerCutException>(() => act(store));
            check(store.Files);
        }
    }

    static Dictionary<string, byte[]> Copy(Dictionary<string, byte[]> files) =>
        files.ToDictionary(file => file.Key, file => (byte[])[.. file.Value]);
}
