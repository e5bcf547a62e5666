using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>An enrolment that the ticket's account has to confirm before a palm is captured.</summary>
public class ConfirmationTests
{
    readonly LaneRig _rig = new(LaneMode.Enrolment);

    public ConfirmationTests()
    {
        _rig.Run();
        _rig.Qr.Scan("TICKET-1");
        _rig.Run();
        _rig.ReplyToTicket(Decision.ConfirmationAwaited);
    }

    [Fact]
    public void No_palm_is_captured_before_the_account_has_confirmed()
    {
        Assert.Equal((Indication.ConfirmEnrolment, Decision.ConfirmationAwaited),
            (_rig.Indicator.Current, _rig.Lane.Outcome.Decision));
        _rig.ShowPalm();
        for (var i = 0; i < 5; i++)
        {
            _rig.Run(500);
            _rig.ReplyToTicket(Decision.ConfirmationAwaited);
            Assert.Equal(Indication.ConfirmEnrolment, _rig.Indicator.Current);
        }

        Assert.Equal((0, 1), (_rig.Captures, _rig.Lane.Outcomes));
        _rig.Run(500);
        _rig.OpenEnrolment();
        _rig.Run();
        Assert.True(_rig.Captures > 0);
        Assert.All(_rig.LastMatchRequest().Link, b => Assert.Equal(7, b));
    }

    [Fact]
    public void Ticketing_is_polled_twice_a_second_with_the_link_code_and_never_with_the_scanned_code()
    {
        _rig.Run(500);
        var request = new TicketRequest();
        Assert.True(request.Read(_rig.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal((TicketPurpose.CheckLink, 0), (request.Purpose, request.CodeLength));
        Assert.All(request.Link, b => Assert.Equal(7, b));
        Assert.All(request.Code, b => Assert.Equal(0, b));
        for (var i = 0; i < 10; i++)
        {
            _rig.ReplyToTicket(Decision.ConfirmationAwaited);
            _rig.Run(490);
        }

        Assert.InRange(_rig.Requests(Channel.TicketRequest).Count, 10, 12);
    }

    [Fact]
    public void After_the_confirmation_the_guest_has_the_usual_time_for_the_first_palm()
    {
        _rig.Run(40_000);
        _rig.OpenEnrolment();
        Assert.Equal((Indication.ShowLeftPalm, Decision.EnrolmentOpened), (_rig.Indicator.Current, _rig.Lane.Outcome.Decision));
        _rig.Run(29_000);
        Assert.Equal(Indication.ShowLeftPalm, _rig.Indicator.Current);
        _rig.Run(1_100);
        Assert.Equal(OutcomeReason.Abandoned, _rig.Lane.Outcome.Reason);
    }

    [Fact]
    public void A_refusal_by_the_account_ends_the_enrolment()
    {
        _rig.Run(500);
        _rig.ReplyToTicket(Decision.Refused);
        AssertEnded(Decision.Refused, OutcomeReason.None);
    }

    [Fact]
    public void Without_a_confirmation_the_enrolment_ends_after_a_minute()
    {
        while (_rig.Lane.Outcomes == 1 && _rig.Clock.NowMicroseconds() < 62_000_000)
        {
            _rig.Run(500);
            _rig.ReplyToTicket(Decision.ConfirmationAwaited);
        }

        Assert.InRange(_rig.Clock.NowMicroseconds(), 60_000_000, 62_000_000);
        AssertEnded(Decision.None, OutcomeReason.NotConfirmed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_replies_of_ticketing_the_enrolment_ends_after_the_same_time(bool isConnected)
    {
        _rig.Connected = isConnected;
        _rig.Run(55_000);
        Assert.Equal((Indication.ConfirmEnrolment, 1), (_rig.Indicator.Current, _rig.Lane.Outcomes));
        while (_rig.Lane.Outcomes == 1 && _rig.Clock.NowMicroseconds() < 62_000_000)
        {
            _rig.Run(100);
        }

        AssertEnded(Decision.None, OutcomeReason.NotConfirmed);
    }

    [Theory]
    [InlineData(Decision.Unavailable)]
    [InlineData(Decision.TooLate)]
    public void A_temporary_outage_does_not_end_the_enrolment(Decision decision)
    {
        _rig.Run(500);
        _rig.ReplyToTicket(decision);
        Assert.Equal((Indication.ConfirmEnrolment, 1), (_rig.Indicator.Current, _rig.Lane.Outcomes));
        _rig.Run(500);
        _rig.OpenEnrolment();
        Assert.Equal(Indication.ShowLeftPalm, _rig.Indicator.Current);
    }

    [Fact]
    public void Another_ticket_replaces_the_enrolment_even_during_a_poll()
    {
        _rig.Run(500);
        _rig.Qr.Scan("TICKET-2");
        _rig.ReplyToTicket(Decision.ConfirmationAwaited);
        _rig.Run();
        var request = new TicketRequest();
        Assert.True(request.Read(_rig.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal(TicketPurpose.OpenEnrolment, request.Purpose);
        _rig.OpenEnrolment();
        Assert.Equal(Indication.ShowLeftPalm, _rig.Indicator.Current);
    }

    [Fact]
    public void The_code_still_held_at_the_reader_does_not_start_a_second_confirmation()
    {
        _rig.Qr.Scan("TICKET-1");
        _rig.Run(20);
        Assert.Single(_rig.Requests(Channel.TicketRequest));
        Assert.Equal(Indication.ConfirmEnrolment, _rig.Indicator.Current);
    }

    void AssertEnded(Decision decision, OutcomeReason reason)
    {
        Assert.Equal((LaneState.Denied, Indication.EnrolmentFailed), (_rig.Lane.State, _rig.Indicator.Current));
        Assert.Equal((EntryWay.Enrolment, decision, reason),
            (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Decision, _rig.Lane.Outcome.Reason));
        Assert.Equal(0, _rig.Captures);
    }
}
