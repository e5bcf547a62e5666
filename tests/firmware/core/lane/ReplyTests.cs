using CsCheck;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class ReplyTests
{
    [Fact]
    public void A_reply_just_in_time_opens_the_gate_and_one_at_the_end_of_the_budget_does_not()
    {
        var inTime = new LaneRig { CaptureMilliseconds = 985 };
        inTime.ShowPalm();
        inTime.ReplyToMatch(Decision.Admitted);
        Assert.Equal(1, inTime.Gate.Openings);
        var late = new LaneRig { CaptureMilliseconds = 990 };
        late.ShowPalm();
        late.ReplyToMatch(Decision.Admitted);
        Assert.Equal((0, LaneState.UseTicket, OutcomeReason.NoReplyInTime),
            (late.Gate.Openings, late.Lane.State, late.Lane.Outcome.Reason));
    }

    [Fact]
    public void A_late_admission_never_opens_the_gate()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Run(900);
        Assert.Equal((LaneState.UseTicket, OutcomeReason.NoReplyInTime), (rig.Lane.State, rig.Lane.Outcome.Reason));
        rig.ReplyToMatch(Decision.Admitted);
        rig.Run(500);
        Assert.Equal(0, rig.Gate.Openings);
    }

    [Fact]
    public void Without_a_reply_the_same_request_is_sent_again_with_the_next_number()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Run(900);
        var sent = rig.Requests(Channel.MatchRequest);
        Assert.Equal(3, sent.Count);
        Assert.Single(sent.Select(e => e.RequestId).Distinct());
        Assert.Equal([1u, 2u, 3u], sent.Select(e => e.Sequence));
        Assert.True(sent[0].RemainingMilliseconds - sent[1].RemainingMilliseconds is >= 240 and <= 270);
        Assert.True(sent[1].RemainingMilliseconds - sent[2].RemainingMilliseconds is >= 490 and <= 520);
        Assert.Single(sent.Select(e => Convert.ToHexString(e.Body)).Distinct());
        Assert.Equal(3, rig.Sent.Where(m => m.Channel == Channel.MatchRequest)
            .Select(m => Convert.ToHexString(m.Payload, 28, 16)).Distinct().Count());
    }

    [Fact]
    public void A_reply_to_a_resend_admits_once()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Run(300);
        rig.ReplyToMatch(Decision.Admitted);
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal((1, 1), (rig.Gate.Openings, rig.Lane.Outcomes));
    }

    [Theory]
    [InlineData("another request")]
    [InlineData("another type")]
    [InlineData("another key")]
    [InlineData("another channel")]
    public void A_reply_that_does_not_match_the_request_is_dropped(string what)
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        var id = rig.Requests(Channel.MatchRequest)[^1].RequestId;
        rig.Deliver(
            rig.MatchReplyTo(
                what == "another request" ? id + 1 : id,
                Decision.Admitted,
                type: what == "another type" ? MessageType.TicketReply : MessageType.MatchReply,
                key: what == "another key" ? LaneRig.TicketKey : null),
            what == "another channel" ? Channel.TicketReply : Channel.MatchReply);
        rig.Run(100);
        Assert.Equal((LaneState.Matching, 0), (rig.Lane.State, rig.Gate.Openings));
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(1, rig.Gate.Openings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(uint.MaxValue)]
    public void A_reply_to_a_number_that_the_request_was_not_sent_with_is_dropped(uint sequence)
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Run(600);
        Assert.Equal(2, rig.Requests(Channel.MatchRequest).Count);
        var id = rig.Requests(Channel.MatchRequest)[^1].RequestId;
        rig.Deliver(rig.MatchReplyTo(id, Decision.Admitted, sequence));
        rig.Run(20);
        Assert.Equal(0, rig.Gate.Openings);
        rig.Deliver(rig.MatchReplyTo(id, Decision.Admitted, 1));
        rig.Run(20);
        Assert.Equal(1, rig.Gate.Openings);
    }

    [Fact]
    public void An_authentic_reply_with_an_unknown_body_sends_to_the_reader()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        var id = rig.Requests(Channel.MatchRequest)[^1].RequestId;
        rig.Deliver(rig.Seal([1, 2, 3], id, MessageType.MatchReply, null, LaneRig.MatchKey));
        rig.Run();
        Assert.Equal((LaneState.UseTicket, OutcomeReason.BadReply, 0),
            (rig.Lane.State, rig.Lane.Outcome.Reason, rig.Gate.Openings));
    }

    [Fact]
    public void No_altered_truncated_or_invented_reply_opens_the_gate() =>
        Gen.Select(Gen.Int[0, 8 * 92 - 1], Gen.Int[0, 91], Gen.Byte.Array[0, 200]).Sample((bit, length, noise) =>
        {
            var rig = new LaneRig();
            rig.ShowPalm();
            var reply = rig.MatchReplyTo(rig.Requests(Channel.MatchRequest)[^1].RequestId, Decision.Admitted);
            var altered = (byte[])reply.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            rig.Deliver(altered);
            rig.Deliver(reply[..length]);
            rig.Deliver(noise);
            rig.Deliver([.. reply, 0]);
            rig.Run(1500);
            Assert.Equal(0, rig.Gate.Openings);
        }, iter: 300);
}
