using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>The time in which a pulse may be on and no connection attempt may begin.</summary>
public class GatePulseTests
{
    readonly VirtualClock _clock = new();

    [Theory]
    [InlineData(100, 175)]
    [InlineData(500, 675)]
    [InlineData(5000, 6300)]
    public void A_pulse_may_last_a_quarter_longer_than_nominal(int milliseconds, int longest)
    {
        var pulse = new GatePulse(_clock) { Milliseconds = milliseconds };
        Assert.False(pulse.IsOn());
        pulse.Begin();
        Assert.Equal(longest, pulse.LongestMilliseconds);
        _clock.Advance(longest * 1000L - 1);
        Assert.True(pulse.IsOn());
        _clock.Advance(1);
        Assert.False(pulse.IsOn());
    }

    [Fact]
    public void Every_opening_of_the_gate_starts_a_pulse()
    {
        var rig = new LaneRig();
        rig.Run(2_000);
        rig.ShowPalm();
        Assert.False(rig.Gate.Pulse.IsOn());
        rig.ReplyToMatch(Decision.Admitted);
        Assert.True(rig.Gate.Pulse.IsOn());
        rig.Run(1_000);
        Assert.False(rig.Gate.Pulse.IsOn());
        rig.Gate.Hold();
        Assert.True(rig.Gate.Pulse.IsOn());
    }

    [Fact]
    public void The_pulse_ends_in_hardware_while_the_trigger_is_held()
    {
        var gate = new VirtualGate(_clock);
        gate.Hold();
        Assert.True(gate.IsPulled);
        _clock.Advance(gate.Pulse.Milliseconds * 1000L);
        Assert.False(gate.IsPulled);
    }
}
