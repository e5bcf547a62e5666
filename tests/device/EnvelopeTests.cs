using System;
using Pedestal.Protocol;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>The envelope around a body: its bytes, and the messages that it rejects.</summary>
    [TestClass]
    public class EnvelopeTests
    {
        const ulong RequestId = 0x8122334455667788;
        const ulong Session = 0x0102030405060708;
        const uint Sequence = 0x8C0D0E0F;

        [TestMethod]
        public void A_sealed_message_has_the_same_bytes_as_on_a_PC()
        {
            Assert.AreEqual("7F4D758A", Crc32.Of(Seal(600)));
        }

        [TestMethod]
        public void A_sealed_body_of_any_length_is_opened()
        {
            for (var length = 0; length <= 33; length++)
            {
                var message = Seal(length);
                var padded = (length / 16 + 1) * 16;
                Assert.AreEqual(Envelope.HeaderLength + padded + Envelope.MacLength, message.Length, "Message's length.");
                var envelope = new Envelope(new ScramblingCipher());
                Assert.AreEqual((int)EnvelopeStatus.Ok, (int)envelope.Open(Key(1), message));
                Assert.AreEqual(Crc32.Of(Body(length)), Crc32.Of(envelope.Body), "Body.");
                Assert.AreEqual((int)MessageType.TicketReply, (int)envelope.Type);
                Assert.IsTrue(envelope.RequestId == RequestId, "Request id.");
                Assert.IsTrue(envelope.Session == Session, "Session.");
                Assert.IsTrue(envelope.Sequence == Sequence, "Sequence.");
                Assert.AreEqual(65535, envelope.RemainingMilliseconds);
            }
        }

        [TestMethod]
        public void Any_altered_byte_is_detected()
        {
            var message = Seal(12);
            var envelope = new Envelope(new ScramblingCipher());
            for (var i = 0; i < message.Length; i++)
            {
                message[i] ^= 0x80;
                Assert.IsFalse(envelope.Open(Key(1), message) == EnvelopeStatus.Ok);
                Assert.IsTrue(envelope.Body == null, "A rejected message has a body.");
                message[i] ^= 0x80;
            }

            Assert.AreEqual((int)EnvelopeStatus.Ok, (int)envelope.Open(Key(1), message));
        }

        [TestMethod]
        public void Each_fault_of_a_message_has_its_status()
        {
            AssertRejected(EnvelopeStatus.WrongSize, new byte[91]);
            AssertRejected(EnvelopeStatus.WrongSize, new byte[Envelope.MaximumLength + 1]);
            AssertRejected(EnvelopeStatus.NotAnEnvelope, Altered(0, 0x51));
            AssertRejected(EnvelopeStatus.UnknownVersion, Altered(1, 1));
            AssertRejected(EnvelopeStatus.WrongLength, Altered(26, 32));
            AssertRejected(EnvelopeStatus.WrongLength, Altered(26, 17));
            AssertRejected(EnvelopeStatus.NotAuthentic, Altered(50, 0xEE));
        }

        [TestMethod]
        public void Another_key_does_not_open_a_message()
        {
            var envelope = new Envelope(new ScramblingCipher());
            Assert.AreEqual((int)EnvelopeStatus.NotAuthentic, (int)envelope.Open(Key(2), Seal(12)));
        }

        [TestMethod]
        public void A_key_has_exactly_48_bytes()
        {
            Assert.IsTrue(IsRejected(null));
            Assert.IsTrue(IsRejected(new byte[47]));
            Assert.IsTrue(IsRejected(new byte[49]));
            Assert.IsFalse(IsRejected(new byte[48]));
        }

        static bool IsRejected(byte[] secret)
        {
            try
            {
                return new DeviceKey(secret).Encryption == null;
            }
            catch (ArgumentException)
            {
                return true;
            }
        }

        static void AssertRejected(EnvelopeStatus expected, byte[] message)
        {
            Assert.AreEqual((int)expected, (int)new Envelope(new ScramblingCipher()).Open(Key(1), message));
        }

        static byte[] Altered(int offset, int value)
        {
            var message = Seal(12);
            message[offset] = (byte)value;
            return message;
        }

        static byte[] Seal(int length)
        {
            var envelope = new Envelope(new ScramblingCipher())
            {
                Type = MessageType.TicketReply, RequestId = RequestId, Session = Session, Sequence = Sequence,
                RemainingMilliseconds = 65535,
            };
            return envelope.Seal(Key(1), Body(length));
        }

        static byte[] Body(int length)
        {
            var body = new byte[length];
            new Lcg(9).Fill(body);
            return body;
        }

        static DeviceKey Key(uint seed)
        {
            var secret = new byte[DeviceKey.Length];
            new Lcg(seed).Fill(secret);
            return new DeviceKey(secret);
        }
    }
}
