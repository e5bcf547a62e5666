using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>Requests that must not be answered: each is logged, and the next valid one is answered.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public Task A_wrong_key() => AssertRefusedAsync(Sealed(KeyRing.NewSecret()), "NotAuthentic");

    [Fact]
    public async Task A_request_for_another_venue()
    {
        var other = DeviceKeys.Load(Provisioning.Provision("other", "gate-1", _venue.PathOf("other")));
        await AssertRefusedAsync(Sealed(other.Match), "NotAuthentic");
    }

    [Fact]
    public async Task A_replayed_request()
    {
        var captured = await _venue.Device.SealFreshAsync(MessageType.MatchRequest, new byte[MatchRequest.Length]);
        Assert.True(await _venue.Device.SendRawAsync(captured));
        await AssertRefusedAsync(captured, "replayed");
    }

    /// <summary>A recorded admission: its ticket still exists, and the restarted service has forgotten its decision.</summary>
    [Fact]
    public async Task A_request_replayed_after_a_restart_of_the_matcher()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        var entry = new MatchRequest { Purpose = MatchPurpose.Enter };
        Guests.Probe(1).CopyTo(entry.Template, 0);
        var body = new byte[MatchRequest.Length];
        entry.Write(body);
        var captured = await _venue.Device.SealFreshAsync(MessageType.MatchRequest, body);
        await _venue.StopMatcherAsync();
        await _venue.StartMatcherAsync();
        Assert.True(await _venue.Device.SendRawAsync(captured));
        Assert.Equal(Decision.Admitted, (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
    }

    [Fact]
    public async Task A_request_replayed_after_a_restart_of_ticketing()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        var redeem = new TicketRequest { Purpose = TicketPurpose.RedeemCode, CodeLength = 6 };
        "CODE-1"u8.CopyTo(redeem.Code);
        var body = new byte[TicketRequest.Length];
        redeem.Write(body);
        var captured = await _venue.Device.SealFreshAsync(MessageType.TicketRequest, body);
        await _venue.StopTicketingAsync();
        await _venue.StartTicketingAsync();
        Assert.True(await _venue.Device.SendRawAsync(captured, Hal.Channel.TicketRequest));
        Assert.Equal(Decision.UnknownTicket, await _venue.Device.EnrolAsync("NO-CODE", 1));
        Assert.Equal(Decision.Admitted, await _venue.Device.RedeemCodeAsync("CODE-1"));
    }

    async Task AssertRefusedAsync(byte[] message, string reason)
    {
        Assert.True(await _venue.Device.SendRawAsync(message));
        await AssertAnsweredAsync();
        var line = Assert.Single(_venue.Log.Split('\n'), l => l.Contains("dropped a message", StringComparison.Ordinal));
        Assert.StartsWith("Warning: MatchRequest dropped a message from gate-1: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    async Task AssertAnsweredAsync() => Assert.Equal(
        Decision.NotRecognised, (await _venue.Device.EnterAsync(Guests.Probe(2), RequestIds.Next())).Decision);

    static byte[] Sealed(byte[] key) =>
        new Envelope(new HostCipher()) { Type = MessageType.MatchRequest, RequestId = 1, RemainingMilliseconds = 1000 }
            .Seal(new DeviceKey(key), new byte[MatchRequest.Length]);
}
