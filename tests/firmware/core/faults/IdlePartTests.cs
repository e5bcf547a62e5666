using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Palm;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.Core.Tests;

/// <summary>Parts that fail while nobody is there are detected before the next guest comes.</summary>
public class IdlePartTests
{
    readonly FaultRig _rig = new();

    [Theory]
    [InlineData(CameraFault.NotResponding, "camera not-responding")]
    [InlineData(CameraFault.FlippedBits, "camera bus-corrupted")]
    public void A_failing_camera_is_detected_at_the_next_poll(CameraFault fault, string told)
    {
        _rig.Run(30_000);
        Assert.Equal("none", _rig.Lane.Lane.Health.Fault());
        _rig.Module.Fault = fault;
        _rig.Run(CameraCare.PollSeconds * 1000 + 10);
        Assert.Equal(told, _rig.Lane.Lane.Health.Fault());
        Assert.Equal(LaneState.Fault, _rig.Lane.Lane.State);
        Assert.True(_rig.Tells($"\"fault\":\"{told}\""));

        _rig.Module.Fault = CameraFault.None;
        _rig.Run(31_000);
        Assert.Equal(("none", LaneState.Idle), (_rig.Lane.Lane.Health.Fault(), _rig.Lane.Lane.State));
        Assert.Equal(LaneState.Admitted, _rig.ShowPalm().State);
    }

    [Fact]
    public void A_working_camera_is_not_restarted()
    {
        var captures = _rig.Lane.Captures;
        var attempts = _rig.Lane.Attempts.Count;
        _rig.Run(120_000);
        Assert.Equal((captures, attempts), (_rig.Lane.Captures, _rig.Lane.Attempts.Count));
    }

    [Fact]
    public void A_relay_that_does_not_release_is_reported_at_once()
    {
        _rig.Lane.Gate.Stuck = true;
        _rig.Run(1_100);
        Assert.Equal("gate stuck-open", _rig.Lane.Lane.Health.Fault());
        Assert.True(_rig.Tells("\"gate\":\"stuck-open\""));
        Assert.True(_rig.Tells("gate:stuck-open"));
        _rig.Lane.Gate.Stuck = false;
        _rig.Run(1_100);
        Assert.Equal("none", _rig.Lane.Lane.Health.Fault());
    }

    [Fact]
    public void A_pulse_is_not_reported_as_a_stuck_relay()
    {
        Assert.Equal(LaneState.Admitted, _rig.ShowPalm().State);
        Assert.False(_rig.Tells("gate:stuck-open"));
    }

    [Fact]
    public void The_console_shows_that_the_lane_pauses_after_a_defect()
    {
        var rig = new ConsoleRig();
        Assert.Equal("none", rig.Ask("status")[0].GetProperty("fault").GetString());
        rig.Rig.LinkThrows = true;
        rig.Rig.Run(2_000);
        var status = rig.Ask("status")[0];
        Assert.Equal(("fault", "lane failed"), (status.GetProperty("lane").GetString(), status.GetProperty("fault").GetString()));
        rig.Rig.LinkThrows = false;
        rig.Rig.Run(31_000);
        Assert.Equal("none", rig.Ask("status")[0].GetProperty("fault").GetString());
    }

    [Fact]
    public void Console_and_health_message_report_the_same_fault_as_the_state()
    {
        var rig = new ConsoleRig();
        rig.Rig.Presence.Silent = true;
        rig.Rig.Gate.FeedbackMissing = true;
        rig.Rig.Gate.Open();
        rig.Rig.Connected = false;
        rig.Rig.Run(3_000);
        const string Fault = "presence failed, gate no-feedback, broker not-connected";
        Assert.Equal(Fault, rig.Ask("status")[0].GetProperty("fault").GetString());
        Assert.Equal(Fault, rig.Parts.Fault);
    }
}
