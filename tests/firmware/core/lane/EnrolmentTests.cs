using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class EnrolmentTests
{
    [Fact]
    public void A_ticket_and_three_captures_of_each_palm_enrol()
    {
        var rig = Open();
        for (byte sample = 0; sample < 6; sample++)
        {
            Assert.Equal(sample < 3 ? Indication.ShowLeftPalm : Indication.ShowRightPalm, rig.Indicator.Current);
            rig.ShowPalm();
            var request = rig.LastMatchRequest();
            Assert.Equal((MatchPurpose.Enrol, sample < 3 ? PalmSide.Left : PalmSide.Right, sample, 6),
                (request.Purpose, request.Side, request.Sample, request.SampleCount));
            Assert.All(request.Link, b => Assert.Equal(7, b));
            rig.ReplyToMatch(sample < 5 ? Decision.SampleAccepted : Decision.Enrolled);
            Assert.Equal(sample < 5 ? Indication.LiftPalm : Indication.Enrolled, rig.Indicator.Current);
            var captures = rig.Captures;
            rig.Run(500);
            Assert.Equal(captures, rig.Captures);
            rig.Lift();
        }

        Assert.Equal((Indication.ScanTicket, EntryWay.Enrolment, Decision.Enrolled),
            (rig.Indicator.Current, rig.Lane.Outcome.Way, rig.Lane.Outcome.Decision));
    }

    [Fact]
    public void No_palm_is_captured_before_a_ticket_is_scanned()
    {
        var rig = new LaneRig(LaneMode.Enrolment);
        rig.ShowPalm();
        rig.Run(500);
        Assert.Equal((0, Indication.ScanTicket), (rig.Captures, rig.Indicator.Current));
    }

    [Fact]
    public void A_rejected_sample_is_taken_again_and_too_many_end_it()
    {
        var rig = Open();
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(Indication.ShowLeftPalm, rig.Indicator.Current);
            rig.ShowPalm();
            Assert.Equal(0, rig.LastMatchRequest().Sample);
            rig.ReplyToMatch(Decision.SampleRejected);
            rig.Presence.Millimetres = Hal.Presence.Nothing;
            rig.Run(20);
        }

        Assert.Equal((LaneState.Denied, Indication.EnrolmentFailed), (rig.Lane.State, rig.Indicator.Current));
        rig.Lift();
        Assert.Equal(Indication.ScanTicket, rig.Indicator.Current);
    }

    [Fact]
    public void A_sample_without_a_reply_is_taken_again()
    {
        var rig = Open();
        rig.ShowPalm();
        rig.Run(1100);
        Assert.Equal((Indication.LiftPalm, EntryWay.Sample, OutcomeReason.NoReplyInTime),
            (rig.Indicator.Current, rig.Lane.Outcome.Way, rig.Lane.Outcome.Reason));
        rig.Lift();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.SampleAccepted);
        Assert.Equal(Decision.SampleAccepted, rig.Lane.Outcome.Decision);
    }

    [Fact]
    public void The_enrolment_of_a_guest_who_walks_away_ends_after_the_timeout()
    {
        var rig = Open();
        rig.Run(29_000);
        Assert.Equal(Indication.ShowLeftPalm, rig.Indicator.Current);
        rig.Run(1_100);
        Assert.Equal((Indication.EnrolmentFailed, OutcomeReason.Abandoned), (rig.Indicator.Current, rig.Lane.Outcome.Reason));
    }

    [Fact]
    public void Another_ticket_starts_another_enrolment()
    {
        var rig = Open();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.SampleAccepted);
        rig.Lift();
        rig.Qr.Scan("TICKET-2");
        rig.Run();
        rig.OpenEnrolment();
        rig.ShowPalm();
        Assert.Equal(0, rig.LastMatchRequest().Sample);
    }

    [Fact]
    public void Nothing_opens_a_gate_at_an_enrolment_pedestal()
    {
        var rig = new LaneRig(LaneMode.Enrolment);
        rig.Qr.Scan("TICKET-1");
        rig.Run();
        rig.ReplyToTicket(Decision.Admitted);
        rig.Lift();
        rig.Qr.Scan("TICKET-1");
        rig.Run();
        rig.OpenEnrolment();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(0, rig.Gate.Openings);
    }

    [Fact]
    public void A_guest_who_shows_only_one_palm_is_enrolled_with_it_after_the_timeout()
    {
        var rig = Open();
        TakeFirstPalm(rig);
        AwaitEnd(rig);

        var end = rig.LastMatchRequest();
        Assert.True(end.IsEndOfEnrolment && end.Side == PalmSide.Unknown && Array.TrueForAll(end.Template, b => b == 0));
        Assert.All(end.Link, b => Assert.Equal(7, b));
        rig.ReplyToMatch(Decision.Enrolled);
        Assert.Equal((LaneState.Enrolled, Indication.Enrolled), (rig.Lane.State, rig.Indicator.Current));
    }

    [Fact]
    public void An_end_without_a_reply_ends_the_enrolment_as_failed()
    {
        var rig = Open();
        TakeFirstPalm(rig);
        AwaitEnd(rig);
        rig.Run(1_100);
        Assert.Equal((LaneState.Denied, Indication.EnrolmentFailed, OutcomeReason.NoReplyInTime),
            (rig.Lane.State, rig.Indicator.Current, rig.Lane.Outcome.Reason));
        rig.Lift();
        Assert.Equal(Indication.ScanTicket, rig.Indicator.Current);
    }

    [Fact]
    public void When_the_first_palm_is_enrolled_already_the_second_one_follows()
    {
        var rig = Open();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.SampleAccepted);
        rig.Lift();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.OtherPalmWanted);
        Assert.Equal(Indication.LiftPalm, rig.Indicator.Current);
        rig.Lift();
        Assert.Equal(Indication.ShowRightPalm, rig.Indicator.Current);
        rig.ShowPalm();
        Assert.Equal((PalmSide.Right, 3), (rig.LastMatchRequest().Side, rig.LastMatchRequest().Sample));
    }

    [Theory]
    [InlineData(Decision.Linked, LaneState.Enrolled, Indication.Enrolled)]
    [InlineData(Decision.AlreadyEnrolled, LaneState.Enrolled, Indication.AlreadyEnrolled)]
    [InlineData(Decision.EnrolledForEvent, LaneState.Enrolled, Indication.EnrolledForEvent)]
    [InlineData(Decision.OtherAccount, LaneState.Denied, Indication.OtherAccount)]
    [InlineData(Decision.TicketUsed, LaneState.Denied, Indication.TicketUsed)]
    [InlineData(Decision.NoEvent, LaneState.Denied, Indication.NoEvent)]
    public void A_person_who_is_known_already_is_told_at_once(Decision decision, LaneState state, Indication indication)
    {
        var rig = Open();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.SampleAccepted);
        rig.Lift();
        rig.ShowPalm();
        rig.ReplyToMatch(decision);
        Assert.Equal((state, indication), (rig.Lane.State, rig.Indicator.Current));
        rig.Lift();
        Assert.Equal(Indication.ScanTicket, rig.Indicator.Current);
    }

    static void AwaitEnd(LaneRig rig)
    {
        for (var waited = 0; waited < 31_000 && !rig.LastMatchRequest().IsEndOfEnrolment; waited += 20)
        {
            rig.Run(20);
        }
    }

    static void TakeFirstPalm(LaneRig rig)
    {
        for (var sample = 0; sample < 3; sample++)
        {
            rig.ShowPalm();
            rig.ReplyToMatch(Decision.SampleAccepted);
            rig.Lift();
        }
    }

    static LaneRig Open()
    {
        var rig = new LaneRig(LaneMode.Enrolment);
        rig.Run();
        Assert.Equal(Indication.ScanTicket, rig.Indicator.Current);
        rig.Qr.Scan("TICKET-1");
        rig.Run();
        rig.OpenEnrolment();
        return rig;
    }
}
