using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

public sealed class BadInputTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task After_any_input_the_next_valid_request_is_answered()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        var good = Sealed(_venue.Keys.First(), MessageType.MatchRequest);
        var unknownVersion = (byte[])good.Clone();
        unknownVersion[1] = 1;
        var altered = (byte[])good.Clone();
        altered[100] ^= 1;
        byte[][] bad =
        [
            [], [0x50], new byte[112], new byte[2048], new byte[2049], new byte[8000], unknownVersion, altered,
            good[..^1], Sealed(new byte[DeviceKey.Length], MessageType.MatchRequest),
            Sealed(_venue.Keys.First(), MessageType.TicketReply), .. RandomMessages(25),
        ];
        foreach (var message in bad)
        {
            Assert.True(await _venue.Device.SendRawAsync(message));
        }

        Assert.Equal(Decision.Admitted, (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        Assert.Contains(nameof(EnvelopeStatus.UnknownVersion), _venue.Log);
        Assert.Contains(nameof(EnvelopeStatus.WrongSize), _venue.Log);
    }

    [Fact]
    public async Task Authentic_nonsense_is_refused_and_the_service_continues()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        var unknownPurpose = new byte[MatchRequest.Length];
        unknownPurpose[0] = 9;
        var malformedTemplate = new byte[MatchRequest.Length];
        malformedTemplate[0] = (byte)MatchPurpose.Enter;
        foreach (var body in new[] { [], new byte[10], unknownPurpose, malformedTemplate })
        {
            var reply = await _venue.Device.AskAsync(body, RequestIds.Next());
            Assert.Equal(Decision.Refused, reply?.Decision);
        }

        Assert.Equal(Decision.Admitted, (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
    }

    static byte[] Sealed(byte[] key, MessageType type)
    {
        var envelope = new Envelope(new HostCipher())
        {
            Type = type, RequestId = 1, RemainingMilliseconds = 1000,
        };
        return envelope.Seal(new DeviceKey(key), new byte[MatchRequest.Length]);
    }

    static IEnumerable<byte[]> RandomMessages(int count)
    {
        var random = new Random(5);
        for (var i = 0; i < count; i++)
        {
            var message = new byte[random.Next(1200)];
            random.NextBytes(message);
            if (message.Length > 1)
            {
                (message[0], message[1]) = (Envelope.Magic, Envelope.Version);
            }

            yield return message;
        }
    }
}
