using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class DeletionTests
{
    readonly LaneRig _rig = new(LaneMode.Deletion);

    [Fact]
    public void A_palm_shown_twice_is_deleted()
    {
        _rig.Run();
        Assert.Equal(Indication.ScanTicket, _rig.Indicator.Current);
        Scan();
        Assert.Equal(Indication.ShowPalmToDelete, _rig.Indicator.Current);
        Show(capture: 0, link: 7);
        _rig.ReplyToMatch(Decision.SampleAccepted);
        Assert.Equal(Indication.ShowAgainToDelete, _rig.Indicator.Current);
        var captures = _rig.Captures;
        _rig.Run(500);
        Assert.Equal(captures, _rig.Captures);
        _rig.Lift();
        Show(capture: 1, link: 7);
        _rig.ReplyToMatch(Decision.Deleted);

        Assert.Equal((LaneState.Deleted, Indication.Deleted), (_rig.Lane.State, _rig.Indicator.Current));
        Assert.Equal((EntryWay.Deletion, Decision.Deleted), (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Decision));
        _rig.Lift();
        Assert.Equal(Indication.ScanTicket, _rig.Indicator.Current);
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Theory]
    [InlineData(Decision.NotRecognised, Indication.NotRecognised)]
    [InlineData(Decision.Unavailable, Indication.DeletionFailed)]
    [InlineData(Decision.Refused, Indication.DeletionFailed)]
    [InlineData(Decision.Admitted, Indication.DeletionFailed)]
    public void Any_other_decision_ends_the_deletion_and_the_next_palm_starts_a_new_one(Decision decision, Indication shown)
    {
        Show(capture: 0);
        _rig.ReplyToMatch(Decision.SampleAccepted);
        _rig.Lift();
        Show(capture: 1);
        _rig.ReplyToMatch(decision);
        Assert.Equal((LaneState.Denied, shown), (_rig.Lane.State, _rig.Indicator.Current));
        _rig.Lift();
        Show(capture: 0);
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Fact]
    public void A_guest_who_does_not_show_the_palm_again_keeps_everything()
    {
        Show(capture: 0);
        _rig.ReplyToMatch(Decision.SampleAccepted);
        _rig.Lift();
        _rig.Run(19_500);
        Assert.Equal((Indication.DeletionFailed, OutcomeReason.Abandoned),
            (_rig.Indicator.Current, _rig.Lane.Outcome.Reason));
        _rig.Lift();
        Show(capture: 0);
    }

    [Fact]
    public void Without_a_reply_nothing_counts_as_deleted()
    {
        Show(capture: 0);
        _rig.Run(1_100);
        Assert.Equal((Indication.DeletionFailed, OutcomeReason.NoReplyInTime),
            (_rig.Indicator.Current, _rig.Lane.Outcome.Reason));
    }

    [Fact]
    public void A_guest_who_shows_a_code_and_no_palm_keeps_everything()
    {
        Scan();
        _rig.Run(20_500);
        Assert.Equal((Indication.DeletionFailed, OutcomeReason.Abandoned),
            (_rig.Indicator.Current, _rig.Lane.Outcome.Reason));
        _rig.Lift();
        Show(capture: 0);
    }

    [Fact]
    public void A_palm_whose_code_is_missing_leads_to_the_invitation_to_scan_it()
    {
        Show(capture: 0);
        _rig.ReplyToMatch(Decision.CodeNeeded);
        Assert.Equal((LaneState.Denied, Indication.ScanTicket), (_rig.Lane.State, _rig.Indicator.Current));
    }

    [Fact]
    public void A_code_without_an_account_opens_no_deletion()
    {
        _rig.Run();
        _rig.Qr.Scan("TICKET-1");
        _rig.Run();
        _rig.ReplyToTicket(Decision.UnknownTicket);
        Assert.Equal((LaneState.Denied, Indication.NoTicket), (_rig.Lane.State, _rig.Indicator.Current));
        _rig.Run(3_000);
        Show(capture: 0);
    }

    [Fact]
    public void The_code_still_held_at_the_reader_does_not_start_over()
    {
        Scan();
        Show(capture: 0, link: 7);
        _rig.ReplyToMatch(Decision.SampleAccepted);
        _rig.Lift();
        var requests = _rig.Requests(Channel.TicketRequest).Count;
        _rig.Qr.Scan("TICKET-1");
        _rig.Run(100);
        Assert.Equal(requests, _rig.Requests(Channel.TicketRequest).Count);
        Show(capture: 1, link: 7);
    }

    void Scan()
    {
        _rig.Run();
        _rig.Qr.Scan("TICKET-1");
        _rig.Run();
        var request = new TicketRequest();
        Assert.True(request.Read(_rig.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal(TicketPurpose.OpenDeletion, request.Purpose);
        _rig.ReplyToTicket(Decision.DeletionOpened);
    }

    void Show(byte capture, byte link = 0)
    {
        _rig.ShowPalm();
        var request = _rig.LastMatchRequest();
        Assert.Equal((MatchPurpose.Delete, PalmSide.Unknown, capture, 2),
            (request.Purpose, request.Side, request.Sample, request.SampleCount));
        Assert.All(request.Link, b => Assert.Equal(link, b));
    }
}
