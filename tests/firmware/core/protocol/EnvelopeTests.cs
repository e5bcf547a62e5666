using CsCheck;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public class EnvelopeTests
{
    static readonly DeviceKey Key = new([.. Enumerable.Range(0, 48).Select(i => (byte)i)]);
    static readonly HostCipher Cipher = new();

    [Fact]
    public void A_sealed_message_can_be_opened() =>
        Gen.Select(Gen.Byte.Array[1, 600], Gen.ULong, Gen.ULong, Gen.UInt, Gen.Int[0, 65535]).Sample((body, id, session, sequence, left) =>
        {
            var opened = new Envelope(Cipher);
            Assert.Equal(EnvelopeStatus.Ok, opened.Open(Key, Seal(body, id, session, sequence, left)));
            Assert.Equal(body, opened.Body);
            Assert.Equal((MessageType.MatchReply, id, session, sequence, left),
                (opened.Type, opened.RequestId, opened.Session, opened.Sequence, opened.RemainingMilliseconds));
        });

    [Fact]
    public void The_header_fields_are_at_the_offsets_of_the_protocol_page()
    {
        var message = Seal(new byte[12], 0x1122334455667788, 0x0102030405060708, 0x0C0D0E0F, 0x0A0B);
        Assert.Equal(44 + 16 + 32, message.Length);
        Assert.Equal([0x50, 2, 2, 0], message[..4]);
        Assert.Equal([0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11], message[4..12]);
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], message[12..20]);
        Assert.Equal([0x0F, 0x0E, 0x0D, 0x0C], message[20..24]);
        Assert.Equal([0x0B, 0x0A, 16, 0], message[24..28]);
    }

    [Fact]
    public void Every_altered_bit_is_detected()
    {
        var message = Seal(new byte[40], 7, 9, 5, 800);
        Gen.Int[0, 8 * message.Length - 1].Sample(bit =>
        {
            var altered = (byte[])message.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            var envelope = new Envelope(Cipher);
            Assert.NotEqual(EnvelopeStatus.Ok, envelope.Open(Key, altered));
            Assert.Null(envelope.Body);
        });
    }

    [Fact]
    public void Truncated_and_invented_messages_are_refused()
    {
        var message = Seal(new byte[40], 7, 9, 5, 800);
        Gen.Int[0, message.Length - 1].Sample(length =>
            Assert.NotEqual(EnvelopeStatus.Ok, new Envelope(Cipher).Open(Key, message[..length])));
        Gen.Byte.Array[0, 3000].Sample(bytes =>
            Assert.NotEqual(EnvelopeStatus.Ok, new Envelope(Cipher).Open(Key, bytes)));
    }

    [Theory]
    [InlineData(0, 0x51, EnvelopeStatus.NotAnEnvelope)]
    [InlineData(1, 1, EnvelopeStatus.UnknownVersion)]
    [InlineData(26, 32, EnvelopeStatus.WrongLength)]
    [InlineData(26, 17, EnvelopeStatus.WrongLength)]
    public void Each_fault_of_a_message_has_its_status(int offset, byte value, EnvelopeStatus expected)
    {
        var message = Seal(new byte[12], 7, 9, 5, 800);
        message[offset] = value;
        Assert.Equal(expected, new Envelope(Cipher).Open(Key, message));
    }

    [Fact]
    public void Altered_ciphertext_is_not_authentic()
    {
        var message = Seal(new byte[12], 7, 9, 5, 800);
        message[50] ^= 1;
        Assert.Equal(EnvelopeStatus.NotAuthentic, new Envelope(Cipher).Open(Key, message));
    }

    [Theory]
    [InlineData(91)]
    [InlineData(2049)]
    public void Messages_of_impossible_length_are_refused_before_any_computation(int length) =>
        Assert.Equal(EnvelopeStatus.WrongSize, new Envelope(Cipher).Open(Key, new byte[length]));

    [Fact]
    public void Another_devices_key_opens_nothing()
    {
        var other = new DeviceKey([.. Enumerable.Range(1, 48).Select(i => (byte)i)]);
        Assert.Equal(EnvelopeStatus.NotAuthentic, new Envelope(Cipher).Open(other, Seal(new byte[12], 7, 9, 5, 800)));
    }

    [Fact]
    public void The_same_body_is_never_sealed_to_the_same_bytes()
    {
        var first = Seal(new byte[12], 7, 9, 5, 800);
        var second = Seal(new byte[12], 7, 9, 5, 800);
        Assert.NotEqual(first[40..56], second[40..56]);
    }

    static byte[] Seal(byte[] body, ulong id, ulong session, uint sequence, int left) => new Envelope(Cipher)
    {
        Type = MessageType.MatchReply, RequestId = id, Session = session, Sequence = sequence, RemainingMilliseconds = left,
    }.Seal(Key, body);
}
