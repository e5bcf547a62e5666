using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

/// <summary>Further captures of a palm whose first one is weak.</summary>
public class BurstTests
{
    [Fact]
    public void A_good_capture_is_sent_at_once()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.NextCaptures.Enqueue((70, 64));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, 1), (rig.Lane.State, rig.Captures));
    }

    [Fact]
    public void The_best_of_several_weak_captures_is_sent()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.NextCaptures.Enqueue((40, 64));
        rig.NextCaptures.Enqueue((60, 65));
        rig.NextCaptures.Enqueue((50, 66));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, 3), (rig.Lane.State, rig.Captures));
        Assert.Equal(60, rig.LastMatchRequest().Template[TemplateFormat.QualityOffset]);
    }

    [Fact]
    public void A_good_capture_ends_the_burst()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.NextCaptures.Enqueue((40, 64));
        rig.NextCaptures.Enqueue((90, 64));
        rig.ShowPalm();
        Assert.Equal(2, rig.Captures);
        Assert.Equal(90, rig.LastMatchRequest().Template[TemplateFormat.QualityOffset]);
    }

    [Fact]
    public void A_weak_capture_is_sent_if_the_budget_allows_no_other()
    {
        var rig = new LaneRig { CaptureMilliseconds = 460 };
        rig.NextCaptures.Enqueue((40, 64));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, 1), (rig.Lane.State, rig.Captures));
    }

    [Fact]
    public void A_palm_that_moves_between_captures_is_not_sent_and_its_guest_told_to_hold_still()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.NextCaptures.Enqueue((40, 64));
        rig.NextCaptures.Enqueue((40, 73));
        rig.ShowPalm();
        Assert.Equal((LaneState.Guiding, Indication.HoldStill), (rig.Lane.State, rig.Indicator.Current));
        Assert.Empty(rig.Requests(Channel.MatchRequest));
    }
}
