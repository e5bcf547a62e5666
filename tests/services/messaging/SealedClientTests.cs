using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Tests;

/// <summary>What a request without a reply costs the network.</summary>
public sealed class SealedClientTests : IAsyncLifetime
{
    const string Venue = "demo";

    readonly FakeTimeProvider _time = new();
    readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
    readonly BrokerLink _lane;
    readonly BrokerLink _service;

    public SealedClientTests()
    {
        _lane = new BrokerLink(_broker, "gate-1", NullLogger.Instance);
        _service = new BrokerLink(_broker, "ticketing", NullLogger.Instance);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _broker.StartAsync(Stop);
        await _lane.StartAsync(Stop);
        await _service.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _lane.DisposeAsync();
        await _service.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task With_less_than_a_millisecond_of_budget_nothing_is_resent()
    {
        var sent = 0;
        await _service.SubscribeAsync(Topics.FilterOf(Venue, Channel.TicketRequest), (_, _) =>
        {
            Interlocked.Increment(ref sent);
            return Task.CompletedTask;
        }, Stop);
        var client = new SealedClient(_lane, Venue, "gate-1", new DeviceKey(KeyRing.NewSecret()), MessageType.TicketRequest,
            new HostCipher(), _time, NullLogger.Instance);
        await client.StartAsync(Stop);
        var reply = client.AskAsync(
            new byte[TicketRequest.Length], SealedClient.ResendInterval + TimeSpan.FromMicroseconds(400), Stop);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(50));
                return reply.IsCompleted;
            },
            Stop);
        Assert.Null(await reply);
        Assert.Equal(1, sent);
    }
}
