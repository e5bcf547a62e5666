using CsCheck;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class BodyTests
{
    [Fact]
    public void A_match_request_round_trips() =>
        Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[528], Gen.Int[0, 5], Gen.Bool).Sample((link, template, sample, left) =>
        {
            var written = new MatchRequest
            {
                Purpose = MatchPurpose.Enrol, Side = left ? PalmSide.Left : PalmSide.Right, Sample = (byte)sample,
                SampleCount = 6,
            };
            link.CopyTo(written.Link, 0);
            template.CopyTo(written.Template, 0);
            var body = new byte[MatchRequest.Length];
            written.Write(body);
            var read = new MatchRequest();
            Assert.True(read.Read(body));
            Assert.Equal((written.Purpose, written.Side, written.Sample, written.SampleCount),
                (read.Purpose, read.Side, read.Sample, read.SampleCount));
            Assert.Equal(link, read.Link);
            Assert.Equal(template, read.Template);
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(1, 0)]
    [InlineData(0, 5)]
    [InlineData(2, 6)]
    public void A_match_request_with_a_field_out_of_range_is_refused(int offset, byte value)
    {
        var body = new byte[MatchRequest.Length];
        new MatchRequest { Purpose = MatchPurpose.Enrol, Side = PalmSide.Left, Sample = 1, SampleCount = 6 }.Write(body);
        body[offset] = value;
        Assert.False(new MatchRequest().Read(body));
    }

    [Fact]
    public void A_match_reply_round_trips_at_its_offsets()
    {
        var body = new byte[MatchReply.Length];
        new MatchReply
        {
            Decision = Decision.SampleAccepted, Samples = 4, MatchMicroseconds = 34_999, TicketMicroseconds = 45_000,
        }.Write(body);
        Assert.Equal([10, 4, 3, 5], body);
        var read = new MatchReply();
        Assert.True(read.Read(body));
        Assert.Equal((Decision.SampleAccepted, 4, 30_000u, 50_000u),
            (read.Decision, read.Samples, read.MatchMicroseconds, read.TicketMicroseconds));
    }

    [Fact]
    public void A_ticket_request_round_trips() =>
        Gen.Select(Gen.Byte.Array[1, 128], Gen.Byte.Array[16]).Sample((code, link) =>
        {
            var written = new TicketRequest { Purpose = TicketPurpose.RedeemCode, CodeLength = code.Length };
            code.CopyTo(written.Code, 0);
            link.CopyTo(written.Link, 0);
            var body = Enumerable.Repeat((byte)0xAA, TicketRequest.Length).ToArray();
            written.Write(body);
            Assert.All(body[(18 + code.Length)..], b => Assert.Equal(0, b));
            var read = new TicketRequest();
            Assert.True(read.Read(body));
            Assert.Equal(code, read.Code[..read.CodeLength]);
            Assert.Equal(link, read.Link);
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(1, 0)]
    [InlineData(1, 129)]
    [InlineData(1, 31)]
    public void A_ticket_request_with_a_field_out_of_range_is_refused(int offset, byte value)
    {
        var body = new byte[TicketRequest.Length];
        new TicketRequest { Purpose = TicketPurpose.RedeemToken, CodeLength = 32 }.Write(body);
        body[offset] = value;
        Assert.False(new TicketRequest().Read(body));
    }

    [Fact]
    public void A_ticket_reply_round_trips() =>
        Gen.Byte.Array[16].Sample(link =>
        {
            var written = new TicketReply { Decision = Decision.EnrolmentOpened, TicketMicroseconds = 4711 };
            link.CopyTo(written.Link, 0);
            var body = new byte[TicketReply.Length];
            written.Write(body);
            var read = new TicketReply();
            Assert.True(read.Read(body));
            Assert.Equal((Decision.EnrolmentOpened, 4711u), (read.Decision, read.TicketMicroseconds));
            Assert.Equal(link, read.Link);
        });

    [Fact]
    public void Bodies_of_another_length_or_with_an_unknown_decision_are_refused()
    {
        Gen.Byte.Array[0, 1000].Sample(body =>
        {
            Assert.Equal(body.Length == MatchReply.Length && body[0] > 0 && body[0] < DecisionTable.Count, new MatchReply().Read(body));
            Assert.Equal(body.Length == TicketReply.Length && body[0] > 0 && body[0] < DecisionTable.Count, new TicketReply().Read(body));
        });
        Assert.False(new MatchReply().Read([(byte)DecisionTable.Count, .. new byte[MatchReply.Length - 1]]));
        Assert.False(new TicketReply().Read([0, .. new byte[TicketReply.Length - 1]]));
    }

    [Fact]
    public void Constant_time_comparison_compares() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 40]).Sample((a, b) =>
        {
            Assert.Equal(a.Length <= b.Length && b.AsSpan(0, a.Length).SequenceEqual(a), Bytes.EqualInConstantTime(a, b, 0));
            Assert.True(Bytes.EqualInConstantTime(a, [.. b, .. a], b.Length));
        });
}
