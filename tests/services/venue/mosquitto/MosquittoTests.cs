using System.Collections.Concurrent;
using System.Net;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>A venue on a Mosquitto with TLS, accounts and topic rights: only the settings differ.</summary>
public sealed class MosquittoTests : IAsyncLifetime
{
    readonly Mosquitto _mosquitto = new("gate-1", "gate-2", "gate-3");
    readonly Venue _venue;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public MosquittoTests() => _venue = new Venue { Mosquitto = _mosquitto };

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _venue.DisposeAsync();
        _mosquitto.Dispose();
    }

    [Fact]
    public async Task Guests_enrol_and_enter_once_even_after_a_broker_restart()
    {
        _venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-1,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Admitted, await EnterAsync(7));
        _mosquitto.Stop();
        _mosquitto.Start();

        // Each side reconnects by itself, in its own time.
        var again = Decision.None;
        for (ulong request = 8; again is Decision.None or Decision.Unavailable; request++)
        {
            again = await EnterAsync(request);
        }

        Assert.Equal(Decision.AlreadyInside, again);
    }

    [Fact]
    public async Task A_pedestal_with_the_generated_settings_connects_and_its_guest_enters()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        var keys = _venue.SecondKeys;
        await using var pedestal = new VirtualPedestal.VirtualPedestal(new()
        {
            Venue = keys.Venue, Device = keys.Device, MatchKey = new DeviceKey(keys.Match), TicketKey = new DeviceKey(keys.Ticket),
            Settings = _mosquitto.Settings, BrokerPassword = _mosquitto.KeysOf(keys.Device).Broker,
        });
        pedestal.Start();
        await pedestal.WaitReadyAsync(Cancellation);

        pedestal.ScanCode("CODE-1");

        Assert.Equal(Decision.Admitted, (await pedestal.NextOutcomeAsync(Cancellation)).Decision);
        Assert.Equal(1, pedestal.Gate.Openings);
    }

    [Fact]
    public async Task A_lane_opens_by_hand_with_an_account_of_the_fleet()
    {
        var keys = _mosquitto.KeysOf("gate-3");
        await using var pedestal = new VirtualPedestal.VirtualPedestal(new()
        {
            Venue = keys.Venue, Device = keys.Device, MatchKey = new DeviceKey(keys.Match), TicketKey = new DeviceKey(keys.Ticket),
            FleetKey = new DeviceKey(keys.Fleet), Settings = _mosquitto.Settings, BrokerPassword = keys.Broker,
        });
        pedestal.Start();
        await pedestal.WaitReadyAsync(Cancellation);
        var venue = new VenueOptions { FleetKeyFile = _mosquitto.FleetKeys, Broker = { FleetLogin = _mosquitto.LoginOf("fleet@wall") } };
        var lanes = new LaneOpener(new() { Broker = { Host = "localhost", Port = _mosquitto.Port } }, venue, NullLogger<LaneOpener>.Instance);

        Assert.Null(await lanes.OpenAsync(keys.Device, Cancellation));
        Assert.Equal(1, pedestal.Gate.Openings);
        Assert.Contains("does not contain \"gate-9\"", await lanes.OpenAsync("gate-9", Cancellation), StringComparison.Ordinal);
        venue.FleetKeyFile = "no-such-file.json";
        Assert.Contains("no-such-file.json", await lanes.OpenAsync(keys.Device, Cancellation), StringComparison.Ordinal);
        Assert.Equal(1, pedestal.Gate.Openings);
    }

    [Fact]
    public async Task Ticketing_logs_in_with_the_settings_in_its_README()
    {
        await _venue.StopTicketingAsync();
        var login = _mosquitto.LoginOf("ticketing");
        using var ticketing = TicketingHost.Create(
        [
            "--Ticketing:Venue=demo", $"--Ticketing:Database={_venue.TicketDatabase}",
            $"--Ticketing:KeyFile={_venue.PathOf(Provisioning.TicketingFile)}", "--Ticketing:BrokerHost=localhost",
            $"--Ticketing:BrokerPort={_mosquitto.Port}", $"--Ticketing:BrokerLogin:Username={login.Username}",
            $"--Ticketing:BrokerLogin:PasswordFile={login.PasswordFile}", "--Ticketing:BrokerLogin:Tls=true",
            $"--Ticketing:BrokerLogin:AuthorityFile={login.AuthorityFile}",
        ]);
        await ticketing.StartAsync(Cancellation);
        await ticketing.Services.GetRequiredService<TicketingService>().WaitConnectedAsync(Cancellation);
        Assert.Equal(Decision.UnknownTicket, await _venue.Device.RedeemCodeAsync("NEVER-SOLD"));
        await ticketing.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_pedestal_can_neither_publish_nor_listen_under_anothers_name()
    {
        using var client = await ConnectAsync("gate-2");
        var heard = await ListenAsync(client);

        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, await PublishAsync(client, "gate-1", Channel.MatchRequest));
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, await PublishAsync(client, "gate-2", Channel.MatchReply));
        await EnterAsync(7);
        await PublishAsync(client, "gate-2", Channel.State);
        Assert.All(heard, topic => Assert.StartsWith($"{Topic.Root}/demo/gate-2/", topic));
    }

    /// <summary>An attacker with one pedestal's account keeps connecting as another; the other is not affected.</summary>
    [Fact]
    public async Task No_account_can_take_over_anothers_client_identifier()
    {
        using var victim = await ConnectAsync("gate-3", builder => builder.WithClientId("gate-3"));
        string[] taken = ["gate-3", "gate-1", "gate-1/gate-1", "pedestal-demo-gate-1", "matcher", "matcher/matcher-demo", "matcher-demo",
            "ticketing/ticketing-demo", ""];
        foreach (var id in taken)
        {
            using var thief = await ConnectAsync("gate-2", builder => builder.WithClientId(id).WithCleanStart());
            Assert.NotEqual(Decision.None, await EnterAsync((ulong)(100 + Array.IndexOf(taken, id))));
            await victim.PingAsync(Cancellation);
        }

        Assert.DoesNotContain("client identifier", _venue.Log, StringComparison.Ordinal);

        // An account's name is its only identifier: connecting with it twice disconnects nobody else.
        using var first = await ConnectAsync("gate-2");
        using var second = await ConnectAsync("gate-2", builder => builder.WithClientId("gate-1"));
        await Eventually.TrueAsync(() => !first.IsConnected, Cancellation);
        Assert.NotEqual(Decision.None, await EnterAsync(200));
    }

    [Fact]
    public async Task A_second_operators_account_has_the_same_rights_at_the_same_time()
    {
        using var fleet = await ConnectAsync("fleet");
        using var wall = await ConnectAsync("fleet@wall");

        Assert.True(await MayPublishAsync(wall, "gate-1", Channel.Command));
        Assert.False(await MayPublishAsync(wall, "gate-1", Channel.MatchRequest));
        await fleet.PingAsync(Cancellation);
    }

    [Fact]
    public async Task Operators_can_command_and_watch_but_see_no_requests()
    {
        using var pedestal = await ConnectAsync("gate-3");
        using var fleet = await ConnectAsync("fleet");
        var pedestalHeard = await ListenAsync(pedestal);
        var fleetHeard = await ListenAsync(fleet);

        Channel[] reports = [Channel.State, Channel.Telemetry, Channel.Birth, Channel.Health, Channel.CommandReply];

        // An operator may delete a pedestal's retained messages.
        Channel[] kept = [Channel.State, Channel.Birth, Channel.Health];
        foreach (var channel in Enum.GetValues<Channel>())
        {
            Assert.Equal(kept.Contains(channel) || channel == Channel.Command, await MayPublishAsync(fleet, "gate-3", channel));
            Assert.Equal(reports.Contains(channel) || channel is Channel.MatchRequest or Channel.TicketRequest,
                await MayPublishAsync(pedestal, "gate-3", channel));
            Assert.False(await MayPublishAsync(pedestal, "gate-2", channel));
        }

        Assert.True(await MayPublishAsync(fleet, "gate-2", Channel.Command));

        // Everything above is delivered before these messages.
        var last = Topic.Of("demo", "gate-3", Channel.CommandReply);
        await PublishAsync(pedestal, "gate-3", Channel.CommandReply);
        await PublishAsync(fleet, "gate-3", Channel.Command);
        await HearAsync(fleetHeard, last, 2);
        await HearAsync(pedestalHeard, Topic.Of("demo", "gate-3", Channel.Command), 2);
        Assert.Equal(reports.Select(channel => Topic.Of("demo", "gate-3", channel)).Order(), Distinct(fleetHeard));
        Assert.Equal([Topic.Of("demo", "gate-3", Channel.Command)], Distinct(pedestalHeard));

        static IEnumerable<string> Distinct(ConcurrentQueue<string> heard) => heard.Distinct().Order();
    }

    async Task<IMqttClient> ConnectAsync(string account, Action<MqttClientOptionsBuilder>? more = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var builder = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500)
            .WithEndPoint(new DnsEndPoint("127.0.0.1", _mosquitto.Port));
        _mosquitto.LoginOf(account).Apply(builder);
        more?.Invoke(builder);
        await client.ConnectAsync(builder.Build(), Cancellation);
        return client;
    }

    /// <summary>Subscribes to every topic; returns the topics of what is delivered.</summary>
    static async Task<ConcurrentQueue<string>> ListenAsync(IMqttClient client)
    {
        var heard = new ConcurrentQueue<string>();
        client.ApplicationMessageReceivedAsync += message =>
        {
            heard.Enqueue(message.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await client.SubscribeAsync("pedestal/#", MqttQualityOfServiceLevel.AtLeastOnce, Cancellation);
        return heard;
    }

    static Task HearAsync(ConcurrentQueue<string> heard, string topic, int times) =>
        Eventually.TrueAsync(() => heard.Count(one => one == topic) >= times, Cancellation);

    static async Task<bool> MayPublishAsync(IMqttClient client, string device, Channel channel) =>
        await PublishAsync(client, device, channel) != MqttClientPublishReasonCode.NotAuthorized;

    static async Task<MqttClientPublishReasonCode> PublishAsync(IMqttClient client, string device, Channel channel) =>
        (await client.PublishStringAsync(Topic.Of("demo", device, channel), "x",
            MqttQualityOfServiceLevel.AtLeastOnce, retain: false, Cancellation)).ReasonCode;

    async Task<Decision> EnterAsync(ulong request) =>
        (await _venue.Device.EnterAsync(Guests.Capture(1, PalmSide.Right, 50 + (int)request), request)).Decision;
}
