using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class CameraTests
{
    [Fact]
    public void A_camera_that_does_not_start_is_retried_after_longer_and_longer_pauses()
    {
        var rig = new LaneRig { StartStatus = CameraStatus.NotResponding };
        rig.Run(100_000);
        Assert.Equal((LaneState.Fault, Indication.Fault), (rig.Lane.State, rig.Indicator.Current));
        Assert.Equal([0, 1, 3, 7, 15, 31, 61, 91], rig.Attempts);
        rig.StartStatus = CameraStatus.Ok;
        rig.Run(30_000);
        Assert.Equal((LaneState.Idle, Indication.Ready), (rig.Lane.State, rig.Indicator.Current));
    }

    [Fact]
    public void A_camera_that_fails_during_an_attempt_sends_the_guest_to_the_reader_and_recovers()
    {
        var rig = new LaneRig { CaptureStatus = CameraStatus.CaptureTimeout };
        rig.ShowPalm();
        Assert.Equal((LaneState.UseTicket, OutcomeReason.CameraFailed, CameraStatus.CaptureTimeout),
            (rig.Lane.State, rig.Lane.Outcome.Reason, rig.Lane.Outcome.Camera));
        rig.CaptureStatus = CameraStatus.Ok;
        rig.Lift();
        Assert.Equal(2, rig.Attempts.Count);
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(1, rig.Gate.Openings);
    }

    [Fact]
    public void While_it_waits_the_camera_is_told_every_turn_to_prepare()
    {
        var rig = new LaneRig();
        rig.Run(1000);
        rig.Calls.Clear();
        rig.Run(100);
        Assert.Equal(Enumerable.Repeat("prepare", 10), rig.Calls);

        // A hand that is too far away is waited for as well.
        rig.Presence.Millimetres = 200;
        rig.Run(100);
        Assert.Equal(Enumerable.Repeat("prepare", 20), rig.Calls);
    }

    [Fact]
    public void The_camera_exposes_for_a_second_capture_while_the_reply_is_awaited_and_prepares_when_the_attempt_ends()
    {
        var rig = new LaneRig();
        rig.Run(1000);
        rig.Calls.Clear();
        string[] first = ["capture, the left one follows", "extract", "capture left, another follows", "check liveness"];
        rig.ShowPalm();
        Assert.Equal(first, rig.Calls.Take(first.Length));
        Assert.All(rig.Calls.Skip(first.Length), call => Assert.Equal("tend exposure", call));
        rig.Calls.Clear();
        rig.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal(["capture, another follows", "extract"], rig.Calls.Where(call => call != "tend exposure"));
        rig.Calls.Clear();
        rig.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal("prepare", rig.Calls[^1]);
    }

    [Fact]
    public void A_palm_that_has_moved_since_it_was_found_alive_is_checked_again_before_it_is_asked_for_again()
    {
        var rig = new LaneRig();
        rig.NextCaptures.Enqueue((100, 64));
        rig.NextCaptures.Enqueue((100, 84));
        rig.ShowPalm();
        rig.Calls.Clear();
        rig.Liveness = ExtractionStatus.FlatSurface;

        rig.ReplyToMatch(Decision.NotRecognised);

        Assert.Equal(
            ["capture, another follows", "extract", "capture left, another follows", "check liveness", "end exposure", "prepare"],
            rig.Calls.SkipWhile(call => call == "tend exposure").Take(6));
        Assert.Equal((LaneState.Denied, Decision.NotRecognised), (rig.Lane.State, rig.Lane.Outcome.Decision));
        Assert.Single(rig.Requests(Channel.MatchRequest));
    }

    [Fact]
    public void What_one_guest_has_shown_counts_for_no_other()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Admitted);
        rig.Lift();
        rig.Calls.Clear();
        rig.ShowPalm();
        Assert.Contains("check liveness", rig.Calls);
    }

    [Theory]
    [InlineData(ExtractionStatus.Tilted, 100)]
    [InlineData(ExtractionStatus.Ok, 40)]
    public void After_captures_that_give_no_template_the_camera_prepares_for_the_next_attempt(ExtractionStatus status, int quality)
    {
        // The second capture, if there is one, is of a palm that has moved.
        var rig = new LaneRig { Extraction = status, CaptureMilliseconds = 100 };
        rig.NextCaptures.Enqueue((quality, 64));
        rig.NextCaptures.Enqueue((quality, 84));
        rig.ShowPalm();
        Assert.Equal(LaneState.Guiding, rig.Lane.State);
        Assert.Equal("prepare", rig.Calls[^1]);
    }

    [Fact]
    public void The_second_capture_of_an_attempt_takes_the_rest_of_an_exposure_and_one_reading()
    {
        var rig = new LaneRig { ExtractMilliseconds = 78 };
        var camera = new CameraRig(rig.Clock, new FrameScene([.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)]));
        rig.Driver = camera.Driver;
        rig.Run(10_000);
        Assert.Equal(LaneState.Idle, rig.Lane.State);
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.NotRecognised);
        rig.ReplyToMatch(Decision.NotRecognised);
        var ledger = rig.Lane.Outcome.Ledger;
        Assert.Equal((2, Decision.NotRecognised), (rig.Captures, rig.Lane.Outcome.Decision));

        // 33 ms on the wire for each of three pictures, the LEDs' lead and 33 to 67 ms for the first, and at most 67 ms more for the
        // third.
        Assert.InRange(ledger.Microseconds(Stage.Capture), 10_000 + 4 * 33_000, 10_000 + 2 * 67_000 + 3 * 33_000 + 5_000);
        Assert.InRange(ledger.Microseconds(Stage.Extract), 2 * 78_000, 2 * 78_000 + 2_000);
        Assert.False(camera.Light.IsOn);
    }

    [Fact]
    public void Suddenly_in_the_sun_a_capture_changes_the_exposure_once_and_stays_within_the_budget()
    {
        var rig = new LaneRig { ExtractMilliseconds = 92 };
        var camera = new CameraRig(rig.Clock, new FrameScene([.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)]));
        rig.Driver = camera.Driver;
        rig.Run(10_000);
        camera.Module.Ambient = new AmbientLight { Multiple = 4 };
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(Decision.Admitted, rig.Lane.Outcome.Decision);
        Assert.InRange(rig.Lane.Outcome.Ledger.TotalMicroseconds(), 400_000, 900_000);
        Assert.Equal(0, camera.Module.ProtocolErrors);
    }

    [Theory]
    [InlineData(ExtractionStatus.FlatSurface)]
    [InlineData(ExtractionStatus.NoVeins)]
    public void What_is_no_living_hand_is_sent_nowhere_and_gets_no_second_try(ExtractionStatus reason)
    {
        var rig = new LaneRig { Liveness = reason };
        rig.ShowPalm();
        Assert.Equal((LaneState.UseTicket, Indication.UseTicket), (rig.Lane.State, rig.Indicator.Current));
        Assert.Equal((OutcomeReason.CaptureUnusable, reason), (rig.Lane.Outcome.Reason, rig.Lane.Outcome.Extraction));
        Assert.Empty(rig.Requests(Channel.MatchRequest));
        rig.Run(2000);
        Assert.Equal(1, rig.Captures);

        rig.Liveness = ExtractionStatus.Ok;
        rig.Lift();
        rig.ShowPalm();
        Assert.Single(rig.Requests(Channel.MatchRequest));
    }

    [Fact]
    public void Only_the_first_capture_of_a_burst_is_checked_for_a_living_hand()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.NextCaptures.Enqueue((40, 64));
        rig.Calls.Clear();
        rig.ShowPalm();
        Assert.Equal(
            ["capture, the left one follows", "extract", "capture left, another follows", "check liveness", "capture, another follows",
             "extract"],
            rig.Calls.Where(call => call is not ("prepare" or "tend exposure")));
    }

    [Fact]
    public void Without_a_template_the_left_picture_is_not_waited_for()
    {
        var rig = new LaneRig { Extraction = ExtractionStatus.TooFar };
        rig.Calls.Clear();
        rig.ShowPalm();
        Assert.Equal(["capture, the left one follows", "extract", "end exposure"], rig.Calls.Where(call => call != "prepare"));
    }

    [Theory]
    [InlineData(Illumination.Left, "left-leds-dark")]
    [InlineData(Illumination.Right, "right-leds-dark")]
    public void A_dead_bank_of_LEDs_is_a_fault_of_the_camera_and_the_guest_uses_the_ticket(Illumination dead, string fault)
    {
        var rig = new LaneRig();
        var camera = new CameraRig(rig.Clock, new FrameScene([.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)]));
        rig.Driver = camera.Driver;
        rig.Run(10_000);
        camera.Light.Dead = dead;
        rig.ShowPalm();
        Assert.Equal(OutcomeReason.CameraFailed, rig.Lane.Outcome.Reason);
        Assert.Equal(fault, PartWords.Of(rig.Lane.Outcome.Camera));
        Assert.Empty(rig.Requests(Channel.MatchRequest));
    }

    [Fact]
    public void Every_status_has_a_word()
    {
        Assert.All(Enum.GetValues<CameraStatus>(), s => Assert.NotEmpty(PartWords.Of(s)));
        Assert.All(Enum.GetValues<ExtractionStatus>(), s => Assert.NotEmpty(LaneWords.Of(s)));
        Assert.All(Enum.GetValues<Decision>(), s => Assert.NotEmpty(DecisionTable.Of(s).Word));
        Assert.All(Enum.GetValues<OutcomeReason>(), s => Assert.NotEmpty(LaneWords.Of(s)));
        Assert.All(Enum.GetValues<EntryWay>(), s => Assert.NotEmpty(LaneWords.Of(s)));
        Assert.All(Enum.GetValues<Stage>(), s => Assert.NotEmpty(StageWords.Of(s)));
    }
}
