using System.Text;
using System.Threading.Channels;
using Channel = Pedestal.Hal.Channel;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class MqttLinkTests
{
    const int TestTimeout = 60_000;
    const int MaximumPayload = 2048;
    const string Mine = "pedestal/v2/demo/gate-1/";

    [Fact(Timeout = TestTimeout)]
    public async Task Every_channel_is_published_on_its_topic()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var service = await broker.ConnectAsync("service", cancellation);
        var received = await SubscribeAsync(service, "pedestal/v2/demo/#", cancellation);
        await using var link = await ConnectAsync(broker, cancellation);

        foreach (var channel in new[] { Channel.MatchRequest, Channel.TicketRequest, Channel.State, Channel.Telemetry })
        {
            Assert.True(link.Publish(channel, [(byte)channel], retain: false));
        }

        Assert.Equal((Mine + "match/request", (byte)0), await received.ReadAsync(cancellation));
        Assert.Equal((Mine + "ticket/request", (byte)2), await received.ReadAsync(cancellation));
        Assert.Equal((Mine + "state", (byte)4), await received.ReadAsync(cancellation));
        Assert.Equal((Mine + "telemetry", (byte)5), await received.ReadAsync(cancellation));
    }

    [Fact(Timeout = TestTimeout)]
    public async Task The_payload_may_be_reused_after_publishing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var service = await broker.ConnectAsync("service", cancellation);
        var received = await SubscribeAsync(service, Mine + "telemetry", cancellation);
        await using var link = await ConnectAsync(broker, cancellation);

        byte[] payload = [1];
        for (byte i = 1; i <= 10; i++)
        {
            payload[0] = i;
            Assert.True(link.Publish(Channel.Telemetry, payload, retain: false));
        }

        for (byte i = 1; i <= 10; i++)
        {
            Assert.Equal(i, (await received.ReadAsync(cancellation)).First);
        }
    }

    [Fact(Timeout = TestTimeout)]
    public async Task Only_this_devices_replies_are_received_and_none_above_the_limit()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var service = await broker.ConnectAsync("service", cancellation);
        await using var link = await ConnectAsync(broker, cancellation);

        await service.PublishAsync("pedestal/v2/demo/gate-2/match/reply", [1], cancellation);
        await service.PublishAsync(Mine + "telemetry", [2], cancellation);
        await service.PublishAsync(Mine + "match/reply", new byte[MaximumPayload + 1], cancellation);
        await service.PublishAsync(Mine + "match/reply", new byte[MaximumPayload], cancellation);
        await service.PublishAsync(Mine + "ticket/reply", [], cancellation);

        var first = await Eventually.NotNullAsync(link.TryReceive, cancellation);
        Assert.Equal(Channel.MatchReply, first.Channel);
        Assert.Equal(MaximumPayload, first.Payload.Length);
        var second = await Eventually.NotNullAsync(link.TryReceive, cancellation);
        Assert.Equal(Channel.TicketReply, second.Channel);
        Assert.Empty(second.Payload);
        Assert.Null(link.TryReceive());
    }

    [Fact(Timeout = TestTimeout)]
    public async Task Without_a_broker_publishing_fails_without_an_exception()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var broker = await Broker.StartAsync(cancellation);
        await broker.UnplugAsync(cancellation);
        await using var link = new BoardLink(broker.Port);
        Assert.False(link.Publish(Channel.Telemetry, [1], retain: false));

        link.Start();
        await Eventually.TrueAsync(() => link.Fault is not (null or "not started"), cancellation);

        Assert.False(link.IsConnected());
        Assert.False(link.Publish(Channel.Telemetry, [1], retain: false));
        Assert.Null(link.TryReceive());
    }

    [Fact(Timeout = TestTimeout)]
    public async Task The_link_reconnects_when_the_broker_is_back()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var link = await ConnectAsync(broker, cancellation);

        await broker.UnplugAsync(cancellation);
        await Eventually.TrueAsync(() => !link.IsConnected(), cancellation);
        Assert.False(link.Publish(Channel.Telemetry, [1], retain: false));
        await Eventually.NotNullAsync(() => link.Fault, cancellation);

        await broker.PlugInAsync(cancellation);
        await Eventually.TrueAsync(link.IsConnected, cancellation);
        Assert.Null(link.Fault);
        await using var service = await broker.ConnectAsync("service", cancellation);
        var received = await SubscribeAsync(service, Mine + "telemetry", cancellation);
        Assert.True(link.Publish(Channel.Telemetry, [2], retain: false));
        Assert.Equal(2, (await received.ReadAsync(cancellation)).First);
        await service.PublishAsync(Mine + "match/reply", [3], cancellation);
        Assert.Equal([3], (await Eventually.NotNullAsync(link.TryReceive, cancellation)).Payload);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task The_retained_state_is_offline_after_the_device_has_gone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var service = await broker.ConnectAsync("service", cancellation);
        var state = await SubscribeToStateAsync(service, cancellation);
        var link = await ConnectAsync(broker, cancellation);
        Assert.True(link.Publish(Channel.State, "{\"online\":true}"u8.ToArray(), retain: true));
        Assert.Equal("{\"online\":true}", await state.ReadAsync(cancellation));

        await link.DisposeAsync();

        Assert.Equal("{\"online\":false}", await state.ReadAsync(cancellation));
        await using var late = await broker.ConnectAsync("late", cancellation);
        Assert.Equal("{\"online\":false}", await (await SubscribeToStateAsync(late, cancellation)).ReadAsync(cancellation));
    }

    static async Task<BoardLink> ConnectAsync(Broker broker, CancellationToken cancellation)
    {
        var link = new BoardLink(broker.Port);
        link.Start();
        await Eventually.TrueAsync(link.IsConnected, cancellation);
        return link;
    }

    static async Task<ChannelReader<(string Topic, byte First)>> SubscribeAsync(
        Messaging.ServiceLink service, string filter, CancellationToken cancellation)
    {
        var received = System.Threading.Channels.Channel.CreateUnbounded<(string, byte)>();
        await service.SubscribeAsync(
            filter, (topic, payload) => received.Writer.WriteAsync((topic, payload.Span[0])).AsTask(), cancellation);
        return received.Reader;
    }

    static async Task<ChannelReader<string>> SubscribeToStateAsync(
        Messaging.ServiceLink service, CancellationToken cancellation)
    {
        var received = System.Threading.Channels.Channel.CreateUnbounded<string>();
        await service.SubscribeAsync(
            Mine + "state",
            (_, payload) => received.Writer.WriteAsync(Encoding.UTF8.GetString(payload.Span)).AsTask(),
            cancellation);
        return received.Reader;
    }
}
