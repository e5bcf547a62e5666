using System.Text.Json;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>What becomes of an admission at a turnstile with PASS contact.</summary>
public sealed class PassageWatchTests
{
    static readonly byte Same = AdmissionNotes.Of(0, isSame: true, needsAttention: false);
    readonly PassageRig _rig = new();

    [Fact]
    public void A_guest_who_passes_is_reported_once()
    {
        var palm = _rig.AdmitPalm();
        Assert.Equal((1, 0), (_rig.Passages.Open, _rig.Reports.Count));
        _rig.Pass();
        var code = _rig.AdmitCode("T-1");
        _rig.Pass();
        _rig.Run(60_000);

        Assert.Equal([(PassageOutcome.Passed, palm), (PassageOutcome.Passed, code)], _rig.Reports);
        Assert.All(_rig.Received, report => Assert.Equal(Direction.In, report.Direction));
        Assert.Equal((0, 2, 0, 0, 0), Status());
    }

    [Fact]
    public void A_guest_who_does_not_pass_is_told_and_the_entry_is_undone()
    {
        var request = _rig.AdmitPalm();
        _rig.Run(4_900);
        Assert.Empty(_rig.Reports);
        _rig.Run(100);

        Assert.Equal((LaneState.Denied, Indication.NoPassage), (_rig.Lane.Lane.State, _rig.Lane.Indicator.Current));
        Assert.Equal([(PassageOutcome.NotPassed, request)], _rig.Reports);
        Assert.Equal((0, 0, 1, 0, 0), Status());
        var told = Telemetry()[^1];
        Assert.Equal((request, "palm", "none", "no-passage"), told);
        Assert.Equal(1, _rig.Lane.Lane.Counters.Of(OutcomeReason.NoPassage));
        _rig.Run(1_000);
        Assert.Equal(LaneState.Idle, _rig.Lane.Lane.State);
        Assert.Single(_rig.Reports);
    }

    [Fact]
    public void The_ring_keeps_serving_another_guest_when_the_last_one_does_not_pass()
    {
        _rig.AdmitPalm();
        _rig.Run(4_700);
        _rig.AskPalm();
        Assert.Equal(Indication.Working, _rig.Lane.Indicator.Current);
        _rig.Run(200);
        Assert.Equal((LaneState.Matching, Indication.Working, 1),
            (_rig.Lane.Lane.State, _rig.Lane.Indicator.Current, _rig.Passages.NotPassed));
    }

    [Fact]
    public void A_guest_who_is_late_has_passed_all_the_same()
    {
        var request = _rig.AdmitPalm();
        _rig.Run(5_000 + PassageWatch.LateMilliseconds - 100);
        _rig.Pass();

        Assert.Equal([(PassageOutcome.NotPassed, request), (PassageOutcome.Passed, request)], _rig.Reports);
        Assert.Equal(0, _rig.Passages.SlippedThrough);
    }

    [Fact]
    public void A_passage_long_after_the_time_belongs_to_nobody()
    {
        _rig.AdmitPalm();
        _rig.Run(5_000 + PassageWatch.LateMilliseconds + 100);
        _rig.Pass();
        Assert.Equal(1, _rig.Passages.SlippedThrough);
    }

    [Fact]
    public void A_passage_without_an_admission_is_an_alert()
    {
        _rig.Run(100);
        _rig.Pass();
        _rig.Run(100);

        var (outcome, request) = Assert.Single(_rig.Reports);
        Assert.Equal(PassageOutcome.Unadmitted, outcome);
        Assert.Equal((0, 0, 0, 1, 0), Status());
        Assert.Equal((request, "contact", "none", "slipped-through"), Assert.Single(Telemetry()));
        var record = new LogRecord();
        Assert.Contains(Enumerable.Range(0, _rig.Lane.Log.Next), number => _rig.Lane.Log.Read(number, record)
            && (record.Source, record.Text, record.Level, record.Request) == ("passage", "slipped-through", LogLevel.Warning, request));
    }

    [Fact]
    public void Two_guests_pass_in_the_order_of_their_admissions()
    {
        var first = _rig.AdmitPalm();
        var second = _rig.AdmitCode("T-1");
        _rig.Pass();
        _rig.Pass();
        Assert.Equal([(PassageOutcome.Passed, first), (PassageOutcome.Passed, second)], _rig.Reports);
    }

    [Fact]
    public void A_guest_admitted_before_another_has_passed_gets_a_pulse_and_the_whole_time_afterwards()
    {
        _rig.AdmitPalm();
        _rig.Run(3_000);
        var second = _rig.AdmitCode("T-1");
        _rig.Run(1_000);
        _rig.Pass();
        Assert.Equal(3, _rig.Lane.Gate.Openings);
        _rig.Run(4_500);
        Assert.Equal(1, _rig.Passages.Open);
        _rig.Pass();
        Assert.Equal((3, 0), (_rig.Lane.Gate.Openings, _rig.Passages.Open));
        Assert.Equal((PassageOutcome.Passed, second), _rig.Reports[^1]);
    }

    [Fact]
    public void Two_guests_for_one_admission_are_an_alert()
    {
        var request = _rig.AdmitPalm();
        _rig.Pass();
        _rig.Pass();
        Assert.Equal((PassageOutcome.Passed, request), _rig.Reports[0]);
        Assert.Equal((PassageOutcome.Unadmitted, 1), (_rig.Reports[1].Outcome, _rig.Passages.SlippedThrough));
    }

    [Fact]
    public void The_same_admission_by_another_request_opens_the_gate_again_and_is_confirmed_once()
    {
        _rig.AdmitCode("T-1");
        var palm = _rig.AdmitPalm(Same);
        Assert.Equal((2, 1), (_rig.Lane.Gate.Openings, _rig.Passages.Open));
        _rig.Pass();
        _rig.Run(60_000);
        Assert.Equal([(PassageOutcome.Passed, palm)], _rig.Reports);
    }

    [Fact]
    public void The_same_admission_has_the_whole_time_again()
    {
        _rig.AdmitPalm();
        _rig.Run(3_000);
        var again = _rig.AdmitPalm(Same);
        _rig.Run(4_500);
        Assert.Empty(_rig.Reports);
        _rig.Run(500);
        Assert.Equal([(PassageOutcome.NotPassed, again)], _rig.Reports);
    }

    [Fact]
    public void The_same_admission_after_the_time_is_one_admission_too()
    {
        _rig.ReplyToReports = null;
        _rig.AdmitPalm();
        _rig.Run(6_000);
        var again = _rig.AdmitPalm(Same);
        _rig.ReplyToReports = Decision.Noted;
        _rig.Pass();
        _rig.Pass();
        _rig.Run(20_000);
        Assert.Equal((PassageOutcome.Passed, again), _rig.Reports[1]);
        Assert.Equal(1, _rig.Passages.SlippedThrough);
    }

    [Fact]
    public void The_code_of_a_guest_who_did_not_pass_is_sent_again_at_once()
    {
        _rig.AdmitCode("T-1");
        _rig.Run(6_000);
        _rig.AdmitCode("T-1");
        Assert.Equal(2, _rig.Lane.Gate.Openings);
    }

    [Fact]
    public void A_passage_after_an_opening_by_hand_is_no_alert()
    {
        _rig.Run(100);
        Assert.True(_rig.Lane.Keeper.Open(OpeningReason.Remote, 7));
        _rig.Run(1_000);
        _rig.Pass();
        Assert.Equal((0, 0, 0, 0, 0), Status());
        _rig.Pass();
        Assert.Equal(1, _rig.Passages.SlippedThrough);
    }

    [Fact]
    public void An_admitted_guest_passes_before_one_for_whom_the_gate_was_opened_by_hand()
    {
        _rig.Run(100);
        Assert.True(_rig.Lane.Keeper.Open(OpeningReason.Remote, 7));
        _rig.Run(1_000);
        var request = _rig.AdmitPalm();
        _rig.Pass();
        Assert.Equal([(PassageOutcome.Passed, request)], _rig.Reports);
        _rig.Pass();
        Assert.Equal(0, _rig.Passages.SlippedThrough);
    }

    [Fact]
    public void Passages_in_service_mode_are_no_alerts()
    {
        StoredCode.Open(_rig.Lane.Service, "471100");
        Assert.Null(_rig.Lane.Service.Enter("471100"));
        _rig.Run(100);
        _rig.Pass();
        Assert.Equal(0, _rig.Passages.SlippedThrough);
        _rig.Lane.Service.Leave();
        _rig.Run(1_000);
        _rig.Pass();
        Assert.Equal(1, _rig.Passages.SlippedThrough);
    }

    [Fact]
    public void A_guest_passes_also_while_the_lane_pauses_after_a_defect()
    {
        var request = _rig.AdmitPalm();
        _rig.Lane.LinkThrows = true;
        _rig.Run(2_000);
        Assert.Equal(LaneState.Fault, _rig.Lane.Lane.State);
        _rig.Pass();
        _rig.Lane.LinkThrows = false;
        _rig.Run(60_000);
        Assert.Equal([(PassageOutcome.Passed, request)], _rig.Reports);
    }

    [Fact]
    public void Requests_carry_the_time_to_pass()
    {
        _rig.AdmitPalm();
        Assert.Equal([0, 5], _rig.Lane.LastMatchRequest().Link[..2]);
        Assert.Equal(5, PassageTerms.Read(_rig.Lane.LastMatchRequest().Link, 0).Seconds);
        _rig.AdmitCode("T-1");
        var request = new TicketRequest();
        Assert.True(request.Read(_rig.Lane.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal([0, 5, 0, 0], request.Link[..4]);
    }

    [Fact]
    public void Without_the_contact_nothing_is_reported()
    {
        var rig = new PassageRig(seconds: 0);
        rig.AdmitPalm();
        Assert.Equal([0, 0], rig.Lane.LastMatchRequest().Link[..2]);
        rig.Pass();
        rig.Pass();
        rig.Run(60_000);
        Assert.Empty(rig.Reports);
        Assert.Equal((0, 0, 0), (rig.Passages.Passed, rig.Passages.SlippedThrough, rig.Passages.ToReport));
        Assert.True(rig.Lane.Lane.Health.Works(Part.Passage));
    }

    [Fact]
    public void More_open_admissions_than_there_is_room_for_end_the_oldest_early()
    {
        var rig = new PassageRig(60);
        var requests = Enumerable.Range(0, 40).Select(i => rig.AdmitCode($"T-{i}")).ToList();
        rig.Run(1_000);
        Assert.Equal(requests[..8].Select(request => (PassageOutcome.NotPassed, request)), rig.Reports);
        rig.Pass();
        Assert.Equal((PassageOutcome.Passed, requests[8]), rig.Reports[^1]);
    }

    (int Open, int Passed, int NotPassed, int SlippedThrough, int ToReport) Status() => (_rig.Passages.Open, _rig.Passages.Passed,
        _rig.Passages.NotPassed, _rig.Passages.SlippedThrough, _rig.Passages.ToReport);

    List<(ulong Request, string? Way, string? Decision, string? Reason)> Telemetry() =>
        [.. _rig.Lane.Sent.Where(sent => sent.Channel == Channel.Telemetry).Select(sent => JsonDocument.Parse(sent.Payload).RootElement)
            .Select(told => (Convert.ToUInt64(told.GetProperty("request").GetString(), 16), told.GetProperty("way").GetString(),
                told.GetProperty("decision").GetString(), told.GetProperty("reason").GetString()))];
}
