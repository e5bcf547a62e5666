using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class EntryTests
{
    [Fact]
    public void A_palm_in_range_is_captured_sent_and_admitted()
    {
        var rig = new LaneRig();
        rig.Run();
        Assert.Equal((LaneState.Idle, Indication.Ready), (rig.Lane.State, rig.Indicator.Current));
        rig.ShowPalm();
        Assert.Equal((LaneState.Matching, Indication.Working), (rig.Lane.State, rig.Indicator.Current));
        Assert.Equal(MatchPurpose.Enter, rig.LastMatchRequest().Purpose);
        Assert.All(rig.LastMatchRequest().Template[TemplateFormat.PlanesOffset..], b => Assert.Equal(0x5A, b));
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal((LaneState.Admitted, Indication.Admitted, 1), (rig.Lane.State, rig.Indicator.Current, rig.Gate.Openings));
        rig.Run(3000);
        Assert.Equal((LaneState.Admitted, 1), (rig.Lane.State, rig.Gate.Openings));
        rig.Lift();
        Assert.Equal((LaneState.Idle, Indication.Ready), (rig.Lane.State, rig.Indicator.Current));
    }

    [Theory]
    [InlineData(40, Indication.MoveAway)]
    [InlineData(59, Indication.MoveAway)]
    [InlineData(131, Indication.ComeCloser)]
    public void A_palm_out_of_range_is_guided_and_not_captured(int millimetres, Indication expected)
    {
        var rig = new LaneRig();
        rig.ShowPalm(millimetres);
        Assert.Equal((LaneState.Guiding, expected, 0), (rig.Lane.State, rig.Indicator.Current, rig.Captures));
    }

    [Theory]
    [InlineData(Decision.NoTicket, LaneState.Denied, Indication.NoTicket)]
    [InlineData(Decision.TicketUsed, LaneState.Denied, Indication.TicketUsed)]
    [InlineData(Decision.TooLate, LaneState.UseTicket, Indication.UseTicket)]
    [InlineData(Decision.Unavailable, LaneState.UseTicket, Indication.UseTicket)]
    [InlineData(Decision.Refused, LaneState.UseTicket, Indication.UseTicket)]
    [InlineData(Decision.Enrolled, LaneState.UseTicket, Indication.UseTicket)]
    [InlineData(Decision.EnrolmentOpened, LaneState.UseTicket, Indication.UseTicket)]
    public void Every_other_decision_keeps_the_gate_closed(Decision decision, LaneState state, Indication indication)
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.ReplyToMatch(decision);
        Assert.Equal((state, indication, 0), (rig.Lane.State, rig.Indicator.Current, rig.Gate.Openings));
    }

    [Fact]
    public void A_palm_that_is_not_recognised_is_captured_once_more_within_the_same_budget()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal((LaneState.Matching, 2), (rig.Lane.State, rig.Captures));
        Assert.NotEqual(
            rig.Requests(Channel.MatchRequest)[0].RequestId, rig.Requests(Channel.MatchRequest)[1].RequestId);
        Assert.InRange(rig.Requests(Channel.MatchRequest)[1].RemainingMilliseconds, 500, 600);
        rig.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal((LaneState.Denied, Indication.NotRecognised, 2), (rig.Lane.State, rig.Indicator.Current, rig.Captures));
    }

    [Fact]
    public void An_unusable_second_capture_leaves_the_palm_not_recognised()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Extraction = ExtractionStatus.OffCentre;
        rig.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal((LaneState.Denied, Indication.NotRecognised, 2), (rig.Lane.State, rig.Indicator.Current, rig.Captures));
        Assert.Equal((Decision.NotRecognised, 1), (rig.Lane.Outcome.Decision, rig.Lane.Outcomes));
    }

    [Fact]
    public void There_is_no_second_capture_without_time()
    {
        var late = new LaneRig { CaptureMilliseconds = 660 };
        late.ShowPalm();
        late.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal((LaneState.Denied, 1), (late.Lane.State, late.Captures));
    }

    [Fact]
    public void A_palm_that_has_gone_before_the_second_capture_is_not_asked_for_again()
    {
        var gone = new LaneRig();
        gone.ShowPalm();
        gone.Extraction = ExtractionStatus.NoHand;
        gone.Presence.Millimetres = Hal.Presence.Nothing;
        gone.ReplyToMatch(Decision.NotRecognised);
        Assert.Equal((LaneState.Denied, Indication.NotRecognised), (gone.Lane.State, gone.Indicator.Current));
        Assert.Single(gone.Requests(Channel.MatchRequest));
    }

    [Theory]
    [InlineData(ExtractionStatus.TooFar, Indication.ComeCloser)]
    [InlineData(ExtractionStatus.TooNear, Indication.MoveAway)]
    [InlineData(ExtractionStatus.OffCentre, Indication.MoveToCentre)]
    [InlineData(ExtractionStatus.NoHand, Indication.HoldStill)]
    [InlineData(ExtractionStatus.Tilted, Indication.HoldLevel)]
    public void An_unusable_capture_guides_the_guest_and_too_many_send_to_the_reader(ExtractionStatus status, Indication indication)
    {
        var rig = new LaneRig { Extraction = status };
        rig.ShowPalm();
        Assert.Equal((LaneState.Guiding, indication), (rig.Lane.State, rig.Indicator.Current));
        rig.Run(3000);
        Assert.Equal((LaneState.UseTicket, OutcomeReason.CaptureUnusable, status, 8),
            (rig.Lane.State, rig.Lane.Outcome.Reason, rig.Lane.Outcome.Extraction, rig.Captures));
        Assert.Empty(rig.Requests(Channel.MatchRequest));
    }

    [Fact]
    public void Where_the_sun_spoils_every_capture_the_guest_and_the_operator_learn_that_it_is_too_bright()
    {
        var rig = new LaneRig { Extraction = ExtractionStatus.TooBrightHere };
        rig.ShowPalm();
        Assert.Equal((LaneState.Guiding, Indication.TooBrightHere), (rig.Lane.State, rig.Indicator.Current));
        rig.Run(3000);
        Assert.Equal((LaneState.UseTicket, Indication.TooBrightHere), (rig.Lane.State, rig.Indicator.Current));
        Assert.Equal(1, rig.Lane.Counters.Of(OutcomeReason.TooBrightHere));
        var telemetry = System.Text.Json.JsonDocument.Parse(rig.Sent.Single(m => m.Channel == Channel.Telemetry).Payload).RootElement;
        Assert.Equal(("none", "too-bright-here", "too-bright-here"), (telemetry.GetProperty("decision").GetString(),
            telemetry.GetProperty("reason").GetString(), telemetry.GetProperty("extraction").GetString()));
    }

    [Fact]
    public void The_ledger_is_charged_by_stage_and_reported_without_secrets()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Clock.Advance(40_000);
        rig.ReplyToMatch(Decision.Admitted, match: 10_000, ticket: 20_000);
        var ledger = rig.Lane.Outcome.Ledger;
        Assert.Equal((200_000, 10_000, 20_000), (ledger.Microseconds(Stage.Capture), ledger.Microseconds(Stage.Match),
            ledger.Microseconds(Stage.Ticket)));
        Assert.Equal(ledger.TotalMicroseconds(), Enum.GetValues<Stage>().Sum(ledger.Microseconds));
        var telemetry = rig.Sent.Single(m => m.Channel == Channel.Telemetry).Payload;
        var json = System.Text.Json.JsonDocument.Parse(telemetry).RootElement;
        Assert.Equal("admitted", json.GetProperty("decision").GetString());
        Assert.Equal(200_000, json.GetProperty("us").GetProperty("capture").GetInt64());
        Assert.All(["network", "match", "ticket", "total"], stage =>
            Assert.Equal(0, json.GetProperty("us").GetProperty(stage).GetInt64() % MatchReply.StepMicroseconds));
        Assert.Equal(-1, telemetry.AsSpan().IndexOf(new byte[] { 0x5A, 0x5A, 0x5A, 0x5A }));
    }

    [Fact]
    public void The_state_is_retained_and_follows_health_and_the_link()
    {
        var rig = new LaneRig();
        rig.Run(200);
        var state = Assert.Single(rig.Sent, m => m.Channel == Channel.State);
        Assert.True(state.Retain);
        rig.Qr.Failed = true;
        rig.Run(1_000);
        rig.Connected = false;
        rig.Run(100);
        rig.Connected = true;
        rig.Run(100);
        var states = rig.Sent.Where(m => m.Channel == Channel.State).Select(m =>
            System.Text.Json.JsonDocument.Parse(m.Payload).RootElement.GetProperty("reader").GetString());
        Assert.Equal(["ok", "failed", "failed"], states);
    }

    [Fact]
    public void A_hand_at_the_edge_between_two_hints_does_not_make_the_ring_flicker()
    {
        var rig = new LaneRig();
        var shown = new List<Indication>();
        rig.Indicator.Changed += shown.Add;
        rig.ShowPalm(200);
        for (var i = 0; i < 25; i++)
        {
            rig.ShowPalm(i % 2 == 0 ? 20 : 200);
        }

        Assert.Equal([Indication.ComeCloser], shown.Skip(shown.IndexOf(Indication.ComeCloser)));
        rig.Presence.Millimetres = 20;
        rig.Run(270);
        Assert.Equal(Indication.ComeCloser, rig.Indicator.Current);
        rig.Run(40);
        Assert.Equal(Indication.MoveAway, rig.Indicator.Current);
    }
}
