using System.Collections.Concurrent;
using System.Net;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Pedestal.Messaging.Tests;

/// <summary>Every subscriber gets a message once, whether by the direct route for its topic or by the broker's own search.</summary>
public sealed class DirectRoutesTests : IAsyncLifetime
{
    readonly int _port = FreePort.Next();
    readonly MqttServer _server;
    readonly DirectRoutes _routes;
    readonly ConcurrentQueue<(string Topic, bool Direct)> _published = [];
    readonly List<IMqttClient> _clients = [];

    public DirectRoutesTests()
    {
        _server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointPort(_port).Build());
        _routes = new DirectRoutes(_server, (client, _) => client != "full");
        _server.InterceptingPublishAsync += publish =>
        {
            var isDirect = _routes.TryDeliver(publish.ApplicationMessage);
            publish.ProcessPublish = !isDirect;
            _published.Enqueue((publish.ApplicationMessage.Topic, isDirect));
            return Task.CompletedTask;
        };
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.StopAsync(new MqttServerStopOptions());
        _server.Dispose();
    }

    [Fact]
    public async Task A_topic_reaches_exactly_its_subscribers()
    {
        var (first, heard) = await ConnectAsync("first");
        var (other, otherHeard) = await ConnectAsync("other");
        await first.SubscribeAsync("reply/1", cancellationToken: Stop);
        await other.SubscribeAsync("reply/2", cancellationToken: Stop);

        Assert.True(await PublishAsync("reply/1", "a"));
        Assert.True(await PublishAsync("reply/2", "b"));
        Assert.True(await PublishAsync("reply/3", "nobody"));
        await Eventually.TrueAsync(() => heard.Count == 1 && otherHeard.Count == 1, Stop);
        Assert.Equal(["reply/1 a"], heard);
        Assert.Equal(["reply/2 b"], otherHeard);
    }

    [Fact]
    public async Task A_topic_under_wildcards_reaches_everybody_once()
    {
        var (named, heard) = await ConnectAsync("named");
        var (all, allHeard) = await ConnectAsync("all");
        await named.SubscribeAsync("reply/1", cancellationToken: Stop);
        await all.SubscribeAsync("reply/+", cancellationToken: Stop);
        await all.SubscribeAsync("reply/#", cancellationToken: Stop);
        await all.SubscribeAsync("reply/1", cancellationToken: Stop);

        Assert.True(await PublishAsync("reply/1", "a"));
        Assert.True(await PublishAsync("reply/2/more", "b"));
        await Eventually.TrueAsync(() => heard.Count == 1 && allHeard.Count == 2, Stop);
        await all.UnsubscribeAsync("reply/1", Stop);
        await all.UnsubscribeAsync("reply/+", Stop);
        await all.UnsubscribeAsync("reply/#", Stop);
        Assert.True(await PublishAsync("reply/1", "c"));
        await Eventually.TrueAsync(() => heard.Count == 2, Stop);
        Assert.Equal(["reply/1 a", "reply/2/more b"], allHeard);
    }

    [Fact]
    public async Task A_subscriber_who_wants_no_messages_of_its_own_is_left_to_the_broker()
    {
        var (client, heard) = await ConnectAsync("client");
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(filter => filter.WithTopic("reply/+").WithNoLocal()).Build(), Stop);
        Assert.False(await PublishAsync("reply/1", "a"));
        await Eventually.TrueAsync(() => heard.Count == 1, Stop);
    }

    [Fact]
    public async Task A_client_that_unsubscribed_or_left_gets_nothing_more()
    {
        var (leaver, heard) = await ConnectAsync("leaver");
        var (stayer, stayerHeard) = await ConnectAsync("stayer");
        await leaver.SubscribeAsync("reply/1", cancellationToken: Stop);
        await leaver.SubscribeAsync("reply/2", cancellationToken: Stop);
        await stayer.SubscribeAsync("reply/2", cancellationToken: Stop);
        await leaver.UnsubscribeAsync("reply/1", Stop);
        await PublishAsync("reply/1", "a");
        await leaver.DisconnectAsync(cancellationToken: Stop);

        var (again, againHeard) = await ConnectAsync("leaver");
        await PublishAsync("reply/2", "b");
        await again.SubscribeAsync("reply/1", cancellationToken: Stop);
        Assert.True(await PublishAsync("reply/1", "c"));
        await Eventually.TrueAsync(() => againHeard.Count == 1 && stayerHeard.Count == 1, Stop);
        Assert.Empty(heard);
        Assert.Equal(["reply/1 c"], againHeard);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_takes_over_a_session_gets_what_the_session_subscribed_to(bool clean)
    {
        var (first, firstHeard) = await ConnectAsync("lane");
        await first.SubscribeAsync("reply/1", cancellationToken: Stop);
        var (second, heard) = await ConnectAsync("lane", options => options.WithCleanStart(clean));
        await PublishAsync("reply/1", "a");
        await second.SubscribeAsync("reply/2", cancellationToken: Stop);
        await PublishAsync("reply/2", "b");
        await Eventually.TrueAsync(() => heard.Contains("reply/2 b"), Stop);
        Assert.Equal(clean ? ["reply/2 b"] : ["reply/1 a", "reply/2 b"], heard);
        Assert.Empty(firstHeard);
    }

    [Fact]
    public async Task A_subscription_identifier_comes_with_the_messages()
    {
        var (client, _) = await ConnectAsync("numbered");
        var number = new TaskCompletionSource<uint>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += received =>
        {
            number.TrySetResult(received.ApplicationMessage.SubscriptionIdentifiers?.FirstOrDefault() ?? 0);
            return Task.CompletedTask;
        };
        await client.SubscribeAsync(
            new MqttClientSubscribeOptionsBuilder().WithTopicFilter("reply/1").WithSubscriptionIdentifier(7).Build(), Stop);
        Assert.False(await PublishAsync("reply/1", "a"));
        Assert.Equal(7u, await Eventually.DoneAsync(number.Task, Stop));
    }

    [Fact]
    public async Task Retained_and_acknowledged_messages_are_left_to_the_broker()
    {
        var (client, heard) = await ConnectAsync("client");
        await client.SubscribeAsync("reply/1", cancellationToken: Stop);
        Assert.False(await PublishAsync("reply/1", "a", MqttQualityOfServiceLevel.AtLeastOnce));
        Assert.False(await PublishAsync("reply/1", "b", retain: true));
        await Eventually.TrueAsync(() => heard.Count == 2, Stop);
    }

    [Fact]
    public async Task A_client_with_too_much_pending_gets_nothing_more()
    {
        var (full, heard) = await ConnectAsync("full");
        var (other, otherHeard) = await ConnectAsync("other");
        await full.SubscribeAsync("reply/1", cancellationToken: Stop);
        await other.SubscribeAsync("reply/1", cancellationToken: Stop);
        Assert.True(await PublishAsync("reply/1", "a"));
        await Eventually.TrueAsync(() => otherHeard.Count == 1, Stop);
        Assert.Empty(heard);
    }

    async Task<bool> PublishAsync(
        string topic, string text, MqttQualityOfServiceLevel quality = MqttQualityOfServiceLevel.AtMostOnce, bool retain = false)
    {
        var before = _published.Count;
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(text)
            .WithQualityOfServiceLevel(quality).WithRetainFlag(retain).Build();
        await _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "test" }, Stop);
        return _published.ElementAt(before).Direct;
    }

    async Task<(IMqttClient Client, ConcurrentQueue<string> Heard)> ConnectAsync(
        string name, Action<MqttClientOptionsBuilder>? more = null)
    {
        var heard = new ConcurrentQueue<string>();
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        client.ApplicationMessageReceivedAsync += received =>
        {
            heard.Enqueue($"{received.ApplicationMessage.Topic} {received.ApplicationMessage.ConvertPayloadToString()}");
            return Task.CompletedTask;
        };
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _port).WithClientId(name)
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500);
        more?.Invoke(options);
        await client.ConnectAsync(options.Build(), Stop);
        return (client, heard);
    }
}
