using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>What a thief could find in a pedestal's memory between two guests.</summary>
public sealed class MemoryTests
{
    const int Trace = 12;

    [Theory]
    [InlineData(Decision.Admitted)]
    [InlineData(Decision.NotRecognised)]
    [InlineData(null)]
    public void Nothing_of_a_palm_stays_in_memory_after_its_guest_has_gone(Decision? decision)
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.Run(300);
        Assert.NotEmpty(rig.Requests(Channel.MatchRequest));
        Assert.True(HasTrace(rig));
        if (decision is { } sent)
        {
            rig.ReplyToMatch(sent);
        }

        rig.Run(3000);
        rig.Lift();

        Assert.False(HasTrace(rig));
    }

    [Fact]
    public void Sealing_and_opening_leave_no_second_unencrypted_copy()
    {
        var cipher = new WatchedCipher();
        var envelope = new Envelope(cipher) { Type = MessageType.MatchRequest, RequestId = 1 };
        var body = Enumerable.Repeat(LaneRig.PalmByte, 548).ToArray();

        var message = envelope.Seal(LaneRig.MatchKey, body);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(LaneRig.MatchKey, message));

        Assert.Equal(body, envelope.Body);
        Assert.Equal(2, cipher.InClear.Count);
        Assert.All(cipher.InClear, copy => Assert.All(copy, value => Assert.Equal(0, value)));
    }

    static bool HasTrace(LaneRig rig) => Memory.ArraysOf(rig.Lane, rig).OfType<byte[]>()
        .Any(bytes => bytes.AsSpan().IndexOf(Enumerable.Repeat(LaneRig.PalmByte, Trace).ToArray()) >= 0);

    sealed class WatchedCipher : ICipher
    {
        readonly HostCipher _cipher = new();

        public List<byte[]> InClear { get; } = [];

        public byte[] Encrypt(byte[] key, byte[] iv, byte[] data)
        {
            InClear.Add(data);
            return _cipher.Encrypt(key, iv, data);
        }

        public byte[] Decrypt(byte[] key, byte[] iv, byte[] data)
        {
            InClear.Add(_cipher.Decrypt(key, iv, data));
            return InClear[^1];
        }

        public byte[] Authenticate(byte[] key, byte[] data) => _cipher.Authenticate(key, data);

        public void FillRandom(byte[] buffer) => _cipher.FillRandom(buffer);
    }
}
