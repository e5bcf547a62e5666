using System.Text.Json;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>An exit lane lets guests leave, and locks nobody in.</summary>
public sealed class ExitTests
{
    const LaneMode Exit = LaneMode.Exit;

    [Fact]
    public void A_guest_leaves_by_palm_or_code()
    {
        var rig = new PassageRig(5, Exit);
        rig.Run(100);
        Assert.Equal(Indication.Ready, rig.Lane.Indicator.Current);
        var palm = rig.AdmitPalm(decision: Decision.Left);
        Assert.Equal((LaneState.Admitted, Indication.Goodbye, 1),
            (rig.Lane.Lane.State, rig.Lane.Indicator.Current, rig.Lane.Gate.Openings));
        Assert.Equal(Direction.Out, PassageTerms.Read(rig.Lane.LastMatchRequest().Link, 0).Direction);
        rig.Pass();
        var code = rig.AdmitCode("T-1", decision: Decision.Left);
        rig.Pass();
        rig.Run(1_000);

        Assert.Equal(2, rig.Lane.Gate.Openings);
        Assert.Equal([(PassageOutcome.Passed, palm), (PassageOutcome.Passed, code)], rig.Reports);
        Assert.All(rig.Received, report => Assert.Equal(Direction.Out, report.Direction));
    }

    [Fact]
    public void A_guest_who_turns_back_has_not_left()
    {
        var rig = new PassageRig(5, Exit);
        var request = rig.AdmitPalm(decision: Decision.Left);
        rig.Run(6_000);
        Assert.Equal([(PassageOutcome.NotPassed, request)], rig.Reports);
    }

    [Theory]
    [InlineData(Decision.NotRecognised)]
    [InlineData(Decision.NoTicket)]
    public void A_palm_that_is_not_known_is_refused(Decision decision)
    {
        var rig = new LaneRig(Exit);
        rig.ShowPalm();
        rig.ReplyToMatch(decision);
        if (rig.Lane.State == LaneState.Matching)
        {
            rig.ReplyToMatch(decision);
        }

        Assert.Equal((LaneState.Denied, decision, 0), (rig.Lane.State, rig.Lane.Outcome.Decision, rig.Gate.Openings));
    }

    [Fact]
    public void A_code_that_is_not_known_is_refused()
    {
        var rig = new LaneRig(Exit);
        rig.Qr.Scan("T-1");
        rig.Run();
        rig.ReplyToTicket(Decision.UnknownTicket);
        Assert.Equal((LaneState.Denied, 0), (rig.Lane.State, rig.Gate.Openings));
    }

    [Theory]
    [InlineData(Decision.NoEvent)]
    [InlineData(Decision.Unavailable)]
    [InlineData(Decision.TooLate)]
    [InlineData(Decision.Refused)]
    [InlineData(Decision.WrongRole)]
    public void Without_a_decision_about_the_guest_the_gate_opens_and_the_outcome_says_why(Decision decision)
    {
        var palm = new LaneRig(Exit);
        palm.ShowPalm();
        palm.ReplyToMatch(decision);
        Assert.Equal((LaneState.Admitted, Indication.Goodbye, decision, 1),
            (palm.Lane.State, palm.Indicator.Current, palm.Lane.Outcome.Decision, palm.Gate.Openings));

        var code = new LaneRig(Exit);
        code.Qr.Scan("T-1");
        code.Run();
        code.ReplyToTicket(decision);
        Assert.Equal((LaneState.Admitted, decision, 1), (code.Lane.State, code.Lane.Outcome.Decision, code.Gate.Openings));
    }

    [Theory]
    [InlineData(true, OutcomeReason.NoReplyInTime)]
    [InlineData(false, OutcomeReason.LinkDown)]
    public void Without_a_reply_the_gate_opens(bool connected, OutcomeReason reason)
    {
        var palm = new LaneRig(Exit) { Connected = connected };
        palm.ShowPalm();
        palm.Run(1_100);
        Assert.Equal((LaneState.Admitted, reason, 1), (palm.Lane.State, palm.Lane.Outcome.Reason, palm.Gate.Openings));
        Assert.Equal(Indication.Goodbye, palm.Indicator.Current);

        var code = new LaneRig(Exit) { Connected = connected };
        code.Qr.Scan("T-1");
        code.Run(1_100);
        Assert.Equal((reason, 1), (code.Lane.Outcome.Reason, code.Gate.Openings));
        code.Qr.Scan("T-1");
        code.Run(100);
        Assert.Equal((Indication.Goodbye, 1), (code.Indicator.Current, code.Gate.Openings));
    }

    [Fact]
    public void A_palm_that_the_camera_cannot_read_is_sent_to_the_code_reader()
    {
        var rig = new LaneRig(Exit) { CaptureStatus = CameraStatus.Wedged };
        rig.ShowPalm();
        Assert.Equal((LaneState.UseTicket, 0), (rig.Lane.State, rig.Gate.Openings));
    }

    [Fact]
    public void Whoever_left_without_a_decision_counts_by_the_passage_and_a_late_decision_is_undone()
    {
        var rig = new PassageRig(5, Exit);
        var request = rig.AskPalm();
        rig.Lane.Presence.Millimetres = Presence.Nothing;
        rig.Run(1_100);
        rig.Pass();
        rig.Run(6_000);
        Assert.Equal([PassageOutcome.Unadmitted, PassageOutcome.NotPassed], rig.Reports.Select(report => report.Outcome));
        Assert.Equal(request, rig.Reports[1].Request);
        Assert.Equal(0, rig.Passages.SlippedThrough);
    }

    [Fact]
    public void Without_the_contact_a_decision_that_came_too_late_stands_because_the_guest_has_left()
    {
        var rig = new PassageRig(0, Exit);
        rig.AskPalm();
        rig.Lane.Presence.Millimetres = Presence.Nothing;
        rig.Run(20_000);
        Assert.Empty(rig.Reports);
    }

    [Fact]
    public void A_passage_alone_counts_as_an_exit_and_is_no_alert()
    {
        var rig = new PassageRig(5, Exit);
        rig.Run(100);
        rig.Pass();
        rig.Run(1_000);
        rig.Pass();
        rig.Run(1_000);

        Assert.Equal([PassageOutcome.Unadmitted, PassageOutcome.Unadmitted], rig.Reports.Select(report => report.Outcome));
        Assert.Equal((0, 2), (rig.Passages.SlippedThrough, rig.Lane.Lane.Counters.Of(Decision.Left)));
        var told = JsonDocument.Parse(rig.Lane.Sent.Last(sent => sent.Channel == Channel.Telemetry).Payload).RootElement;
        Assert.Equal(("exit", "contact", "left"),
            (told.GetProperty("mode").GetString(), told.GetProperty("way").GetString(), told.GetProperty("decision").GetString()));
    }

    [Fact]
    public void A_gate_at_fault_is_shown_and_not_tried_again_and_again()
    {
        var rig = new LaneRig(Exit);
        rig.Gate.FeedbackMissing = true;
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Left);
        rig.Lift();
        rig.Run(2_000);
        Assert.Equal((LaneState.Fault, 1), (rig.Lane.State, rig.Gate.Openings));
    }
}
