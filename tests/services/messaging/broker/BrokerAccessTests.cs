using System.Collections.Concurrent;
using System.Net;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Messaging.Tests;

/// <summary>An attacker with one pedestal's account at the embedded broker of a venue, over TCP.</summary>
public sealed class BrokerAccessTests : IAsyncLifetime
{
    const string Venue = "demo";
    static readonly string[] Names = ["gate-1", "gate-2", "matcher", "ticketing", "fleet", "fleet@wall", "ticketing.till"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounts-");
    readonly Dictionary<string, string> _passwords;
    readonly BrokerAccounts _accounts = new(Venue);
    readonly RecordingLog _log = new();
    readonly List<IMqttClient> _clients = [];
    readonly EmbeddedBroker _broker;

    public BrokerAccessTests()
    {
        _passwords = Names.ToDictionary(name => name, _accounts.Renew);
        _accounts.Save(FileOf());
        _broker = Broker("0.0.0.0");
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _broker.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("gate-1", null)]
    [InlineData("gate-1", "")]
    [InlineData("gate-1", "wrong")]
    [InlineData("nobody", "wrong")]
    [InlineData("*own", "")]
    [InlineData("# venue demo", "x")]
    public async Task Beyond_the_loopback_interface_nobody_connects_without_an_account(string? user, string? password) =>
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, await TryConnectAsync("gate-1", user, password));

    [Fact]
    public async Task The_password_of_another_account_is_refused() => Assert.Equal(
        MqttClientConnectResultCode.BadUserNameOrPassword, await TryConnectAsync("gate-2", "gate-2", _passwords["gate-1"]));

    /// <summary>Taking over a client identifier disconnects its owner and could inherit the owner's session.</summary>
    [Fact]
    public async Task A_client_identifier_belongs_to_its_account()
    {
        var victim = await ConnectAsync("gate-2");
        var lost = false;
        victim.DisconnectedAsync += _ =>
        {
            lost = true;
            return Task.CompletedTask;
        };
        foreach (var id in new[] { "gate-2", "", "gate-10", "gate-1-", "gate-1/second", "gate-2/gate-1", "matcher", "pedestal-demo-gate-2", "/gate-1" })
        {
            Assert.Equal(MqttClientConnectResultCode.ClientIdentifierNotValid, await TryConnectAsync(id, "gate-1", _passwords["gate-1"]));
        }

        await victim.PingAsync(Stop);
        Assert.False(lost);
        Assert.Equal(MqttClientConnectResultCode.Success, await TryConnectAsync("fleet/second", "fleet", _passwords["fleet"]));
    }

    [Fact]
    public async Task An_account_publishes_and_receives_only_on_its_own_topics()
    {
        var clients = new Dictionary<string, IMqttClient>();
        foreach (var name in Names)
        {
            clients[name] = await ConnectAsync(name);
        }

        foreach (var channel in Enum.GetValues<Channel>())
        {
            foreach (var (name, client) in clients)
            {
                foreach (var device in new[] { "gate-1", "gate-2", "matcher", "matcher.till" })
                {
                    var topic = Topic.Of(Venue, device, channel);
                    Assert.Equal(TopicRights.MayWrite(name, Venue, topic), await MayWriteAsync(client, topic));
                    Assert.Equal(TopicRights.MayHear(name, Venue, topic), await MayHearAsync(client, topic));
                }

                var elsewhere = Topic.Of("other", name, channel);
                Assert.False(await MayWriteAsync(client, elsewhere) || await MayHearAsync(client, elsewhere), elsewhere);
            }
        }
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+/#")]
    [InlineData("pedestal/#")]
    [InlineData("$SYS/#")]
    [InlineData("+/+/demo/gate-1/command")]
    [InlineData("{root}/demo/+/command")]
    [InlineData("{root}/demo/+/match/reply")]
    [InlineData("{root}/+/gate-1/match/reply")]
    [InlineData("{root}/demo/gate-1/#")]
    [InlineData("{root}/demo/gate-1/match/+")]
    [InlineData("{root}/demo/gate-2/match/reply")]
    [InlineData("$share/all/{root}/demo/gate-2/match/reply")]
    [InlineData("$share/all/{root}/demo/+/match/reply")]
    public async Task No_wildcard_receives_more(string filter)
    {
        var client = await ConnectAsync("gate-1");
        var heard = Listen(client);

        var granted = await client.SubscribeAsync(
            filter.Replace("{root}", Topic.Root, StringComparison.Ordinal), MqttQualityOfServiceLevel.AtMostOnce, Stop);
        Assert.True(granted.Items.Single().ResultCode > MqttClientSubscribeResultCode.GrantedQoS2);

        await client.SubscribeAsync(Topic.Of(Venue, "gate-1", Channel.MatchReply), MqttQualityOfServiceLevel.AtMostOnce, Stop);
        var matcher = await ConnectAsync("matcher");
        await PublishAsync(matcher, Topic.Of(Venue, "gate-2", Channel.MatchReply));
        await PublishAsync(matcher, Topic.Of(Venue, "gate-1", Channel.MatchReply));
        await Eventually.TrueAsync(() => !heard.IsEmpty, Stop);
        Assert.Equal([Topic.Of(Venue, "gate-1", Channel.MatchReply)], heard);
    }

    [Fact]
    public async Task Neither_a_last_will_nor_a_retained_message_can_impersonate_another_pedestal()
    {
        var fleet = await ConnectAsync("fleet");
        var heard = Listen(fleet);
        var (stolen, own) = (Topic.Of(Venue, "gate-3", Channel.State), Topic.Of(Venue, "gate-2", Channel.State));
        await fleet.SubscribeAsync(Topic.Of(Venue, "+", Channel.State), MqttQualityOfServiceLevel.AtMostOnce, Stop);

        // Two accounts: while MQTTnet's server cleans up after a dropped client, it may disconnect the next one of that name.
        foreach (var (account, will) in new[] { ("gate-1", stolen), ("gate-2", own) })
        {
            // Dropped without DISCONNECT, so that the broker publishes the last will. The socket is reset, and what the broker has not read
            // by then is lost; its acknowledgement proves that it has read the message.
            var client = await ConnectAsync(account, builder => builder.WithWillTopic(will).WithWillPayload("x").WithWillRetain());
            await client.PublishStringAsync(will, "x", MqttQualityOfServiceLevel.AtLeastOnce, retain: true, Stop);
            client.Dispose();
        }

        await Eventually.TrueAsync(() => heard.Count >= 2, Stop);
        Assert.Equal([own, own], heard);
        var late = await ConnectAsync("fleet", clientId: "fleet/late");
        var kept = Listen(late);
        await late.SubscribeAsync(Topic.Of(Venue, "+", Channel.State), MqttQualityOfServiceLevel.AtMostOnce, Stop);
        await Eventually.TrueAsync(() => !kept.IsEmpty, Stop);
        await late.PingAsync(Stop);
        Assert.Equal([own], kept);
    }

    [Fact]
    public async Task A_stolen_pedestal_is_disconnected_as_soon_as_its_password_is_changed()
    {
        var thief = await ConnectAsync("gate-1");
        var other = await ConnectAsync("gate-2");
        var fresh = _accounts.Renew("gate-1");
        _accounts.Save(FileOf());

        await Eventually.TrueAsync(() => !thief.IsConnected, Stop);
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, await TryConnectAsync("gate-1", "gate-1", _passwords["gate-1"]));
        Assert.Equal(MqttClientConnectResultCode.Success, await TryConnectAsync("gate-1", "gate-1", fresh));
        Assert.True(other.IsConnected);
    }

    [Fact]
    public async Task A_damaged_account_file_is_reported_and_admits_nobody_new()
    {
        await File.WriteAllTextAsync(FileOf(), "# venue demo\ngate-3:secret\n", Stop);

        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, await TryConnectAsync("gate-3", "gate-3", "secret"));
        await ConnectAsync("gate-1");
        await Eventually.TrueAsync(() => _log.Lines.Any(
            line => line.Contains("line 2 is not an account", StringComparison.Ordinal)), Stop);
    }

    [Fact]
    public async Task Services_in_the_brokers_process_need_no_account_and_cannot_be_impersonated()
    {
        await using var service = new BrokerLink(_broker, "matcher-demo", _log);
        var heard = new ConcurrentQueue<string>();
        await service.SubscribeAsync(Topics.FilterOf(Venue, Channel.MatchRequest), (topic, _) =>
        {
            heard.Enqueue(topic);
            return Task.CompletedTask;
        }, Stop);
        await service.StartAsync(Stop);
        var pedestal = await ConnectAsync("gate-1");
        var replies = Listen(pedestal);
        await pedestal.SubscribeAsync(Topic.Of(Venue, "gate-1", Channel.MatchReply), MqttQualityOfServiceLevel.AtMostOnce, Stop);

        await PublishAsync(pedestal, Topic.Of(Venue, "gate-1", Channel.MatchRequest));
        await Eventually.TrueAsync(() => !heard.IsEmpty, Stop);
        Assert.True(await service.PublishAsync(Topic.Of(Venue, "gate-1", Channel.MatchReply), [1], Stop));
        await Eventually.TrueAsync(() => !replies.IsEmpty, Stop);

        // The broker's own connection, which measures its delay, is accepted as well.
        await Eventually.TrueAsync(() => service.Lag > TimeSpan.Zero, Stop);
        Assert.NotEqual(MqttClientConnectResultCode.Success, await TryConnectAsync("matcher-demo", null, null));
        Assert.NotEqual(MqttClientConnectResultCode.Success, await TryConnectAsync("matcher-demo", "gate-1", _passwords["gate-1"]));
    }

    [Fact]
    public async Task A_service_on_another_machine_uses_its_account()
    {
        await File.WriteAllTextAsync(FileOf("ticketing.password"), _passwords["ticketing"] + "\n", Stop);
        await using var link = new ServiceLink(new ServiceLinkOptions
        {
            Port = _broker.BoundPort, ClientId = "ticketing-demo",
            Login = new BrokerLogin { Username = "ticketing", PasswordFile = FileOf("ticketing.password") },
        }, _log);
        await link.SubscribeAsync(Topics.FilterOf(Venue, Channel.TicketRequest), (_, _) => Task.CompletedTask, Stop);
        await link.StartAsync(Stop);
        await link.WaitConnectedAsync(Stop);
    }

    [Fact]
    public async Task On_the_loopback_interface_no_account_is_needed_unless_accounts_are_required()
    {
        await using var open = Broker("127.0.0.1");
        await open.StartAsync(Stop);
        Assert.Equal(MqttClientConnectResultCode.Success, await TryConnectAsync("any", null, null, open));
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, await TryConnectAsync("gate-1", "gate-1", "wrong", open));
        var pedestal = await ConnectAsync("gate-1", broker: open);
        Assert.False(await MayWriteAsync(pedestal, Topic.Of(Venue, "gate-2", Channel.State)));

        await using var closed = Broker("127.0.0.1", needsAccounts: true);
        await closed.StartAsync(Stop);
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, await TryConnectAsync("any", null, null, closed));
    }

    [Fact]
    public async Task Without_accounts_the_broker_listens_on_the_loopback_interface_only()
    {
        File.Delete(FileOf());
        await using var broker = Broker("0.0.0.0");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => broker.StartAsync(Stop));

        Assert.Contains("provision", refused.Message, StringComparison.Ordinal);
    }

    EmbeddedBroker Broker(string host, bool needsAccounts = false) => new(
        new BrokerOptions { Host = host, Port = 0, AccountFile = FileOf(), NeedsAccounts = needsAccounts }, _log.Of<EmbeddedBroker>());

    string FileOf(string name = "broker.accounts") => Path.Combine(_folder.FullName, name);

    async Task<IMqttClient> ConnectAsync(string account, Action<MqttClientOptionsBuilder>? more = null, string? clientId = null,
        EmbeddedBroker? broker = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        var builder = Options(clientId ?? account, account, _passwords[account], broker);
        more?.Invoke(builder);
        Assert.Equal(MqttClientConnectResultCode.Success, (await client.ConnectAsync(builder.Build(), Stop)).ResultCode);
        return client;
    }

    async Task<MqttClientConnectResultCode> TryConnectAsync(string id, string? user, string? password, EmbeddedBroker? broker = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        return (await client.ConnectAsync(Options(id, user, password, broker).Build(), Stop)).ResultCode;
    }

    MqttClientOptionsBuilder Options(string id, string? user, string? password, EmbeddedBroker? broker)
    {
        var builder = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(id)
            .WithEndPoint(new IPEndPoint(IPAddress.Loopback, (broker ?? _broker).BoundPort));
        return user is null ? builder : builder.WithCredentials(user, password ?? "");
    }

    static ConcurrentQueue<string> Listen(IMqttClient client)
    {
        var heard = new ConcurrentQueue<string>();
        client.ApplicationMessageReceivedAsync += message =>
        {
            heard.Enqueue(message.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        return heard;
    }

    static async Task<bool> MayHearAsync(IMqttClient client, string filter)
    {
        var granted = await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtMostOnce, Stop);
        var isHeard = granted.Items.Single().ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2;
        await client.UnsubscribeAsync(filter, Stop);
        return isHeard;
    }

    static async Task<bool> MayWriteAsync(IMqttClient client, string topic) =>
        await PublishAsync(client, topic) != MqttClientPublishReasonCode.NotAuthorized;

    static async Task<MqttClientPublishReasonCode> PublishAsync(IMqttClient client, string topic) =>
        (await client.PublishStringAsync(topic, "x", MqttQualityOfServiceLevel.AtLeastOnce, retain: false, Stop)).ReasonCode;
}
