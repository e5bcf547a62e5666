using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class EnvelopeLimitTests
{
    static readonly byte[] Secret = [.. Enumerable.Range(0, 48).Select(i => (byte)i)];
    static readonly DeviceKey Key = new(Secret);
    static readonly HostCipher Cipher = new();

    [Fact]
    public void Every_single_altered_bit_is_refused()
    {
        var message = Seal(new byte[20]);
        for (var bit = 0; bit < 8 * message.Length; bit++)
        {
            var altered = (byte[])message.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            var expected = (bit / 8) switch
            {
                0 => EnvelopeStatus.NotAnEnvelope,
                1 => EnvelopeStatus.UnknownVersion,
                26 or 27 => EnvelopeStatus.WrongLength,
                _ => EnvelopeStatus.NotAuthentic,
            };
            Assert.Equal(expected, new Envelope(Cipher).Open(Key, altered));
        }
    }

    [Fact]
    public void Every_truncation_and_extension_is_refused_with_its_status()
    {
        var message = Seal(new byte[20]);
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Equal(
                length < 92 ? EnvelopeStatus.WrongSize : EnvelopeStatus.WrongLength,
                new Envelope(Cipher).Open(Key, message[..length]));
        }

        Assert.Equal(EnvelopeStatus.WrongLength, new Envelope(Cipher).Open(Key, [.. message, 0]));
        Assert.Equal(EnvelopeStatus.WrongLength, new Envelope(Cipher).Open(Key, [.. message, .. new byte[16]]));
    }

    [Theory]
    [InlineData(0, 92)]
    [InlineData(15, 92)]
    [InlineData(16, 108)]
    [InlineData(1967, 2044)]
    public void Bodies_up_to_the_longest_fill_whole_blocks(int length, int expected)
    {
        var message = Seal(new byte[length]);
        Assert.Equal(expected, message.Length);
        var envelope = new Envelope(Cipher);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(Key, message));
        Assert.Equal(length, envelope.Body.Length);
    }

    [Fact]
    public void One_byte_more_than_the_longest_body_is_refused() =>
        Assert.Equal(EnvelopeStatus.WrongSize, new Envelope(Cipher).Open(Key, Seal(new byte[1968])));

    [Theory]
    [InlineData(MatchRequest.Length)]
    [InlineData(MatchReply.Length)]
    [InlineData(TicketRequest.Length)]
    [InlineData(TicketReply.Length)]
    public void Every_body_fits(int length) => Assert.True(Seal(new byte[length]).Length <= Envelope.MaximumLength);

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(255)]
    public void An_authentic_message_with_impossible_padding_is_refused(byte padding)
    {
        var message = Seal(new byte[12]);
        var block = new byte[16];
        block[15] = padding;
        Cipher.Encrypt(Key.Encryption, message[28..44], block).CopyTo(message, 44);
        Cipher.Authenticate(Key.Authentication, message[..60]).CopyTo(message, 60);
        var envelope = new Envelope(Cipher);
        Assert.Equal(EnvelopeStatus.WrongPadding, envelope.Open(Key, message));
        Assert.Null(envelope.Body);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(47)]
    public void A_key_with_one_changed_bit_of_its_authentication_key_opens_nothing(int index)
    {
        var secret = (byte[])Secret.Clone();
        secret[index] ^= 1;
        Assert.Equal(EnvelopeStatus.NotAuthentic, new Envelope(Cipher).Open(new DeviceKey(secret), Seal(new byte[12])));
    }

    [Fact]
    public void A_refused_message_clears_the_previous_body()
    {
        var envelope = new Envelope(Cipher);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(Key, Seal(new byte[12])));
        Assert.NotNull(envelope.Body);
        Assert.Equal(EnvelopeStatus.WrongSize, envelope.Open(Key, []));
        Assert.Null(envelope.Body);
    }

    [Fact]
    public void The_header_can_be_read_without_a_key_but_the_body_cannot()
    {
        var envelope = new Envelope(Cipher);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Peek(Seal(new byte[12])));
        Assert.Equal((MessageType.TicketReply, 7ul, 9ul, 5u, 800),
            (envelope.Type, envelope.RequestId, envelope.Session, envelope.Sequence, envelope.RemainingMilliseconds));
        Assert.Null(envelope.Body);
    }

    static byte[] Seal(byte[] body) => new Envelope(Cipher)
    {
        Type = MessageType.TicketReply, RequestId = 7, Session = 9, Sequence = 5, RemainingMilliseconds = 800,
    }.Seal(Key, body);
}
