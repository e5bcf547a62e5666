using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Two ticketing processes on one PostgreSQL database behind Mosquitto, of which one dies in the middle of the traffic.</summary>
public sealed class TwoTicketingsTests : IDisposable
{
    const int Lanes = 8;
    const int TicketsOfLane = 40;
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    readonly MosquittoServer _mosquitto = new();
    readonly TestDatabase _database = new(DatabaseEngine.Postgres);
    readonly KeyRing _keys = new("demo");
    readonly TicketStore _store;
    readonly ConcurrentBag<(string Code, ulong Request, string Lane, Decision Decision)> _decided = [];
    readonly ConcurrentDictionary<string, long> _shares = new();

    public TwoTicketingsTests()
    {
        foreach (var lane in Enumerable.Range(0, Lanes))
        {
            _keys.Generate($"gate-{lane}", DeviceRoles.Entry | DeviceRoles.Deletion);
        }

        _keys.Generate("matcher", DeviceRoles.None);
        _keys.Save(_database.File("ticketing.keys.json"));
        _store = new TicketStore(_database.Source);
        _store.Import(Enumerable.Range(0, Lanes * TicketsOfLane).Select(i => new TicketRow($"code-{i}", $"account-{i}", "tonight", false)));
        _store.Events.SetOpening("tonight", "demo", EventOpening.Open, DateTimeOffset.UtcNow);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
        _mosquitto.Dispose();
    }

    [Fact]
    public async Task When_one_is_killed_every_request_is_decided_and_no_ticket_is_admitted_twice()
    {
        using var first = Start("a");
        using var second = Start("b");
        await AwaitBothAsync();

        await PlayAsync(after: Lanes * TicketsOfLane / 2, first.Kill);

        Check();

        // Requests of one's sessions came to the other, which handed them on.
        Assert.NotEmpty(_shares);
    }

    [Fact]
    public async Task When_one_is_frozen_the_other_takes_its_sessions_over_and_hands_them_back_when_it_goes_on()
    {
        using var first = Start("a");
        using var second = Start("b");
        await AwaitBothAsync();

        await PlayAsync(after: Lanes * TicketsOfLane / 4, first.Freeze);
        first.Thaw();

        Check();
        await AwaitBothAsync();
    }

    [Fact]
    public async Task A_deletion_opened_at_one_is_known_to_the_other()
    {
        using var first = Start("a");
        using var second = Start("b");
        await AwaitBothAsync();
        await using var link = await LinkAsync("gate-0");
        var pedestal = await ClientAsync(link, "gate-0");
        await using var matcherLink = await LinkAsync("matcher");
        var matcher = await ClientAsync(matcherLink, "matcher");

        // Several times, so that both open one.
        for (ulong request = 1; request <= 6; request++)
        {
            var opened = Requests.Reply(await pedestal.AskAsync(
                Requests.Code(TicketPurpose.OpenDeletion, "code-0"), request, Budget, Stop));
            Assert.Equal(Decision.DeletionOpened, opened.Decision);
            var body = new byte[TicketRequest.Length];
            new LinkRequest(opened.Link, "gate-0", new byte[32]).ToRequest(TicketPurpose.CheckDeletion).Write(body);
            Assert.Equal(Decision.NoTicket, Requests.DecisionOf(await matcher.AskAsync(body, request, Budget, Stop)));
        }
    }

    TicketingProcess Start(string node) => TicketingProcess.Start(
        ("Node", node), ("Venue", "demo"), ("Database", _database.Source), ("KeyFile", _database.File("ticketing.keys.json")),
        ("BrokerPort", $"{_mosquitto.Port}"));

    /// <summary>Waits until each of the two has handed the other a sign of life, so that both share the requests.</summary>
    async Task AwaitBothAsync()
    {
        await using var link = await LinkAsync("watcher");
        var alive = new ConcurrentDictionary<string, bool>();
        await link.SubscribeAsync("pedestal/v2/demo/ticketing/node/+", (topic, payload) =>
        {
            alive[topic] = payload.Span[0] == 1;
            return Task.CompletedTask;
        }, Stop);
        await Eventually.TrueAsync(() => alive.Count(node => node.Value) == 2, Stop);
    }

    /// <summary>Every lane shows its tickets, the lane beside it shows them too, and something happens on the way.</summary>
    async Task PlayAsync(int after, Action happens)
    {
        var count = 0;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async lane =>
        {
            await using var link = await LinkAsync($"gate-{lane}");
            var client = await ClientAsync(link, $"gate-{lane}");
            for (var i = 0; i < TicketsOfLane; i++)
            {
                // Two lanes show each ticket at about the same time.
                var code = $"code-{(lane / 2 * 2 * TicketsOfLane) + i}";
                var request = (ulong)(lane * 1_000 + i + 1);
                var reply = await client.AskAsync(Requests.Code(TicketPurpose.RedeemCode, code), request, Budget, Stop);
                _decided.Add((code, request, $"gate-{lane}", Requests.DecisionOf(reply)));
                if (Interlocked.Increment(ref count) == after)
                {
                    happens();
                }
            }
        }));
    }

    void Check()
    {
        Assert.Equal(Lanes * TicketsOfLane, _decided.Count);
        Assert.All(_decided, request => Assert.True(
            request.Decision is Decision.Admitted or Decision.TicketUsed or Decision.AlreadyInside, $"{request}"));
        foreach (var shown in _decided.GroupBy(request => request.Code))
        {
            var admitted = Assert.Single(shown, request => request.Decision == Decision.Admitted);
            var entry = Assert.Single(_store.Entries.HistoryOf(shown.Key));
            Assert.Equal($"{admitted.Lane}/{admitted.Request:x16}", entry.Request);
        }
    }

    async Task<ServiceLink> LinkAsync(string client)
    {
        var link = new ServiceLink(new ServiceLinkOptions { Port = _mosquitto.Port, ClientId = client }, NullLogger.Instance);
        await link.StartAsync(Stop);
        await link.WaitConnectedAsync(Stop);
        return link;
    }

    async Task<SealedClient> ClientAsync(IServiceLink link, string device)
    {
        Assert.True(_keys.TryGet(device, out var key));
        var client = new SealedClient(
            link, "demo", device, key, MessageType.TicketRequest, new HostCipher(), TimeProvider.System, NullLogger.Instance);
        await client.StartAsync(Stop);
        await link.SubscribeAsync("pedestal/v2/demo/+/ticket/request/+", (topic, _) =>
        {
            _shares.AddOrUpdate(topic[(topic.LastIndexOf('/') + 1)..], 1, (_, share) => share + 1);
            return Task.CompletedTask;
        }, Stop);
        return client;
    }
}
