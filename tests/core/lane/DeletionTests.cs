using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

public class DeletionTests
{
    readonly LaneRig _rig = new(LaneMode.Deletion);

    [Fact]
    public void A_palm_shown_twice_is_deleted()
    {
        _rig.Run();
        Assert.Equal(Indication.ShowPalmToDelete, _rig.Indicator.Current);
        Show(look: 0);
        _rig.AnswerMatch(Decision.SampleAccepted);
        Assert.Equal(Indication.ShowAgainToDelete, _rig.Indicator.Current);
        var captures = _rig.Captures;
        _rig.Run(500);
        Assert.Equal(captures, _rig.Captures);
        _rig.Lift();
        Show(look: 1);
        _rig.AnswerMatch(Decision.Deleted);

        Assert.Equal((LaneState.Deleted, Indication.Deleted), (_rig.Lane.State, _rig.Indicator.Current));
        Assert.Equal((EntryWay.Deletion, Decision.Deleted), (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Decision));
        _rig.Lift();
        Assert.Equal(Indication.ShowPalmToDelete, _rig.Indicator.Current);
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Theory]
    [InlineData(Decision.NotRecognised, Indication.NotRecognised)]
    [InlineData(Decision.Unavailable, Indication.DeletionFailed)]
    [InlineData(Decision.Refused, Indication.DeletionFailed)]
    [InlineData(Decision.Admitted, Indication.DeletionFailed)]
    public void Anything_else_ends_it_and_the_next_palm_is_a_first_one(Decision decision, Indication shown)
    {
        Show(look: 0);
        _rig.AnswerMatch(Decision.SampleAccepted);
        _rig.Lift();
        Show(look: 1);
        _rig.AnswerMatch(decision);
        Assert.Equal((LaneState.Denied, shown), (_rig.Lane.State, _rig.Indicator.Current));
        _rig.Lift();
        Show(look: 0);
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Fact]
    public void A_guest_who_does_not_show_the_palm_again_keeps_everything()
    {
        Show(look: 0);
        _rig.AnswerMatch(Decision.SampleAccepted);
        _rig.Lift();
        _rig.Run(19_500);
        Assert.Equal((Indication.DeletionFailed, OutcomeReason.Abandoned),
            (_rig.Indicator.Current, _rig.Lane.Outcome.Reason));
        _rig.Lift();
        Show(look: 0);
    }

    [Fact]
    public void Without_an_answer_nothing_is_taken_for_deleted()
    {
        Show(look: 0);
        _rig.Run(1_100);
        Assert.Equal((Indication.DeletionFailed, OutcomeReason.NoReplyInTime),
            (_rig.Indicator.Current, _rig.Lane.Outcome.Reason));
    }

    [Fact]
    public void A_code_means_nothing_at_a_pedestal_that_deletes()
    {
        _rig.Qr.Scan("TICKET-1");
        _rig.Run(100);
        Assert.Empty(_rig.Requests(Channel.TicketRequest));
        Assert.Equal(Indication.ShowPalmToDelete, _rig.Indicator.Current);
    }

    void Show(byte look)
    {
        _rig.ShowPalm();
        var request = _rig.LastMatchRequest();
        Assert.Equal((MatchPurpose.Delete, PalmSide.Unknown, look, 2),
            (request.Purpose, request.Side, request.Sample, request.SampleCount));
    }
}
