using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class CameraTests
{
    [Fact]
    public void A_camera_that_does_not_start_is_tried_again_ever_more_rarely()
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
    public void A_camera_that_fails_during_a_presentation_sends_to_the_reader_and_comes_back()
    {
        var rig = new LaneRig { CaptureStatus = CameraStatus.CaptureTimeout };
        rig.ShowPalm();
        Assert.Equal((LaneState.UseTicket, OutcomeReason.CameraFailed, CameraStatus.CaptureTimeout),
            (rig.Lane.State, rig.Lane.Outcome.Reason, rig.Lane.Outcome.Camera));
        rig.CaptureStatus = CameraStatus.Ok;
        rig.Lift();
        Assert.Equal(2, rig.Attempts.Count);
        rig.ShowPalm();
        rig.AnswerMatch(Decision.Admitted);
        Assert.Equal(1, rig.Gate.Openings);
    }

    [Fact]
    public void Every_status_has_a_name_operators_can_read()
    {
        Assert.All(Enum.GetValues<CameraStatus>(), s => Assert.NotEmpty(PartWords.Of(s)));
        Assert.All(Enum.GetValues<Vein.ExtractionStatus>(), s => Assert.NotEmpty(LaneWords.Of(s)));
        Assert.All(Enum.GetValues<Decision>(), s => Assert.NotEmpty(DecisionTable.Of(s).Word));
        Assert.All(Enum.GetValues<OutcomeReason>(), s => Assert.NotEmpty(LaneWords.Of(s)));
        Assert.All(Enum.GetValues<EntryWay>(), s => Assert.NotEmpty(LaneWords.Of(s)));
        Assert.All(Enum.GetValues<Stage>(), s => Assert.NotEmpty(StageWords.Of(s)));
    }
}
