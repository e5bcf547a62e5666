using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The device's link between two real brokers over TCP, the embedded one and Mosquitto, which die, freeze and come back.</summary>
public sealed class TwoBrokersTests : IDisposable
{
    const string Reply = "pedestal/v2/demo/gate-1/match/reply";
    readonly MosquittoServer _mosquitto = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _mosquitto.Dispose();

    [Fact]
    public async Task The_link_changes_when_its_broker_is_killed_and_stays_when_it_is_back()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        await using var link = await ConnectAsync(_mosquitto.Port, spare.Port);

        _mosquitto.Kill();
        await AwaitAsync(link, broker: 1, connections: 2);
        Assert.Null(link.Fault);
        _mosquitto.Start();
        await ExchangeAsync(spare, link);
        Assert.Equal((1, 2, 1), (link.Brokers.Current, link.Brokers.Connections, link.Brokers.Changes));

        await spare.UnplugAsync(Cancellation);
        await AwaitAsync(link, broker: 0, connections: 3);
    }

    [Fact]
    public async Task A_frozen_broker_counts_as_gone_while_its_connection_is_still_open()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        await using var link = await ConnectAsync(_mosquitto.Port, spare.Port);

        _mosquitto.Freeze();
        await AwaitAsync(link, broker: 1, connections: 2);
        await ExchangeAsync(spare, link);

        _mosquitto.Thaw();
        await ExchangeAsync(spare, link);
        Assert.Equal(2, link.Brokers.Connections);
    }

    [Fact]
    public async Task A_frozen_first_broker_does_not_keep_a_starting_pedestal_from_the_second()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        _mosquitto.Freeze();
        await using var link = await ConnectAsync(_mosquitto.Port, spare.Port);
        Assert.Equal(1, link.Brokers.Current);
    }

    [Fact]
    public async Task With_both_brokers_gone_the_first_that_is_back_serves()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        await using var link = await ConnectAsync(_mosquitto.Port, spare.Port);

        _mosquitto.Kill();
        await spare.UnplugAsync(Cancellation);
        await Eventually.TrueAsync(() => !link.IsConnected() && link.Fault != null, Cancellation);
        await spare.PlugInAsync(Cancellation);
        await AwaitAsync(link, broker: 1, connections: 2);
    }

    [Fact]
    public async Task With_TLS_and_accounts_the_link_changes_too()
    {
        var (authority, certificate) = GuardedBroker.Certify("localhost");
        var first = await GuardedBroker.StartAsync(certificate);
        await using var second = await GuardedBroker.StartAsync(certificate);
        await using var link = new BoardLink(
            first.Port, "localhost", tls: true, authority, GuardedBroker.Username, GuardedBroker.Password, spare: second.Port);
        link.Start();
        await Eventually.TrueAsync(link.IsConnected, Cancellation);

        await first.DisposeAsync();

        await AwaitAsync(link, broker: 1, connections: 2);
    }

    [Fact]
    public async Task A_broker_over_which_no_service_replies_is_left()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        await using var link = await ConnectAsync(_mosquitto.Port, spare.Port);

        link.Brokers.Suspect();

        await AwaitAsync(link, broker: 1, connections: 2);
    }

    [Fact]
    public async Task The_test_of_every_broker_names_the_one_that_does_not_reply()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        await using var link = await ConnectAsync(spare.Port, _mosquitto.Port);
        Assert.Null(await TestAsync(link));

        _mosquitto.Freeze();

        Assert.StartsWith("the broker accepts the connection and does not reply", await TestAsync(link), StringComparison.Ordinal);
        Assert.Null(link.BrokerTest.FaultOf(0));
        Assert.Equal(1, link.Brokers.Connections);
    }

    [Fact]
    public async Task Guests_are_admitted_once_before_and_after_their_lane_has_lost_its_broker()
    {
        await using var spare = await Broker.StartAsync(Cancellation);
        using var folder = new TestFolder();
        var keys = new KeyRing(Site.Venue);
        keys.Set(Site.Device, [.. Site.TicketKey.Encryption, .. Site.TicketKey.Authentication]);
        using var ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = Site.Venue, Database = folder.PathOf("tickets.db"), KeyFile = folder.PathOf("keys.json"),
                BrokerPort = _mosquitto.Port, MoreBrokers = [$"127.0.0.1:{spare.Port}"],
            },
            keys);
        var store = ticketing.Services.GetRequiredService<TicketStore>();
        store.Import([new("T-1", "ann", "tonight", false), new("T-2", "bob", "tonight", false)]);
        store.Events.SetOpening("tonight", Site.Venue, EventOpening.Open, DateTimeOffset.UtcNow);
        await ticketing.StartAsync(Cancellation);
        await using var pedestal = new VirtualPedestal(new()
        {
            Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey, Extractor = new AnyFrame(),
            BrokerHost = $"127.0.0.1:{_mosquitto.Port},127.0.0.1:{spare.Port}",
        });
        pedestal.Start();
        await pedestal.WaitReadyAsync(Cancellation);
        Assert.Equal(Decision.Admitted, await ScanAsync(pedestal, "T-1"));

        _mosquitto.Freeze();
        await Eventually.TrueAsync(
            () => pedestal.LinkFault is null && pedestal.BrokerInUse == $"127.0.0.1:{spare.Port}", Cancellation);

        Assert.Equal(Decision.Admitted, await ScanAsync(pedestal, "T-2"));
        Assert.Equal(2, pedestal.Gate.Openings);
        Assert.Equal(2, store.Entries.EntriesByAccount().Count);
        await ticketing.StopAsync(Cancellation);
    }

    static async Task<Decision> ScanAsync(VirtualPedestal pedestal, string code)
    {
        pedestal.ScanCode(code);
        return (await pedestal.NextOutcomeAsync(Cancellation)).Decision;
    }

    static async Task<string?> TestAsync(BoardLink link)
    {
        link.BrokerTest.Begin();
        await Eventually.TrueAsync(() => !link.BrokerTest.IsRunning, Cancellation);
        return link.BrokerTest.FaultOf(1);
    }

    static async Task<BoardLink> ConnectAsync(int first, int second)
    {
        var link = new BoardLink(first, spare: second);
        link.Start();
        await Eventually.TrueAsync(link.IsConnected, Cancellation);
        return link;
    }

    static Task AwaitAsync(BoardLink link, int broker, int connections) => Eventually.TrueAsync(
        () => link.IsConnected() && (link.Brokers.Current, link.Brokers.Connections) == (broker, connections), Cancellation);

    static async Task ExchangeAsync(Broker broker, BoardLink link)
    {
        await using var service = await broker.ConnectAsync("service", Cancellation);
        await service.PublishAsync(Reply, [1], Cancellation);
        Assert.Equal(Channel.MatchReply, (await Eventually.NotNullAsync(link.TryReceive, Cancellation)).Channel);
    }
}
