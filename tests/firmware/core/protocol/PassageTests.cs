using CsCheck;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class PassageTests
{
    [Fact]
    public void Terms_round_trip_and_unknown_ones_are_refused() => Gen.Byte[0, 70].Array[6].Sample(bytes =>
    {
        var terms = PassageTerms.Read(bytes, 3);
        Assert.Equal(bytes[3] <= 1 && (bytes[4] is 0 or (>= 2 and <= 60)), terms is not null);
        if (terms is not null)
        {
            var written = new byte[6];
            terms.Write(written, 3);
            Assert.Equal(bytes[3..5], written[3..5]);
        }
    });

    [Fact]
    public void Notes_round_trip() =>
        Gen.Select(Gen.Int[0, 200], Gen.Bool, Gen.Bool).Sample((companions, isSame, attention) =>
        {
            var notes = AdmissionNotes.Of(companions, isSame, attention);
            Assert.Equal(
                (Math.Min(companions, AdmissionNotes.MostCompanions), isSame, attention),
                (AdmissionNotes.CompanionsOf(notes), AdmissionNotes.IsSame(notes), AdmissionNotes.NeedsAttention(notes)));
        });

    [Fact]
    public void A_report_round_trips_through_a_request() =>
        Gen.Select(Gen.Enum<PassageOutcome>(), Gen.Enum<Direction>(), Gen.ULong, Gen.Long[0, 1L << 40]).Sample(
            (outcome, direction, request, at) =>
            {
                var sent = new TicketRequest();
                new PassageReport { Outcome = outcome, Direction = direction, RequestId = request, UnixSeconds = at }.Write(sent);
                var body = new byte[TicketRequest.Length];
                sent.Write(body);
                var received = new TicketRequest();
                Assert.True(received.Read(body));
                var report = new PassageReport();
                Assert.True(report.Read(received));
                Assert.Equal((outcome, direction, request, at), (report.Outcome, report.Direction, report.RequestId, report.UnixSeconds));
            });

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(4, 0, 2)]
    [InlineData(1, 2, 2)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 0, 3)]
    public void A_report_with_unknown_content_is_refused(byte outcome, byte direction, int length)
    {
        var request = new TicketRequest { Purpose = TicketPurpose.ReportPassage, CodeLength = length };
        (request.Code[0], request.Code[1]) = (outcome, direction);
        Assert.False(new PassageReport().Read(request));
    }

    [Fact]
    public void A_reply_has_notes_only_with_an_admission_or_too_late()
    {
        foreach (var decision in Enum.GetValues<Decision>().Where(d => d != Decision.None))
        {
            var body = new byte[MatchReply.Length];
            new MatchReply { Decision = decision, Notes = 5, Samples = 3 }.Write(body);
            var read = new MatchReply();
            Assert.True(read.Read(body));
            Assert.Equal(decision is Decision.Admitted or Decision.TooLate ? (5, 0) : (0, 3), (read.Notes, read.Samples));
        }
    }
}
