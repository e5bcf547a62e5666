namespace Pedestal.Core.Tests;

/// <summary>Commands that change secrets or cannot be undone.</summary>
public sealed class ConfirmedCommandTests
{
    readonly ConsoleRig _rig = new();

    [Fact]
    public void Settings_change_in_service_mode_and_secrets_are_never_printed()
    {
        Assert.Contains("only in service mode", _rig.Run("config set wifi.password hidden-words"), StringComparison.Ordinal);
        _rig.Run($"service {ConsoleRig.Code}");

        var printed = _rig.Run("config set wifi.password hidden-words") + _rig.Run("config") + _rig.Run("config save")
            + _rig.Run("config show wifi.password") + _rig.Run("\x1b[A\x1b[A\x1b[A");

        Assert.DoesNotContain("hidden", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", printed, StringComparison.Ordinal);
        Assert.Contains("* wifi.password     set", printed, StringComparison.Ordinal);
        Assert.Contains("hidden-words", _rig.Store.Values());
    }

    [Fact]
    public void A_change_can_be_reverted()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Run("config set budget.ms 700");
        Assert.Contains("* budget.ms         700", _rig.Run("config"), StringComparison.Ordinal);
        _rig.Run("config revert");

        Assert.Contains("  budget.ms         1000", _rig.Run("config"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gate-2")]
    [InlineData("")]
    [InlineData("yes")]
    public void Nothing_is_erased_or_opened_without_the_pedestals_name(string confirmation)
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Run("config set venue demo");
        _rig.Run("config save");

        Assert.Contains("nothing was erased", _rig.Run($"factory-reset\r{confirmation}"), StringComparison.Ordinal);
        Assert.Contains("the gate stays closed", _rig.Run($"selftest gate\r{confirmation}"), StringComparison.Ordinal);
        Assert.Contains("demo", _rig.Store.Values());
        Assert.Equal((0, 0), (_rig.Reboots, _rig.Rig.Gate.Openings));
    }

    [Fact]
    public void A_confirmation_that_does_not_come_in_time_is_a_refusal()
    {
        _rig.Run($"service {ConsoleRig.Code}");

        Assert.Contains("not confirmed in time", _rig.Run("factory-reset"), StringComparison.Ordinal);
        Assert.Contains("not confirmed in time", _rig.Run("selftest gate"), StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_name_everything_is_erased_and_the_pedestal_restarts()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Run("config set venue demo");
        _rig.Run("config save");

        Assert.Contains("erased", _rig.Run("factory-reset\rgate-1"), StringComparison.Ordinal);

        Assert.All(_rig.Store.Values(), Assert.Null);
        Assert.Equal(1, _rig.Reboots);
    }

    [Fact]
    public void The_gate_test_opens_the_gate_once()
    {
        _rig.Run($"service {ConsoleRig.Code}");

        Assert.Contains("1 passed, 0 failed", _rig.Run("selftest gate\rgate-1"), StringComparison.Ordinal);

        Assert.Equal(1, _rig.Rig.Gate.Openings);
    }

    [Fact]
    public void A_reboot_prints_before_it_happens()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        Assert.Contains("rebooting", _rig.Run("reboot"), StringComparison.Ordinal);
        Assert.Equal(1, _rig.Reboots);
    }

    [Fact]
    public void A_capture_ends_with_service_mode()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Type("capture\r");
        _rig.Poll();
        _rig.Poll();

        _rig.Parts.Service.Leave();

        Assert.Contains("service mode has ended", _rig.Run(""), StringComparison.Ordinal);
    }
}
