using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>
/// A service may have admitted a guest whose gate stayed shut. Such an entry is undone, with and without a PASS contact.
/// </summary>
public sealed class UnsettledRequestTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_request_without_a_reply_in_time_is_undone(int seconds)
    {
        var rig = new PassageRig(seconds);
        var palm = rig.AskPalm();
        rig.Lane.Presence.Millimetres = Presence.Nothing;
        rig.Run(1_500);
        Assert.Equal(OutcomeReason.NoReplyInTime, rig.Outcome.Reason);
        rig.Lane.Qr.Scan("T-1");
        rig.Run(10);
        var code = rig.Lane.Requests(Channel.TicketRequest)[^1].RequestId;
        rig.Run(10_000);

        Assert.Equal([(PassageOutcome.NotPassed, palm), (PassageOutcome.NotPassed, code)], rig.Reports);
        Assert.Equal(0, rig.Lane.Gate.Openings);
    }

    [Theory]
    [InlineData(Decision.TooLate, true)]
    [InlineData(Decision.Unavailable, true)]
    [InlineData(Decision.Refused, true)]
    [InlineData(Decision.NoTicket, false)]
    [InlineData(Decision.TicketUsed, false)]
    [InlineData(Decision.NoEvent, false)]
    [InlineData(Decision.AtOtherLane, false)]
    [InlineData(Decision.WrongRole, false)]
    public void A_reply_without_a_decision_about_the_guest_is_undone_and_a_refusal_is_not(Decision decision, bool isUndone)
    {
        var rig = new PassageRig();
        var palm = rig.AdmitPalm(decision: decision);
        rig.Run(6_000);
        var code = rig.AdmitCode("T-1", decision: decision);
        rig.Run(6_000);
        (PassageOutcome, ulong)[] undone = [(PassageOutcome.NotPassed, palm), (PassageOutcome.NotPassed, code)];
        Assert.Equal(isUndone ? undone : [], rig.Reports);
    }

    [Fact]
    public void A_request_that_no_service_began_to_decide_is_not_reported()
    {
        var rig = new PassageRig();
        rig.AdmitPalm(AdmissionNotes.NotBegun, Decision.TooLate);
        rig.Run(6_000);
        rig.AdmitCode("T-1", AdmissionNotes.NotBegun, Decision.TooLate);
        rig.Run(6_000);
        Assert.Empty(rig.Reports);
    }

    [Fact]
    public void A_request_that_was_not_sent_is_not_reported()
    {
        var rig = new PassageRig();
        rig.Run(100);
        rig.Lane.Connected = false;
        rig.Lane.Qr.Scan("T-1");
        rig.Run(100);
        rig.Lane.Connected = true;
        rig.Run(10_000);
        Assert.Equal(OutcomeReason.LinkDown, rig.Outcome.Reason);
        Assert.Empty(rig.Reports);
    }

    [Fact]
    public void A_link_that_is_cut_after_the_request_leaves_it_to_be_undone_when_it_is_back()
    {
        var rig = new PassageRig();
        var request = rig.AskPalm();
        rig.Lane.Connected = false;
        rig.Run(30_000);
        Assert.Empty(rig.Reports);
        rig.Lane.Connected = true;
        rig.Run(6_000);
        Assert.Equal([(PassageOutcome.NotPassed, request)], rig.Reports);
    }

    [Fact]
    public void A_defect_while_a_request_is_open_leaves_it_to_be_undone()
    {
        var rig = new PassageRig();
        var request = rig.AskPalm();
        rig.Lane.Presence.Millimetres = Presence.Nothing;
        rig.Lane.LinkThrows = true;
        rig.Run(10);
        rig.Lane.LinkThrows = false;
        rig.Run(60_000);
        Assert.Equal([(PassageOutcome.NotPassed, request)], rig.Reports);
    }

    [Fact]
    public void A_defect_between_two_guests_undoes_nothing()
    {
        var rig = new PassageRig();
        var request = rig.AdmitPalm();
        rig.Pass();
        rig.Lane.LinkThrows = true;
        rig.Run(10);
        rig.Lane.LinkThrows = false;
        rig.Run(60_000);
        Assert.Equal([(PassageOutcome.Passed, request)], rig.Reports);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_gate_that_does_not_follow_its_pulse_undoes_the_entry_at_once(int seconds)
    {
        var rig = new PassageRig(seconds);
        rig.Lane.Gate.FeedbackMissing = true;
        var request = rig.AdmitPalm();
        rig.Run(1_700);
        Assert.Equal([(PassageOutcome.NotPassed, request)], rig.Reports);
        rig.Run(30_000);
        Assert.Single(rig.Reports);
    }

    [Fact]
    public void A_guest_who_passes_a_gate_whose_feedback_is_broken_has_passed()
    {
        var rig = new PassageRig();
        rig.Lane.Gate.FeedbackMissing = true;
        var request = rig.AdmitPalm();
        rig.Run(2_000);
        rig.Pass();
        Assert.Equal([(PassageOutcome.NotPassed, request), (PassageOutcome.Passed, request)], rig.Reports);
        Assert.Equal(0, rig.Passages.SlippedThrough);
    }

    [Fact]
    public void Only_the_guest_whose_pulse_was_not_followed_is_undone()
    {
        var rig = new PassageRig(20);
        rig.AdmitPalm();
        rig.Run(2_000);
        rig.Lane.Gate.FeedbackMissing = true;
        var second = rig.AdmitPalm();
        rig.Run(3_000);
        Assert.Equal([(PassageOutcome.NotPassed, second)], rig.Reports);
        Assert.Equal(1, rig.Passages.Open);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_pulse_that_was_not_followed_is_noticed_although_the_next_one_is(int seconds)
    {
        var rig = new PassageRig(seconds);
        rig.Lane.Gate.FeedbackMissing = true;
        var first = rig.AdmitCode("T-1");
        rig.Run(1_000);
        rig.Lane.Gate.FeedbackMissing = false;
        rig.AdmitCode("T-2");
        rig.Run(3_000);
        Assert.Equal([(PassageOutcome.NotPassed, first)], rig.Reports);
    }

    [Fact]
    public void A_guest_whose_first_reply_was_lost_replaces_nobody_elses_admission()
    {
        var rig = new PassageRig(20);
        var other = rig.AdmitPalm();
        rig.AskPalm();
        rig.Lane.Presence.Millimetres = Presence.Nothing;
        rig.Run(1_200);
        var again = rig.AdmitPalm(AdmissionNotes.Of(0, isSame: true, needsAttention: false));
        Assert.Equal(2, rig.Passages.Open);
        rig.Pass();
        rig.Pass();
        Assert.Equal([(PassageOutcome.Passed, other), (PassageOutcome.Passed, again)],
            rig.Reports.Where(report => report.Outcome == PassageOutcome.Passed));
    }

    [Fact]
    public void A_gate_that_stays_shut_for_an_admission_undoes_it()
    {
        var rig = new PassageRig();
        rig.Lane.Gate.FeedbackMissing = true;
        rig.AdmitPalm();
        var second = rig.AskPalm();
        while (rig.Lane.Keeper.MayServe)
        {
            rig.Run(10);
        }

        rig.Lane.ReplyToMatch(Decision.Admitted);
        Assert.Equal(OutcomeReason.GateFault, rig.Outcome.Reason);
        rig.Run(6_000);
        Assert.Contains((PassageOutcome.NotPassed, second), rig.Reports);
        Assert.Equal(1, rig.Lane.Gate.Openings);
    }

    [Fact]
    public void An_enrolment_reports_no_passages()
    {
        var rig = new PassageRig(5, LaneMode.Enrolment);
        rig.Lane.Qr.Scan("T-1");
        rig.Run(5_000);
        rig.Pass();
        rig.Run(5_000);
        Assert.Empty(rig.Reports);
        Assert.Equal(0, rig.Passages.SlippedThrough);
    }
}
