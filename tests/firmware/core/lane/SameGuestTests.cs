using System.Text.Json;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public sealed class SameGuestTests
{
    readonly LaneRig _rig = new();

    int Requests => _rig.Requests(Channel.TicketRequest).Count;

    void Admit(string code)
    {
        Scan(code);
        _rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal((LaneState.Admitted, 1), (_rig.Lane.State, _rig.Gate.Openings));
    }

    void Scan(string code)
    {
        _rig.Qr.Scan(code);
        _rig.Run();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(2_000)]
    [InlineData(11_900)]
    public void The_code_just_admitted_stays_green_and_opens_nothing_when_it_is_read_again(int milliseconds)
    {
        Admit("TICKET-1");
        _rig.Run(milliseconds);

        Scan("TICKET-1");

        Assert.Equal((LaneState.Admitted, Indication.Admitted, 1, 1),
            (_rig.Lane.State, _rig.Indicator.Current, _rig.Gate.Openings, Requests));
        Assert.Equal((Decision.None, OutcomeReason.JustAdmitted), (_rig.Lane.Outcome.Decision, _rig.Lane.Outcome.Reason));
        _rig.Run(2_000);
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void Repeated_readings_are_reported_once_with_the_admissions_request()
    {
        Admit("TICKET-1");
        var id = _rig.Requests(Channel.TicketRequest)[0].RequestId;
        for (var i = 0; i < 20; i++)
        {
            _rig.Run(100);
            Scan("TICKET-1");
        }

        Assert.Equal((2, 1, 1), (_rig.Lane.Outcomes, _rig.Gate.Openings, Requests));
        Assert.Equal((1, 1), (_rig.Lane.Counters.Of(OutcomeReason.JustAdmitted), _rig.Lane.Counters.Latency.CountOf(LatencyHistogram.Total)));
        var told = _rig.Sent.Where(m => m.Channel == Channel.Telemetry)
            .Select(m => JsonDocument.Parse(m.Payload).RootElement)
            .Select(t => (t.GetProperty("request").GetString(), t.GetProperty("decision").GetString(),
                t.GetProperty("reason").GetString()));
        Assert.Equal([($"{id:x16}", "admitted", "none"), ($"{id:x16}", "none", "just-admitted")], told);
        var record = new LogRecord();
        Assert.Equal([("ticket", "admitted", id), ("ticket", "just-admitted", id)],
            Enumerable.Range(0, _rig.Log.Next).Where(i => _rig.Log.Read(i, record) && record.Source == "ticket").Select(i =>
            {
                _rig.Log.Read(i, record);
                return (record.Source, record.Text, record.Request);
            }));
    }

    [Fact]
    public void After_its_time_the_code_is_sent_again()
    {
        Admit("TICKET-1");
        _rig.Run(12_000);

        Scan("TICKET-1");

        IsRequestedAndUsed();
    }

    [Fact]
    public void After_the_passage_the_code_counts_as_another_guests()
    {
        Admit("TICKET-1");
        _rig.Gate.Pass();
        _rig.Run(1_000);

        Scan("TICKET-1");

        IsRequestedAndUsed();
    }

    [Fact]
    public void After_another_code_it_counts_as_another_guests()
    {
        Admit("TICKET-1");
        Scan("TICKET-2");
        _rig.ReplyToTicket(Decision.UnknownTicket);

        Scan("TICKET-1");

        IsRequestedAndUsed(requests: 3);
    }

    [Fact]
    public void After_another_palm_it_counts_as_another_guests()
    {
        Admit("TICKET-1");
        _rig.Run(1_000);
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.NotRecognised);
        _rig.Lift();

        Scan("TICKET-1");

        IsRequestedAndUsed();
    }

    [Theory]
    [InlineData("TICKET-10")]
    [InlineData("TICKET")]
    [InlineData("ticket-1")]
    public void Another_code_is_another_guest(string other)
    {
        Admit("TICKET-1");
        Scan(other);
        Assert.Equal(2, Requests);
    }

    [Fact]
    public void A_refused_code_is_sent_every_time()
    {
        Scan("TICKET-1");
        _rig.ReplyToTicket(Decision.UnknownTicket);
        Scan("TICKET-1");
        _rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal((2, 1), (Requests, _rig.Gate.Openings));
    }

    [Fact]
    public void A_palm_lost_by_the_range_finder_for_a_moment_counts_as_present()
    {
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.Admitted);
        for (var i = 0; i < 10; i++)
        {
            _rig.Run(1_000);
            _rig.Presence.Millimetres = Hal.Presence.Nothing;
            _rig.Run(300);
            _rig.ShowPalm();
        }

        Assert.Equal((LaneState.Admitted, 1, 1),
            (_rig.Lane.State, _rig.Gate.Openings, _rig.Requests(Channel.MatchRequest).Count));
        _rig.Lift();
        Assert.Equal(LaneState.Idle, _rig.Lane.State);
    }

    [Fact]
    public void A_code_that_lies_on_the_reader_does_not_start_the_enrolment_again()
    {
        var rig = new LaneRig(LaneMode.Enrolment);
        rig.Qr.Scan("TICKET-1");
        rig.Run();
        rig.OpenEnrolment();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.SampleAccepted);
        rig.Lift();
        for (var i = 0; i < 3; i++)
        {
            rig.Run(5_000);
            rig.Qr.Scan("TICKET-1");
            rig.Run();
        }

        Assert.Single(rig.Requests(Channel.TicketRequest));
        rig.ShowPalm();
        Assert.Equal(1, rig.LastMatchRequest().Sample);
    }

    [Fact]
    public void The_same_code_starts_a_new_enrolment_after_a_failed_one()
    {
        var rig = new LaneRig(LaneMode.Enrolment);
        rig.Qr.Scan("TICKET-1");
        rig.Run();
        rig.OpenEnrolment();
        rig.Run(30_100);
        Assert.Equal(OutcomeReason.Abandoned, rig.Lane.Outcome.Reason);

        rig.Qr.Scan("TICKET-1");
        rig.Run();

        Assert.Equal(2, rig.Requests(Channel.TicketRequest).Count);
    }

    [Fact]
    public void An_attempt_without_a_request_has_no_request_id()
    {
        Admit("TICKET-1");
        Scan(new string('A', 129));
        Assert.Equal((OutcomeReason.CodeTooLong, 0UL), (_rig.Lane.Outcome.Reason, _rig.Lane.Outcome.RequestId));
    }

    void IsRequestedAndUsed(int requests = 2)
    {
        Assert.Equal((LaneState.CheckingTicket, requests), (_rig.Lane.State, Requests));
        _rig.ReplyToTicket(Decision.TicketUsed);
        Assert.Equal((LaneState.Denied, 1), (_rig.Lane.State, _rig.Gate.Openings));
    }
}
