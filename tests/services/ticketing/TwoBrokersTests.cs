using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Ticketing at two real brokers, the embedded one and Mosquitto.</summary>
public sealed class TwoBrokersTests : IDisposable
{
    static readonly byte[] AnnsCode = Requests.Code(TicketPurpose.RedeemCode, "code-of-ann");
    readonly MosquittoServer _mosquitto = new();

    public void Dispose() => _mosquitto.Dispose();

    [Fact]
    public async Task A_request_that_arrives_over_both_is_decided_once_and_each_reply_returns_where_it_came_from()
    {
        await using var venue = await Venue.OpenAtAsync(_mosquitto.Port);
        await venue.StartTicketingAsync();
        var replies = 0;
        await (await venue.LinkAsync("listener")).SubscribeAsync(Topic.Of(Venue.Name, "gate-1", Channel.TicketReply), (_, _) =>
        {
            Interlocked.Increment(ref replies);
            return Task.CompletedTask;
        }, Venue.Stop);

        var there = await venue.DeviceAsync("gate-1", _mosquitto.Port);
        Assert.Equal(Decision.Admitted, await Ask(there, 1));
        Assert.Equal(0, replies);

        // The pedestal changes to the other broker, and sends the same request again.
        var here = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Admitted, await Ask(here, 1));
        Assert.Equal(Decision.TicketUsed, await Ask(here, 2));
        await Eventually.TrueAsync(() => replies > 0, Venue.Stop);
        Assert.Equal("gate-1/0000000000000001", venue.RedeemedBy("code-of-ann"));
    }

    [Fact]
    public async Task Pedestals_at_the_other_broker_are_served_while_one_is_gone_and_at_both_when_it_is_back()
    {
        await using var venue = await Venue.OpenAtAsync(_mosquitto.Port);
        await venue.StartTicketingAsync();
        var here = await venue.DeviceAsync("gate-1");

        _mosquitto.Kill();
        Assert.Equal(Decision.Admitted, await Ask(here, 1));
        Assert.Null(venue.Service.LinkFault);

        _mosquitto.Start();
        Assert.Equal(Decision.TicketUsed, await Ask(await venue.DeviceAsync("gate-2", _mosquitto.Port), 2));
    }

    [Fact]
    public async Task A_sender_whose_broker_is_frozen_gets_its_reply_over_the_other_and_stays_there()
    {
        await using var venue = await Venue.OpenAtAsync(_mosquitto.Port);
        await venue.StartTicketingAsync();
        await using var links = ServiceLinks.To(
            new ServiceLinkOptions { Port = _mosquitto.Port, ClientId = Venue.Matcher }, [new("127.0.0.1", venue.Broker.BoundPort)],
            NullLogger.Instance);
        await links.StartAsync(Venue.Stop);
        await links.WaitAllConnectedAsync(Venue.Stop);
        var matcher = await venue.DeviceAsync(Venue.Matcher, links);
        Assert.Equal(Decision.NoTicket, await AskForPalm(matcher, 1));

        _mosquitto.Freeze();

        Assert.Equal(Decision.NoTicket, await AskForPalm(matcher, 2));
        var sent = 0;
        await (await venue.LinkAsync("listener")).SubscribeAsync(Topic.Of(Venue.Name, Venue.Matcher, Channel.TicketRequest), (_, _) =>
        {
            Interlocked.Increment(ref sent);
            return Task.CompletedTask;
        }, Venue.Stop);
        Assert.Equal(Decision.NoTicket, await AskForPalm(matcher, 3));
        await Eventually.TrueAsync(() => sent > 0, Venue.Stop);
    }

    static async Task<Decision> Ask(SealedClient device, ulong request) =>
        Requests.DecisionOf(await device.AskAsync(AnnsCode, request, Venue.Budget, Venue.Stop));

    static async Task<Decision> AskForPalm(SealedClient matcher, ulong request) => Requests.DecisionOf(
        await matcher.AskAsync(Requests.Palm([.. Enumerable.Repeat((byte)'t', 32)], "gate-1", request), request, Venue.Budget, Venue.Stop));
}
