using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>An attacker at the console who does not know the service code.</summary>
public sealed class ConsoleAttackTests
{
    readonly ConsoleRig _rig = new();

    /// <summary>Every form of every command that changes or opens something.</summary>
    public static TheoryData<string> Changing =>
    [
        "reboot", "factory-reset\rgate-1", "factory-reset\rpedestal", "selftest gate\rgate-1", "selftest camera-id gate\rgate-1",
        "sensor write 0x21 7", "sensor read 0x21", "capture", "config set service.code 666666", "config set broker.host evil",
        "config save", "config try", "config revert", "config burn", "latency clear", "log keep error",
    ];

    [Theory]
    [MemberData(nameof(Changing))]
    public void Nothing_changes_or_opens_without_the_code(string line)
    {
        var before = _rig.Store.Values();

        Assert.Contains("error: this works only in service mode", _rig.Run(line), StringComparison.Ordinal);

        AssertUntouched(_rig, before);
    }

    [Theory]
    [MemberData(nameof(Changing))]
    public void Nothing_changes_or_opens_before_the_settings_are_loaded(string line)
    {
        var rig = new ConsoleRig(serving: false);
        rig.Parts.Store = rig.Store;
        rig.Parts.Gate = rig.Rig.Keeper;
        StoredCode.In(rig.Files, ConsoleRig.Code);
        var before = Stored(rig);

        Assert.Contains("error: the settings have not been read yet", rig.Run(line), StringComparison.Ordinal);
        Assert.Contains("not been read yet", rig.Run($"service {ConsoleRig.Code}"), StringComparison.Ordinal);

        AssertUntouched(rig, before);
    }

    /// <summary>An attack: erase the settings, restart, set a service code, open the gate.</summary>
    [Fact]
    public void The_self_test_of_a_pedestal_without_settings_opens_no_gate()
    {
        var rig = Damaged(SettingsState.Damaged);
        Assert.Contains("erased; restarting", rig.Run("factory-reset\rpedestal"), StringComparison.Ordinal);
        StoredCode.In(rig.Files, "666666");
        rig.Store.Load();
        rig.Parts.Service.Open(rig.Store);
        rig.Run("service 666666");
        Assert.True(rig.Parts.Service.IsOn);

        Assert.Contains("opens only on a pedestal that is in service", rig.Run("selftest gate\rpedestal"), StringComparison.Ordinal);

        Assert.Equal(0, rig.Rig.Gate.Openings);
    }

    [Fact]
    public void Unreadable_settings_can_be_erased_as_a_whole()
    {
        var rig = Damaged(SettingsState.Damaged);
        foreach (var line in new[] { "config set service.code 666666", "config save", "selftest gate\rpedestal", "capture" })
        {
            Assert.Contains("'factory-reset' erases them", rig.Run(line), StringComparison.Ordinal);
        }

        Assert.Contains("erased; restarting", rig.Run("factory-reset\rpedestal"), StringComparison.Ordinal);

        Assert.Equal(1, rig.Reboots);
        Assert.Equal(SettingsState.NoneStored, new SettingsStore(rig.Files).Load());
        Assert.Equal(FileResult.Missing, rig.Files.Read("settings.previous.json", out _));
    }

    /// <summary>The settings may be intact: flash that works again must still have its service code.</summary>
    [Fact]
    public void Flash_that_cannot_be_read_erases_nothing()
    {
        var rig = Damaged(SettingsState.StorageFailed);
        rig.Files.Failed = false;
        var before = Stored(rig);
        foreach (var (line, _) in Changing.Select(row => (row.Data, 0)))
        {
            Assert.Contains("the flash cannot be read", rig.Run(line), StringComparison.Ordinal);
        }

        AssertUntouched(rig, before);
    }

    [Theory]
    [InlineData("factory-reset")]
    [InlineData("selftest gate")]
    public void A_confirmation_is_invalid_after_service_mode_has_ended(string line)
    {
        _rig.Run($"service {ConsoleRig.Code}");
        var before = _rig.Store.Values();
        _rig.Type(line + "\r");
        _rig.Poll();
        _rig.Poll();
        _rig.Parts.Service.Leave();

        Assert.Contains("service mode has ended", _rig.Run("gate-1"), StringComparison.Ordinal);

        AssertUntouched(_rig, before);
    }

    [Fact]
    public void A_confirmation_is_invalid_at_the_moment_service_mode_ends()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Type("selftest gate\r");
        _rig.Poll();
        _rig.Rig.Run(ServiceMode.Minutes * 60_000 - 20_000);
        _rig.Run("");
        _rig.Type("selftest gate\r");
        _rig.Poll();
        _rig.Rig.Run(20_000);

        _rig.Run("gate-1");

        Assert.Equal(0, _rig.Rig.Gate.Openings);
    }

    [Fact]
    public void A_running_self_test_does_not_open_the_gate_after_service_mode_has_ended()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Type("selftest camera-id camera-pattern gate\r");
        _rig.Poll();
        _rig.Poll();
        _rig.Type("gate-1\r");
        _rig.Poll();
        _rig.Parts.Service.Leave();

        Assert.Contains("service mode has ended", _rig.Run(""), StringComparison.Ordinal);

        Assert.Equal(0, _rig.Rig.Gate.Openings);
    }

    [Fact]
    public void Service_mode_is_off_for_the_next_connection()
    {
        _rig.Run($"service {ConsoleRig.Code}");

        _rig.Console.Restart();

        Assert.Contains("only in service mode", _rig.Run("reboot"), StringComparison.Ordinal);
        Assert.Equal(0, _rig.Reboots);
    }

    /// <summary>Ctrl-C at the right moment must not keep erased settings in force.</summary>
    [Fact]
    public void A_factory_reset_restarts_even_if_it_is_cancelled_after_erasing()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Type("factory-reset\r");
        _rig.Poll();
        _rig.Type("gate-1\r");
        _rig.Poll();
        _rig.Type("\x03");
        _rig.Run("");

        Assert.All(_rig.Store.Values(), Assert.Null);
        Assert.Equal(1, _rig.Reboots);
    }

    /// <summary>A pedestal that was in service and starts with unreadable settings.</summary>
    static ConsoleRig Damaged(SettingsState state)
    {
        var rig = new ConsoleRig(serving: false);
        StoredCode.In(rig.Files, ConsoleRig.Code);
        StoredCode.In(rig.Files, ConsoleRig.Code + "2");
        foreach (var file in state == SettingsState.Damaged ? ["settings.json", "settings.previous.json"] : Array.Empty<string>())
        {
            Assert.Equal(FileResult.Ok, rig.Files.Write(file, "no settings"u8.ToArray()));
        }

        rig.Files.Failed = state == SettingsState.StorageFailed;
        Assert.Equal(state, rig.Store.Load());
        rig.Parts.Store = rig.Store;
        rig.Parts.Settings = new DeviceSettings();
        rig.Parts.Editor = new SettingsEditor(rig.Store, rig.Parts.Settings);
        rig.Parts.Gate = rig.Rig.Keeper;
        rig.Parts.Service.Open(rig.Store);
        return rig;
    }

    static string[] Stored(ConsoleRig rig)
    {
        var store = new SettingsStore(rig.Files);
        store.Load();
        return store.Values();
    }

    static void AssertUntouched(ConsoleRig rig, string[] before)
    {
        Assert.Equal(before, Stored(rig));
        Assert.Equal((0, 0), (rig.Reboots, rig.Rig.Gate.Openings));
        Assert.Equal(0, rig.Parts.Editor?.Changes ?? 0);
    }
}
