using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class CaptureModeTests
{
    readonly LaneRig _rig = new(LaneMode.Capture);

    [Fact]
    public void The_ring_says_that_pictures_are_stored_and_no_picture_is_taken_until_one_is_wanted()
    {
        _rig.Run(100);
        Assert.Equal(Indication.StoringPictures, _rig.Indicator.Current);
        _rig.ShowPalm();
        _rig.Run(500);
        Assert.Equal((0, Indication.StoringPictures), (_rig.Captures, _rig.Indicator.Current));
    }

    [Fact]
    public void A_wanted_capture_is_taken_of_the_next_palm_in_range_and_of_none_after_it()
    {
        _rig.Recorder.Want();
        _rig.ShowPalm(200);
        Assert.Equal((0, Indication.ComeCloser), (_rig.Captures, _rig.Indicator.Current));
        _rig.ShowPalm();

        Assert.Equal((1, true, CameraStatus.Ok), (_rig.Captures, _rig.Recorder.IsTaken, _rig.Recorder.Camera));
        Assert.Equal(["capture, the left one follows", "capture left"], _rig.Calls.Where(call => call.StartsWith("capture", StringComparison.Ordinal)));
        _rig.Run(1_000);
        Assert.Equal((1, Indication.StoringPictures), (_rig.Captures, _rig.Indicator.Current));
    }

    [Fact]
    public void The_palm_is_lifted_between_two_captures()
    {
        _rig.Recorder.Want();
        _rig.ShowPalm();
        _rig.Recorder.Want();
        _rig.Run(1_000);
        Assert.Equal((1, Indication.LiftPalm), (_rig.Captures, _rig.Indicator.Current));
        _rig.Lift();
        _rig.ShowPalm();
        Assert.Equal(2, _rig.Captures);
    }

    [Fact]
    public void Nothing_is_extracted_and_nothing_is_sent()
    {
        _rig.Recorder.Want();
        _rig.ShowPalm();
        _rig.Run(1_000);
        Assert.DoesNotContain("extract", _rig.Calls);
        Assert.DoesNotContain(_rig.Sent, sent => sent.Channel is Channel.MatchRequest or Channel.TicketRequest);
    }

    [Fact]
    public void A_failed_camera_leaves_no_pictures_and_is_repaired()
    {
        _rig.CaptureStatus = CameraStatus.Wedged;
        _rig.Recorder.Want();
        _rig.ShowPalm();

        Assert.Equal((true, CameraStatus.Wedged), (_rig.Recorder.IsTaken, _rig.Recorder.Camera));
        Assert.All(_rig.Recorder.Frame.Lit, value => Assert.Equal(0, value));
        var starts = _rig.Attempts.Count;
        _rig.Run(100);
        Assert.Equal(starts + 1, _rig.Attempts.Count);
    }

    [Fact]
    public void A_guest_with_a_ticket_is_sent_to_another_lane_without_a_request()
    {
        _rig.Run();
        _rig.Qr.Scan("TICKET-1");
        _rig.Run();
        Assert.Equal((LaneState.Denied, Indication.OtherLane), (_rig.Lane.State, _rig.Indicator.Current));
        Assert.Empty(_rig.Requests(Channel.TicketRequest));
    }

    [Fact]
    public void No_reason_opens_the_gate()
    {
        _rig.Run();
        Assert.All(Enum.GetValues<OpeningReason>(), reason => Assert.False(_rig.Keeper.Open(reason, 1)));
        Assert.False(_rig.Keeper.Hold());
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Fact]
    public void In_every_other_mode_the_recorder_has_no_effect()
    {
        var rig = new LaneRig();
        rig.Recorder.Want();
        rig.ShowPalm();
        Assert.False(rig.Recorder.IsTaken);
        Assert.Single(rig.Requests(Channel.MatchRequest));
    }
}
