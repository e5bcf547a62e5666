using Pedestal.Core.Protocol;
using Pedestal.Hal.Host;
using Pedestal.Messaging;

namespace Pedestal.Matcher.Tests;

/// <summary>Requests that must not be answered: each is named in the log, and the next good one is answered.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public Task A_wrong_key() => AssertRefusedAsync(Sealed(KeyRing.NewSecret(), Microseconds(0)), "NotAuthentic");

    [Fact]
    public async Task A_request_for_another_venue()
    {
        var other = DeviceKeys.Load(Provisioning.Provision("other", "gate-1", _venue.PathOf("other")));
        await AssertRefusedAsync(Sealed(other.Match, Microseconds(0)), "NotAuthentic");
    }

    [Fact]
    public async Task A_replayed_request()
    {
        var captured = Sealed(_venue.Gate.Keys.Match, Microseconds(-1));
        Assert.True(await _venue.Gate.SendRawAsync(captured));
        await AssertAnsweredAsync();
        Assert.DoesNotContain("dropped", _venue.Log, StringComparison.Ordinal);
        await AssertRefusedAsync(captured, "replayed");
    }

    [Fact]
    public async Task A_request_replayed_after_a_restart_of_the_matcher()
    {
        var captured = Sealed(_venue.Gate.Keys.Match, Microseconds(-1));
        Assert.True(await _venue.Gate.SendRawAsync(captured));
        await AssertAnsweredAsync();
        await _venue.StopMatcherAsync();
        await _venue.StartMatcherAsync();
        Assert.DoesNotContain("dropped", _venue.Log, StringComparison.Ordinal);
        await AssertRefusedAsync(captured, "replayed");
    }

    [Fact]
    public async Task A_request_replayed_after_a_restart_of_ticketing()
    {
        var captured = Sealed(
            _venue.Gate.Keys.Ticket, Microseconds(-1), MessageType.TicketRequest, new byte[TicketRequest.Length]);
        Assert.True(await _venue.Gate.SendRawAsync(captured, Hal.Channel.TicketRequest));
        Assert.Equal(Decision.UnknownTicket, await _venue.Gate.EnrolAsync("NO-CODE", 1));
        await _venue.StopTicketingAsync();
        await _venue.StartTicketingAsync();
        Assert.DoesNotContain("dropped", _venue.Log, StringComparison.Ordinal);
        Assert.True(await _venue.Gate.SendRawAsync(captured, Hal.Channel.TicketRequest));
        Assert.Equal(Decision.UnknownTicket, await _venue.Gate.EnrolAsync("NO-CODE", 1));
        Assert.Contains("TicketRequest dropped a message from gate-1: replayed", _venue.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_whose_clock_went_back_by_hours()
    {
        await AssertAnsweredAsync();
        await AssertRefusedAsync(Sealed(_venue.Gate.Keys.Match, Microseconds(-5)), "the device's clock went back");
    }

    async Task AssertRefusedAsync(byte[] message, string reason)
    {
        Assert.True(await _venue.Gate.SendRawAsync(message));
        await AssertAnsweredAsync();
        var line = Assert.Single(_venue.Log.Split('\n'), l => l.Contains("dropped a message", StringComparison.Ordinal));
        Assert.StartsWith("Warning: MatchRequest dropped a message from gate-1: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    async Task AssertAnsweredAsync() => Assert.Equal(
        Decision.NotRecognised, (await _venue.Gate.EnterAsync(Guests.Probe(2), RequestIds.Next())).Decision);

    static ulong Microseconds(int hours) =>
        (ulong)DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeMilliseconds() * 1000;

    static byte[] Sealed(
        byte[] key, ulong counter, MessageType type = MessageType.MatchRequest, byte[]? body = null) =>
        new Envelope(new HostCipher()) { Type = type, RequestId = 1, Counter = counter, RemainingMilliseconds = 1000 }
            .Seal(new DeviceKey(key), body ?? new byte[MatchRequest.Length]);
}
