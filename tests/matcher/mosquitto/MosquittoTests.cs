using System.Net;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Matcher.Tests;

/// <summary>The venue at a Mosquitto with TLS, accounts and topic rights: the settings differ, nothing else.</summary>
public sealed class MosquittoTests : IAsyncLifetime
{
    readonly Mosquitto _mosquitto = new("gate-1", "matcher", "ticketing");
    readonly Venue _venue;

    public MosquittoTests() => _venue = new Venue { Mosquitto = _mosquitto };

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _venue.DisposeAsync();
        _mosquitto.Dispose();
    }

    [Fact]
    public async Task Guests_enrol_and_enter_once_also_after_the_broker_was_restarted()
    {
        _venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Gate.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Admitted, await EnterAsync(7));
        _mosquitto.Stop();
        _mosquitto.Start();

        // Each side comes back by itself, at its own time.
        var again = Decision.None;
        for (ulong request = 8; again is Decision.None or Decision.Unavailable; request++)
        {
            again = await EnterAsync(request);
        }

        Assert.Equal(Decision.Admitted, again);
        Assert.Equal(Decision.TicketUsed, await EnterAsync(1000));
    }

    [Fact]
    public async Task A_pedestal_can_neither_ask_nor_listen_under_another_s_name()
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var login = _mosquitto.LoginOf("gate-1");
        var builder = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500)
            .WithEndPoint(new DnsEndPoint("127.0.0.1", _mosquitto.Port));
        login.Apply(builder);
        await client.ConnectAsync(builder.Build(), TestContext.Current.CancellationToken);
        var heard = new List<string>();
        client.ApplicationMessageReceivedAsync += message =>
        {
            heard.Add(message.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await client.SubscribeAsync("pedestal/#", MqttQualityOfServiceLevel.AtLeastOnce,
            TestContext.Current.CancellationToken);

        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, await PublishAsync("gate-2", Channel.MatchRequest));
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, await PublishAsync("gate-1", Channel.MatchReply));
        await EnterAsync(7);
        await PublishAsync("gate-1", Channel.State);
        Assert.All(heard, topic => Assert.StartsWith("pedestal/v1/demo/gate-1/", topic));

        async Task<MqttClientPublishReasonCode> PublishAsync(string device, Channel channel) =>
            (await client.PublishStringAsync(Topic.Of("demo", device, channel), "x",
                MqttQualityOfServiceLevel.AtLeastOnce, retain: false, TestContext.Current.CancellationToken)).ReasonCode;
    }

    async Task<Decision> EnterAsync(ulong request) =>
        (await _venue.Gate.EnterAsync(Guests.Probe(1), request)).Decision;
}
