using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

/// <summary>No palm is captured before the matcher says that its guest has agreed, or that the booth has no screen.</summary>
public class ConsentTests
{
    readonly LaneRig _rig = new(LaneMode.Enrolment);

    public ConsentTests()
    {
        _rig.Run();
        Scan("TICKET-1");
    }

    [Fact]
    public void Without_the_guests_consent_no_palm_is_captured()
    {
        _rig.ShowPalm();
        for (var i = 0; i < 20; i++)
        {
            _rig.ReplyToMatch(Decision.ConsentAwaited);
            Assert.Equal(Indication.ConfirmEnrolment, _rig.Indicator.Current);
            _rig.Run(500);
        }

        Assert.Equal((0, 1), (_rig.Captures, _rig.Lane.Outcomes));
        _rig.ReplyToMatch(Decision.EnrolmentOpened);
        _rig.Run();
        Assert.True(_rig.Captures > 0);
        Assert.Equal((MatchPurpose.Enrol, (byte)0), (_rig.LastMatchRequest().Purpose, _rig.LastMatchRequest().Sample));
    }

    [Fact]
    public void The_matcher_is_asked_at_once_under_the_link_code_without_a_palm_and_then_twice_a_second()
    {
        _rig.Run(20);
        var asked = _rig.LastMatchRequest();
        Assert.Equal((MatchPurpose.OpenEnrolment, PalmSide.Unknown, (byte)0, (byte)6), (asked.Purpose, asked.Side, asked.Sample, asked.SampleCount));
        Assert.All(asked.Link, b => Assert.Equal(7, b));
        Assert.All(asked.Template, b => Assert.Equal(0, b));
        for (var i = 0; i < 10; i++)
        {
            _rig.ReplyToMatch(Decision.ConsentAwaited);
            _rig.Run(490);
        }

        Assert.InRange(_rig.Requests(Channel.MatchRequest).Count, 10, 12);
    }

    [Fact]
    public void A_guest_who_has_agreed_before_is_not_told_to()
    {
        _rig.Run(20);
        Assert.NotEqual(Indication.ConfirmEnrolment, _rig.Indicator.Current);
        _rig.ReplyToMatch(Decision.EnrolmentOpened);
        Assert.Equal((Indication.ShowLeftPalm, 0), (_rig.Indicator.Current, _rig.Captures));
    }

    [Fact]
    public void Who_does_not_agree_is_waited_for_three_minutes()
    {
        while (_rig.Lane.Outcomes == 1 && _rig.Clock.NowMicroseconds() < 190_000_000)
        {
            _rig.Run(500);
            _rig.ReplyToMatch(Decision.ConsentAwaited);
        }

        Assert.InRange(_rig.Clock.NowMicroseconds(), 179_000_000, 182_000_000);
        Assert.Equal((EntryWay.Enrolment, OutcomeReason.NotConfirmed, 0), (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Reason, _rig.Captures));
    }

    [Theory]
    [InlineData(Decision.Unavailable, false)]
    [InlineData(Decision.TooLate, true)]
    public void An_outage_of_the_matcher_is_waited_out_without_a_capture(Decision decision, bool mustAgree)
    {
        _rig.ShowPalm();
        if (mustAgree)
        {
            _rig.ReplyToMatch(Decision.ConsentAwaited);
            _rig.Run(500);
        }

        _rig.ReplyToMatch(decision);
        _rig.Run(5_000);

        // Who has not been told to agree is not told so by an outage.
        Assert.Equal((0, 1, mustAgree), (_rig.Captures, _rig.Lane.Outcomes, _rig.Indicator.Current == Indication.ConfirmEnrolment));
        _rig.ReplyToMatch(Decision.EnrolmentOpened);
        _rig.Run();
        Assert.True(_rig.Captures > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_word_of_the_matcher_the_enrolment_ends_after_half_a_minute_without_a_capture(bool isConnected)
    {
        _rig.Connected = isConnected;
        _rig.ShowPalm();
        while (_rig.Lane.Outcomes == 1 && _rig.Clock.NowMicroseconds() < 60_000_000)
        {
            _rig.Run(100);
        }

        Assert.InRange(_rig.Clock.NowMicroseconds(), 30_000_000, 32_000_000);
        Assert.Equal((EntryWay.Enrolment, OutcomeReason.NoReplyInTime, 0), (_rig.Lane.Outcome.Way, _rig.Lane.Outcome.Reason, _rig.Captures));
    }

    [Fact]
    public void A_refusal_ends_the_enrolment()
    {
        _rig.Run(20);
        _rig.ReplyToMatch(Decision.Refused);
        Assert.Equal((Indication.EnrolmentFailed, Decision.Refused, 0), (_rig.Indicator.Current, _rig.Lane.Outcome.Decision, _rig.Captures));
    }

    [Fact]
    public void The_account_confirms_first_and_the_guest_agrees_then()
    {
        Scan("TICKET-2", Decision.ConfirmationAwaited);
        _rig.ShowPalm();
        _rig.Run(500);
        _rig.ReplyToTicket(Decision.EnrolmentOpened);
        _rig.Run(900);
        Assert.Equal(MatchPurpose.OpenEnrolment, _rig.LastMatchRequest().Purpose);
        Assert.Equal(0, _rig.Captures);
    }

    [Fact]
    public void Another_ticket_asks_again()
    {
        _rig.Run(20);
        _rig.ReplyToMatch(Decision.EnrolmentOpened);
        Scan("TICKET-2");
        _rig.ShowPalm();
        _rig.Run(100);
        Assert.Equal((MatchPurpose.OpenEnrolment, 0), (_rig.LastMatchRequest().Purpose, _rig.Captures));
    }

    [Fact]
    public void A_matcher_that_learns_of_the_screen_during_an_enrolment_is_waited_for_too()
    {
        _rig.Run(20);
        _rig.ReplyToMatch(Decision.EnrolmentOpened);
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.ConsentAwaited);
        _rig.Lift();
        var captures = _rig.Captures;
        _rig.ShowPalm();
        _rig.Run(2_000);
        Assert.Equal((MatchPurpose.OpenEnrolment, captures), (_rig.LastMatchRequest().Purpose, _rig.Captures));
    }

    void Scan(string code, Decision decision = Decision.EnrolmentOpened)
    {
        _rig.Qr.Scan(code);
        _rig.Run();
        _rig.ReplyToTicket(decision);
    }
}
