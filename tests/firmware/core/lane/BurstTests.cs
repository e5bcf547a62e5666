using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

/// <summary>Further looks at a palm whose first one is weak.</summary>
public class BurstTests
{
    [Fact]
    public void A_good_look_is_asked_about_at_once()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.Looks.Enqueue((70, 64));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, 1), (rig.Lane.State, rig.Captures));
    }

    [Fact]
    public void The_best_of_weak_looks_is_sent()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.Looks.Enqueue((40, 64));
        rig.Looks.Enqueue((60, 65));
        rig.Looks.Enqueue((50, 66));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, 3), (rig.Lane.State, rig.Captures));
        Assert.Equal(60, rig.LastMatchRequest().Template[TemplateFormat.QualityOffset]);
    }

    [Fact]
    public void A_good_look_ends_the_burst()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.Looks.Enqueue((40, 64));
        rig.Looks.Enqueue((90, 64));
        rig.ShowPalm();
        Assert.Equal(2, rig.Captures);
        Assert.Equal(90, rig.LastMatchRequest().Template[TemplateFormat.QualityOffset]);
    }

    [Fact]
    public void A_weak_look_is_sent_when_the_budget_allows_no_other()
    {
        var rig = new LaneRig { CaptureMilliseconds = 460 };
        rig.Looks.Enqueue((40, 64));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, 1), (rig.Lane.State, rig.Captures));
    }

    [Fact]
    public void A_palm_that_moves_between_looks_is_told_to_hold_still_and_not_sent()
    {
        var rig = new LaneRig { CaptureMilliseconds = 100 };
        rig.Looks.Enqueue((40, 64));
        rig.Looks.Enqueue((40, 73));
        rig.ShowPalm();
        Assert.Equal((LaneState.Guiding, Indication.HoldStill), (rig.Lane.State, rig.Indicator.Current));
        Assert.Empty(rig.Requests(Channel.MatchRequest));
    }
}
