using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class LaneFaultTests
{
    readonly LaneRig _rig = new();

    [Fact]
    public void A_hanging_range_finder_is_reported_codes_still_work_and_hands_are_seen_after_its_recovery()
    {
        _rig.Extraction = Vein.ExtractionStatus.NoHand;
        _rig.Presence.Millimetres = 90;
        _rig.Run(29_000);
        Assert.True(_rig.Lane.Health.Works(Part.Presence));
        _rig.Run(3_000);
        Assert.False(_rig.Lane.Health.Works(Part.Presence));
        Assert.Equal((LaneState.Fault, Indication.Fault), (_rig.Lane.State, _rig.Indicator.Current));
        Assert.Contains("\"presence\":\"failed\"", LastState(), StringComparison.Ordinal);
        var captures = _rig.Captures;
        _rig.Run(5_000);
        Assert.Equal(captures, _rig.Captures);

        _rig.Qr.Scan("TICKET-1");
        _rig.Run();
        _rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(1, _rig.Gate.Openings);

        _rig.Extraction = Vein.ExtractionStatus.Ok;
        _rig.Lift();
        Assert.Equal((LaneState.Idle, Indication.Ready), (_rig.Lane.State, _rig.Indicator.Current));
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(2, _rig.Gate.Openings);
    }

    [Fact]
    public void A_range_finder_that_does_not_respond_is_shown()
    {
        _rig.Presence.Millimetres = Hal.Presence.Failed;
        _rig.Run(100);
        Assert.Equal((LaneState.Fault, Indication.Fault), (_rig.Lane.State, _rig.Indicator.Current));
        _rig.Presence.Millimetres = Hal.Presence.Nothing;
        _rig.Run(300);
        Assert.Equal((LaneState.Idle, Indication.Ready), (_rig.Lane.State, _rig.Indicator.Current));
    }

    [Fact]
    public void A_camera_whose_driver_throws_counts_as_not_responding()
    {
        _rig.Run();
        _rig.CameraThrows = true;
        _rig.ShowPalm();
        Assert.Equal((LaneState.UseTicket, OutcomeReason.CameraFailed, CameraStatus.NotResponding),
            (_rig.Lane.State, _rig.Lane.Outcome.Reason, _rig.Lane.Outcome.Camera));
        Assert.Equal(0, _rig.Lane.Failures);
        _rig.Lift();
        Assert.Equal(LaneState.Fault, _rig.Lane.State);
        _rig.CameraThrows = false;
        _rig.Run(31_000);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void An_unexpected_exception_ends_the_attempt_and_pauses_the_lane_longer_each_time()
    {
        _rig.ShowPalm();
        var asked = _rig.Requests(Channel.MatchRequest)[^1].RequestId;
        _rig.LinkThrows = true;
        _rig.Run(10_000);
        Assert.InRange(_rig.Lane.Failures, 3, 4);
        Assert.Equal(LaneState.Fault, _rig.Lane.State);

        _rig.LinkThrows = false;
        _rig.Deliver(_rig.MatchReplyTo(asked, Decision.Admitted));
        _rig.Run(10_000);
        Assert.Equal(0, _rig.Gate.Openings);
        _rig.Lift();
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(1, _rig.Gate.Openings);
    }

    string LastState() => System.Text.Encoding.UTF8.GetString(_rig.Sent.Last(sent => sent.Channel == Channel.State).Payload);
}
