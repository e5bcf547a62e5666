using CsCheck;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class BodyLayoutTests
{
    [Fact]
    public void The_sizes_match_the_protocol_page() =>
        Assert.Equal(
            (548, 4, 146, 22),
            (MatchRequest.Length, MatchReply.Length, TicketRequest.Length, TicketReply.Length));

    /// <summary>Pedestal.Vein does not refer to Pedestal.Protocol, so each has a constant of its own.</summary>
    [Fact]
    public void Match_and_ticket_requests_have_link_codes_of_the_same_length() =>
        Assert.Equal(TicketRequest.LinkLength, MatchRequest.LinkLength);

    [Fact]
    public void A_match_request_has_its_fields_at_their_offsets()
    {
        var request = new MatchRequest
        {
            Purpose = MatchPurpose.Enrol, Side = PalmSide.Right, Sample = 3, SampleCount = 6,
        };
        Array.Fill(request.Link, (byte)0x11);
        Array.Fill(request.Template, (byte)0x22);
        var body = new byte[MatchRequest.Length];
        request.Write(body);
        Assert.Equal([2, 2, 3, 6], body[..4]);
        Assert.Equal(Enumerable.Repeat((byte)0x11, 16), body[4..20]);
        Assert.Equal(Enumerable.Repeat((byte)0x22, 528), body[20..]);
    }

    [Fact]
    public void A_ticket_request_has_its_fields_at_their_offsets()
    {
        var request = new TicketRequest { Purpose = TicketPurpose.BindToken, CodeLength = 32 };
        Array.Fill(request.Link, (byte)0x11);
        Array.Fill(request.Code, (byte)0x22);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        Assert.Equal([4, 32], body[..2]);
        Assert.Equal(Enumerable.Repeat((byte)0x11, 16), body[2..18]);
        Assert.Equal(Enumerable.Repeat((byte)0x22, 32), body[18..50]);

        // The rest of an earlier code must not leave the device.
        Assert.Equal(new byte[96], body[50..]);
    }

    [Fact]
    public void A_ticket_reply_has_its_fields_at_their_offsets()
    {
        var reply = new TicketReply { Decision = Decision.EnrolmentOpened, TicketMicroseconds = 0x01020304 };
        Array.Fill(reply.Link, (byte)0x11);
        var body = Enumerable.Repeat((byte)0xAA, TicketReply.Length).ToArray();
        reply.Write(body);
        Assert.Equal([9, 0, 4, 3, 2, 1], body[..6]);
        Assert.Equal(Enumerable.Repeat((byte)0x11, 16), body[6..]);
    }

    [Fact]
    public void Replies_round_trip_with_every_decision()
    {
        var decisions = Enum.GetValues<Decision>().Where(d => d != Decision.None).ToArray();
        var anyDecision = Gen.Int[0, decisions.Length - 1].Select(i => decisions[i]);
        Gen.Select(anyDecision, Gen.Byte, Gen.UInt, Gen.UInt).Sample(
            (decision, samples, match, ticket) =>
            {
                var body = new byte[MatchReply.Length];
                new MatchReply
                {
                    Decision = decision, Samples = samples, MatchMicroseconds = match, TicketMicroseconds = ticket,
                }.Write(body);
                var read = new MatchReply();
                Assert.True(read.Read(body));
                Assert.Equal(
                    (decision, decision is Decision.Admitted or Decision.TooLate ? 0 : samples, Told(match), Told(ticket)),
                    (read.Decision, read.Samples, read.MatchMicroseconds, read.TicketMicroseconds));

                var ticketBody = new byte[TicketReply.Length];
                new TicketReply { Decision = decision, TicketMicroseconds = ticket }.Write(ticketBody);
                var ticketRead = new TicketReply();
                Assert.True(ticketRead.Read(ticketBody));
                Assert.Equal((decision, ticket), (ticketRead.Decision, ticketRead.TicketMicroseconds));
            });

        static uint Told(uint microseconds) => (uint)Math.Min(255, (microseconds + 5_000L) / 10_000) * 10_000;
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Requests_of_another_length_are_refused(int more)
    {
        var match = new byte[MatchRequest.Length];
        new MatchRequest { Purpose = MatchPurpose.Enter }.Write(match);
        Assert.True(new MatchRequest().Read(match));
        Array.Resize(ref match, match.Length + more);
        Assert.False(new MatchRequest().Read(match));

        var ticket = new byte[TicketRequest.Length];
        new TicketRequest { Purpose = TicketPurpose.RedeemCode, CodeLength = 1 }.Write(ticket);
        Assert.True(new TicketRequest().Read(ticket));
        Array.Resize(ref ticket, ticket.Length + more);
        Assert.False(new TicketRequest().Read(ticket));
    }
}
