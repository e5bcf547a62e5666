using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class GateKeeperTests
{
    readonly LaneRig _rig = new();

    [Fact]
    public void After_a_gate_fault_no_other_guest_loses_a_ticket()
    {
        Admit();
        Assert.True(_rig.Lane.Health.Works(Part.Gate));
        _rig.Gate.FeedbackMissing = true;
        Admit();
        _rig.Lift();
        Assert.False(_rig.Lane.Health.Works(Part.Gate));
        Assert.Equal((LaneState.Fault, Indication.Fault), (_rig.Lane.State, _rig.Indicator.Current));

        var asked = _rig.Requests(Channel.MatchRequest).Count;
        _rig.ShowPalm();
        _rig.Qr.Scan("TICKET-1");
        _rig.Run(3_000);
        Assert.Equal(asked, _rig.Requests(Channel.MatchRequest).Count);
        Assert.All(_rig.Requests(Channel.TicketRequest), sent => Assert.Equal((byte)TicketPurpose.ReportPassage, sent.Body[0]));
        Assert.Equal(2, _rig.Gate.Openings);
    }

    [Fact]
    public void The_next_guest_after_the_pause_is_the_trial_and_the_pause_doubles_up_to_ten_minutes()
    {
        _rig.Gate.FeedbackMissing = true;
        List<long> pauses = [];
        for (var i = 0; i < 6; i++)
        {
            Admit();
            _rig.Lift();
            var failed = _rig.Clock.NowMicroseconds();
            while (_rig.Lane.State == LaneState.Fault)
            {
                _rig.Run(1_000);
            }

            Assert.False(_rig.Lane.Health.Works(Part.Gate));
            pauses.Add((_rig.Clock.NowMicroseconds() - failed + 5_000_000) / 10_000_000);
        }

        Assert.Equal([6, 12, 24, 48, 60, 60], pauses);
        _rig.Gate.FeedbackMissing = false;
        Admit();
        Assert.True(_rig.Lane.Health.Works(Part.Gate));
        _rig.Gate.FeedbackMissing = true;
        Admit();
        _rig.Lift();
        Assert.Equal(LaneState.Fault, _rig.Lane.State);
        _rig.Run(60_000);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void A_technicians_successful_pulse_ends_the_pause()
    {
        _rig.Gate.FeedbackMissing = true;
        Admit();
        _rig.Lift();
        Assert.Equal(LaneState.Fault, _rig.Lane.State);
        _rig.Gate.FeedbackMissing = false;
        Assert.True(_rig.Keeper.Open(OpeningReason.Remote, 1));
        _rig.Run(100);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void When_service_mode_ends_the_next_guest_is_served_at_once()
    {
        FailTwice();
        EnterService();
        _rig.Gate.FeedbackMissing = false;
        _rig.Run(1_000);
        Assert.Equal(LaneState.Fault, _rig.Lane.State);
        _rig.Service.Leave();
        _rig.Run(20);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
        Admit();
        Assert.True(_rig.Lane.Health.Works(Part.Gate));
    }

    [Fact]
    public void A_technicians_pulse_that_failed_does_not_close_the_lane_after_service_mode()
    {
        FailTwice();
        EnterService();
        Assert.True(_rig.Keeper.Open(OpeningReason.Remote, 1));
        _rig.Run(GateKeeper.PatienceMilliseconds - 20);
        _rig.Gate.FeedbackMissing = false;
        _rig.Service.Leave();
        _rig.Run(3_000);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void An_unrepaired_gate_is_detected_by_one_guest_and_its_pause_starts_over()
    {
        FailTwice();
        EnterService();
        _rig.Run(1_000 * 60 * ServiceMode.Minutes);
        _rig.Service.Tend();
        _rig.Run(20);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
        Admit();
        _rig.Lift();
        Assert.Equal(LaneState.Fault, _rig.Lane.State);
        _rig.Run(60_000);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void No_gate_at_fault_opens_for_a_guest_admitted_while_the_relay_stopped_following()
    {
        _rig.Gate.FeedbackMissing = true;
        Admit();
        _rig.Lift();
        Assert.False(_rig.Keeper.MayServe);
        var openings = _rig.Gate.Openings;
        foreach (var reason in new[] { OpeningReason.Palm, OpeningReason.Ticket, OpeningReason.Offline })
        {
            Assert.False(_rig.Keeper.Open(reason, 1));
        }

        Assert.Equal(openings, _rig.Gate.Openings);
    }

    [Fact]
    public void The_guest_with_an_open_request_is_told_and_nobody_else_is_served()
    {
        var rig = new LaneRig();
        rig.Gate.FeedbackMissing = true;
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Admitted);
        rig.Lift();
        rig.ShowPalm();
        Assert.Equal(LaneState.Matching, rig.Lane.State);
        while (rig.Keeper.MayServe)
        {
            rig.Run();
        }

        Assert.Equal(LaneState.Matching, rig.Lane.State);
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal((LaneState.Fault, Indication.Fault), (rig.Lane.State, rig.Indicator.Current));
        Assert.Equal((Decision.None, OutcomeReason.GateFault), (rig.Lane.Outcome.Decision, rig.Lane.Outcome.Reason));
        Assert.Equal(1, rig.Gate.Openings);
    }

    [Fact]
    public void A_gate_at_fault_can_be_opened_by_hand_but_not_during_the_previous_pulse()
    {
        _rig.Gate.FeedbackMissing = true;
        Admit();
        _rig.Lift();
        Assert.True(_rig.Keeper.Open(OpeningReason.Remote, 1));
        Assert.False(_rig.Keeper.Open(OpeningReason.Remote, 2));
        Assert.False(_rig.Keeper.Hold());
        _rig.Run(_rig.Gate.Pulse.LongestMilliseconds);
        Assert.True(_rig.Keeper.Hold());
        _rig.Keeper.Release();
    }

    [Fact]
    public void An_opening_by_hand_is_in_the_log_with_its_reason()
    {
        Assert.True(_rig.Keeper.Open(OpeningReason.Remote, 0xabc));
        _rig.Run(_rig.Gate.Pulse.LongestMilliseconds);
        Assert.True(_rig.Keeper.Hold());
        var record = new LogRecord();
        var openings = Enumerable.Range(_rig.Log.Oldest, _rig.Log.Next - _rig.Log.Oldest)
            .Where(number => _rig.Log.Read(number, record) && record.Source == "gate")
            .Select(_ => (record.Text, record.Request));
        Assert.Equal([("opened by an operator", 0xabcUL), ("opened by the self test", 0UL)], openings);
    }

    /// <summary>The second guest was the trial; now the pause is two minutes.</summary>
    void FailTwice()
    {
        _rig.Gate.FeedbackMissing = true;
        Admit();
        _rig.Lift();
        _rig.Run(60_000);
        Admit();
        _rig.Lift();
        Assert.Equal(LaneState.Fault, _rig.Lane.State);
    }

    void EnterService()
    {
        StoredCode.Open(_rig.Service, "471100");
        Assert.Null(_rig.Service.Enter("471100"));
        _rig.Run(20);
    }

    void Admit()
    {
        _rig.Lift();
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(LaneState.Admitted, _rig.Lane.State);
        _rig.Run(2_000);
    }
}
