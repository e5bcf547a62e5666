using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Pedestal.Messaging.Tests;

/// <summary>Hostile clients at the embedded broker over TCP: each limit holds, is logged, and affects nobody else.</summary>
public sealed class BrokerLimitTests : IAsyncLifetime
{
    const int LongestPacket = 268_435_455;

    readonly FakeTimeProvider _time = new();
    readonly RecordingLog _log = new();
    readonly EmbeddedBroker _broker;
    readonly List<IDisposable> _clients = [];

    public BrokerLimitTests() => _broker = new EmbeddedBroker(
        new BrokerOptions
        {
            Port = 0,
            Limits = new BrokerLimits
            {
                Connections = 6, LocalReserve = 2, RetainedMessages = 5, Subscriptions = 3, PendingBytes = 256 * 1024,
            },
        },
        _log.Of<EmbeddedBroker>(), _time);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _broker.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task No_memory_is_allocated_for_the_length_a_header_claims()
    {
        var before = GC.GetTotalAllocatedBytes();
        using var stranger = await HostileClient.OpenAsync(_broker.BoundPort);
        await stranger.SendAsync(HostileClient.Header(0x10, LongestPacket));
        await stranger.ReceiveEndAsync();
        for (var i = 0; i < 4; i++)
        {
            using var client = await HostileClient.ConnectAsync(_broker.BoundPort, $"hostile-{i}");
            await client.SendAsync(HostileClient.Header(0x30, LongestPacket));
            await client.ReceiveEndAsync();
        }

        Assert.True(GC.GetTotalAllocatedBytes() - before < LongestPacket);
        await SeesAsync("packet longer than the limit: closed");
        await WorksAsync();
    }

    [Fact]
    public async Task A_client_that_reads_nothing_has_a_bounded_cost_and_is_disconnected_while_others_get_everything()
    {
        var heard = new ConcurrentQueue<int>();
        using var slow = await HostileClient.ConnectAsync(_broker.BoundPort, "slow");
        await slow.SendAsync(HostileClient.Subscribe(1, "flood/#"));
        await slow.ReceiveAsync();
        var listener = await ConnectAsync("listener");
        listener.ApplicationMessageReceivedAsync += message =>
        {
            heard.Enqueue(BitConverter.ToInt32(message.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
        await listener.SubscribeAsync("flood/#", MqttQualityOfServiceLevel.AtMostOnce, Stop);
        var sender = await ConnectAsync("sender");
        for (var i = 0; !Says(PendingMessages.ClientFull); i++)
        {
            var payload = new byte[EmbeddedBroker.MaximumPayload];
            BitConverter.TryWriteBytes(payload, i);
            await sender.PublishBinaryAsync("flood/1", payload, MqttQualityOfServiceLevel.AtLeastOnce, false, Stop);
            await UntilAsync(() => heard.Count == i + 1);
        }

        Assert.Equal(Enumerable.Range(0, heard.Count), heard);
        Assert.Contains(_log.Lines, line => line.Contains("slow", StringComparison.Ordinal));
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Says("does not read what is sent to it: disconnected");
        });
        await slow.ReceiveEndAsync();
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_refused_until_one_closes()
    {
        for (var i = 0; i < 8; i++)
        {
            _clients.Add(await HostileClient.ConnectAsync(_broker.BoundPort, $"hostile-{i}"));
        }

        using (var refused = await HostileClient.OpenAsync(_broker.BoundPort))
        {
            await refused.ReceiveEndAsync();
        }

        await SeesAsync("too many connections at once: refused");
        _clients[0].Dispose();
        while (true)
        {
            using var client = await HostileClient.OpenAsync(_broker.BoundPort);
            await client.SendAsync([0x10, 0x0D, 0, 4, .. "MQTT"u8, 5, 2, 0, 0, 0, 0, 0]);
            if ((await client.ReceiveAsync()).Length > 0)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Retained_messages_are_kept_up_to_the_limit_and_existing_ones_can_still_be_replaced()
    {
        var sender = await ConnectAsync("sender");
        for (var i = 0; i < 8; i++)
        {
            await sender.PublishStringAsync($"kept/{i}", "old", MqttQualityOfServiceLevel.AtLeastOnce, true, Stop);
        }

        await SeesAsync("too many retained messages: delivered but not retained");
        await sender.PublishStringAsync("kept/0", "new", MqttQualityOfServiceLevel.AtLeastOnce, true, Stop);
        await sender.PublishStringAsync("kept/1", "", MqttQualityOfServiceLevel.AtLeastOnce, true, Stop);
        await sender.PublishStringAsync("kept/9", "old", MqttQualityOfServiceLevel.AtLeastOnce, true, Stop);

        var heard = new ConcurrentQueue<string>();
        var listener = await ConnectAsync("listener");
        listener.ApplicationMessageReceivedAsync += message =>
        {
            heard.Enqueue($"{message.ApplicationMessage.Topic} {message.ApplicationMessage.ConvertPayloadToString()}");
            return Task.CompletedTask;
        };
        await listener.SubscribeAsync("kept/#", MqttQualityOfServiceLevel.AtMostOnce, Stop);
        await sender.PublishStringAsync("kept/end", "live", MqttQualityOfServiceLevel.AtLeastOnce, false, Stop);
        await UntilAsync(() => heard.Contains("kept/end live") && heard.Count >= 6);
        Assert.Equal(
            ["kept/0 new", "kept/2 old", "kept/3 old", "kept/4 old", "kept/9 old", "kept/end live"], heard.Order());
    }

    [Fact]
    public async Task Subscriptions_are_limited_and_granted_without_acknowledgements()
    {
        var client = await ConnectAsync("client");
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0, await SubscribeAsync("a"));
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0, await SubscribeAsync("b"));
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0, await SubscribeAsync("a"));
        Assert.Equal(MqttClientSubscribeResultCode.QuotaExceeded, await SubscribeAsync(new string('c', 257)));
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0, await SubscribeAsync("c"));
        Assert.Equal(MqttClientSubscribeResultCode.QuotaExceeded, await SubscribeAsync("d"));
        await SeesAsync("too many subscriptions, or filter too long: refused");
        await client.UnsubscribeAsync("a", Stop);
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0, await SubscribeAsync("d"));

        async Task<MqttClientSubscribeResultCode> SubscribeAsync(string filter) =>
            (await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.ExactlyOnce, Stop)).Items.Single().ResultCode;
    }

    [Fact]
    public async Task Topic_lengths_and_aliases_are_limited()
    {
        using var aliases = await HostileClient.ConnectAsync(_broker.BoundPort, "aliases");
        await aliases.SendAsync(HostileClient.PublishAlias(16, "topic"));
        await aliases.SendAsync(HostileClient.PublishAlias(17, "topic"));
        await aliases.ReceiveEndAsync();
        await SeesAsync("too many topic aliases: closed");

        using var topics = await HostileClient.ConnectAsync(_broker.BoundPort, "topics");
        await topics.SendAsync(HostileClient.PublishAlias(1, new string('t', 257)));
        await topics.ReceiveEndAsync();
        await SeesAsync("message or topic longer than the limit: closed");
        await WorksAsync();
    }

    [Fact]
    public async Task A_client_name_that_would_forge_a_log_line_is_not_logged()
    {
        using var client = await HostileClient.ConnectAsync(_broker.BoundPort, "x\nError: all is lost");
        await client.SendAsync(HostileClient.PublishAlias(17, "topic"));
        await client.ReceiveEndAsync();
        await SeesAsync("(invalid name)");
        Assert.DoesNotContain(_log.Lines, line => line.Contains("all is lost", StringComparison.Ordinal));
    }

    async Task WorksAsync()
    {
        var client = await ConnectAsync("good");
        Assert.True((await client.PublishStringAsync("t", "x", MqttQualityOfServiceLevel.AtLeastOnce, false, Stop)).IsSuccess);
    }

    async Task<IMqttClient> ConnectAsync(string name)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(name)
                .WithEndPoint(new DnsEndPoint("127.0.0.1", _broker.BoundPort)).Build(), Stop);
        return client;
    }

    bool Says(string text) => _log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    Task SeesAsync(string text) => UntilAsync(() => Says(text));

    static Task UntilAsync(Func<bool> condition) => Eventually.TrueAsync(condition, Stop);
}
