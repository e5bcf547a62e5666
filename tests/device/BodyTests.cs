using Pedestal.Protocol;
using Pedestal.Vein;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>Message bodies read back as written, and their bytes are the same as on a PC.</summary>
    [TestClass]
    public class BodyTests
    {
        [TestMethod]
        public void A_match_request_round_trips()
        {
            var written = new MatchRequest
            {
                Purpose = MatchPurpose.Enrol, Side = PalmSide.Right, Sample = 3, SampleCount = 6,
            };
            var random = new Lcg(5);
            random.Fill(written.Link);
            random.Fill(written.Template);
            var body = new byte[MatchRequest.Length];
            written.Write(body);
            Assert.AreEqual("E2A74682", Crc32.Of(body));
            var read = new MatchRequest();
            Assert.IsTrue(read.Read(body));
            Assert.AreEqual((int)MatchPurpose.Enrol, (int)read.Purpose);
            Assert.AreEqual((int)PalmSide.Right, (int)read.Side);
            Assert.AreEqual(3, (int)read.Sample);
            Assert.AreEqual(6, (int)read.SampleCount);
            Assert.AreEqual(Crc32.Of(written.Link), Crc32.Of(read.Link));
            Assert.AreEqual(Crc32.Of(written.Template), Crc32.Of(read.Template));
        }

        [TestMethod]
        public void A_match_request_with_a_field_out_of_range_is_rejected()
        {
            var body = new byte[MatchRequest.Length];
            new MatchRequest { Purpose = MatchPurpose.Enrol, Side = PalmSide.Left, Sample = 1, SampleCount = 6 }.Write(body);
            Assert.IsTrue(new MatchRequest().Read(body));
            Assert.IsFalse(new MatchRequest().Read(With(body, 0, 0)), "No purpose.");
            Assert.IsFalse(new MatchRequest().Read(With(body, 0, 3)), "Unknown purpose.");
            Assert.IsFalse(new MatchRequest().Read(With(body, 1, 0)), "No side.");
            Assert.IsFalse(new MatchRequest().Read(With(body, 1, 3)), "Unknown side.");
            Assert.IsFalse(new MatchRequest().Read(With(body, 2, 6)), "A sample beyond the last.");
            Assert.IsFalse(new MatchRequest().Read(new byte[MatchRequest.Length - 1]), "Too short.");
        }

        [TestMethod]
        public void A_match_reply_round_trips()
        {
            var body = new byte[MatchReply.Length];
            new MatchReply
            {
                Decision = Decision.SampleAccepted, Samples = 4, MatchMicroseconds = 34999,
                TicketMicroseconds = 35000,
            }.Write(body);
            Assert.AreEqual("65B0007E", Crc32.Of(body));
            var read = new MatchReply();
            Assert.IsTrue(read.Read(body));
            Assert.AreEqual((int)Decision.SampleAccepted, (int)read.Decision);
            Assert.AreEqual(4, (int)read.Samples);
            Assert.AreEqual(30000L, read.MatchMicroseconds);
            Assert.AreEqual(40000L, read.TicketMicroseconds);
        }

        [TestMethod]
        public void A_ticket_request_round_trips_and_clears_unused_bytes()
        {
            var written = new TicketRequest { Purpose = TicketPurpose.RedeemCode, CodeLength = 20 };
            var random = new Lcg(6);
            random.Fill(written.Link);
            random.Fill(written.Code);
            var body = new byte[TicketRequest.Length];
            random.Fill(body);
            written.Write(body);
            Assert.AreEqual("4AF983A9", Crc32.Of(body));
            var read = new TicketRequest();
            Assert.IsTrue(read.Read(body));
            Assert.AreEqual((int)TicketPurpose.RedeemCode, (int)read.Purpose);
            Assert.AreEqual(20, read.CodeLength);
            Assert.AreEqual(Crc32.Of(written.Link), Crc32.Of(read.Link));
            for (var i = 0; i < TicketRequest.MaximumCodeLength; i++)
            {
                Assert.AreEqual(i < 20 ? written.Code[i] : 0, read.Code[i]);
            }
        }

        [TestMethod]
        public void A_ticket_request_with_a_field_out_of_range_is_rejected()
        {
            var body = new byte[TicketRequest.Length];
            new TicketRequest { Purpose = TicketPurpose.RedeemToken, CodeLength = TicketRequest.TokenLength }.Write(body);
            Assert.IsTrue(new TicketRequest().Read(body));
            Assert.IsFalse(new TicketRequest().Read(With(body, 0, 0)), "No purpose.");
            Assert.IsFalse(new TicketRequest().Read(With(body, 0, 5)), "Unknown purpose.");
            Assert.IsFalse(new TicketRequest().Read(With(body, 1, 0)), "No code.");
            Assert.IsFalse(new TicketRequest().Read(With(body, 1, 129)), "A code too long.");
            Assert.IsFalse(new TicketRequest().Read(With(body, 1, 31)), "A token too short.");
        }

        [TestMethod]
        public void A_ticket_reply_round_trips()
        {
            var written = new TicketReply { Decision = Decision.EnrolmentOpened, TicketMicroseconds = 4294967295 };
            new Lcg(7).Fill(written.Link);
            var body = new byte[TicketReply.Length];
            written.Write(body);
            Assert.AreEqual("73DA1438", Crc32.Of(body));
            var read = new TicketReply();
            Assert.IsTrue(read.Read(body));
            Assert.AreEqual((int)Decision.EnrolmentOpened, (int)read.Decision);
            Assert.AreEqual(4294967295L, read.TicketMicroseconds);
            Assert.AreEqual(Crc32.Of(written.Link), Crc32.Of(read.Link));
        }

        [TestMethod]
        public void A_reply_is_read_only_with_a_known_decision()
        {
            for (var decision = 0; decision < 256; decision++)
            {
                var known = decision >= (int)Decision.Admitted && decision < DecisionTable.Count;
                Assert.IsTrue(known == new MatchReply().Read(With(new byte[MatchReply.Length], 0, decision)));
                Assert.IsTrue(known == new TicketReply().Read(With(new byte[TicketReply.Length], 0, decision)));
            }

            Assert.IsFalse(new MatchReply().Read(With(new byte[MatchReply.Length + 1], 0, 1)), "Too long.");
            Assert.IsFalse(new TicketReply().Read(new byte[0]), "Empty.");
        }

        static byte[] With(byte[] body, int offset, int value)
        {
            var altered = new byte[body.Length];
            System.Array.Copy(body, altered, body.Length);
            altered[offset] = (byte)value;
            return altered;
        }
    }
}
