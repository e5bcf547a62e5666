using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>Session offers to a lane, from its service or recorded by an attacker.</summary>
public class SessionOfferTests
{
    readonly LaneRig _rig = new();

    public SessionOfferTests() => _rig.ShowPalm();

    [Fact]
    public void The_open_request_is_sent_again_at_once_in_the_offered_session()
    {
        _rig.OfferSession(5);
        var sent = _rig.Requests(Channel.MatchRequest);
        Assert.Equal([(0ul, 1u), (5ul, 1u)], sent.Select(request => (request.Session, request.Sequence)));
        Assert.Equal(sent[0].RequestId, sent[1].RequestId);
        Assert.Equal(sent[0].Body, sent[1].Body);
        _rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(1, _rig.Gate.Openings);
    }

    [Fact]
    public void The_next_requests_continue_in_the_session()
    {
        _rig.OfferSession(5);
        _rig.ReplyToMatch(Decision.Admitted);
        _rig.Run(2_000);
        _rig.Lift();
        _rig.ShowPalm();
        var next = _rig.Requests(Channel.MatchRequest)[^1];
        Assert.Equal((5ul, 2u), (next.Session, next.Sequence));
    }

    [Fact]
    public void An_offer_for_another_request_is_dropped()
    {
        _rig.OfferSession(5, id: _rig.Requests(Channel.MatchRequest)[^1].RequestId + 1);
        Assert.Single(_rig.Requests(Channel.MatchRequest));
        Assert.Equal(1, _rig.Lane.RepliesDropped);
    }

    [Fact]
    public void A_repeated_offer_is_accepted_once()
    {
        var id = _rig.Requests(Channel.MatchRequest)[^1].RequestId;
        var offer = _rig.Seal(new SessionOffer { Session = 5 }.Write(), id, MessageType.SessionOffer, null, LaneRig.MatchKey);
        for (var i = 0; i < 10; i++)
        {
            _rig.Deliver(offer);
            _rig.Run();
        }

        Assert.Equal(2, _rig.Requests(Channel.MatchRequest).Count);
    }

    [Fact]
    public void An_admission_in_the_previous_session_opens_nothing()
    {
        var reply = _rig.MatchReplyTo(_rig.Requests(Channel.MatchRequest)[^1].RequestId, Decision.Admitted);
        _rig.OfferSession(5);
        _rig.Deliver(reply);
        _rig.Run();
        Assert.Equal(0, _rig.Gate.Openings);
    }

    [Fact]
    public void Offers_alone_are_not_replies()
    {
        for (var session = 1ul; session < 40; session++)
        {
            _rig.OfferSession(session);
        }

        _rig.Run(1_000);
        Assert.Equal((LaneState.UseTicket, OutcomeReason.NoReplyInTime), (_rig.Lane.State, _rig.Lane.Outcome.Reason));
    }
}
