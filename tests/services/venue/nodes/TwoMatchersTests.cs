using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>
/// Two matchers as nodes of a cluster, on one PostgreSQL database, behind a Mosquitto with TLS, accounts and topic rights. One is in this
/// process, the other one in a process of its own.
/// </summary>
public sealed class TwoMatchersTests : IAsyncLifetime
{
    const int Lanes = 6;
    static readonly string[] Names = [.. Enumerable.Range(1, Lanes).Select(n => $"gate-{n}")];

    readonly Mosquitto _mosquitto = new(["a", "b"], DeviceRoles.Entry | DeviceRoles.Enrolment, Names);
    readonly string _palms = PostgresServer.NewDatabase();
    readonly string _tickets = PostgresServer.NewDatabase();
    readonly RecordingLog _log = new();
    readonly List<PedestalClient> _lanes = [];
    readonly ConcurrentBag<Decision> _decisions = [];
    IHost _ticketing = null!;
    WebApplication _first = null!;
    MatcherProcess _second = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using (var store = new TicketStore(_tickets))
        {
            store.Import([new TicketRow("CODE-1", "account-1", "tonight", false)]);
            Venue.OpenByHand(store, "tonight");
        }

        _ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = "demo", Database = _tickets, BrokerPort = _mosquitto.Port, BrokerLogin = _mosquitto.LoginOf("ticketing"),
                CodeKeyFile = _mosquitto.KeyFile("codes.key"),
            },
            KeyRing.Load(_mosquitto.KeyFile(Provisioning.TicketingFile)), new LoggerFactory([_log]));
        await _ticketing.StartAsync(Stop);
        await StartFirstAsync();
        StartSecond();
        foreach (var name in Names)
        {
            _lanes.Add(await PedestalClient.ConnectAsync(_mosquitto.Port, _mosquitto.KeysOf(name), _mosquitto.LoginOf(name), Stop));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }

        await _first.StopAsync(CancellationToken.None);
        await _first.DisposeAsync();
        _second?.Dispose();
        await _ticketing.StopAsync(CancellationToken.None);
        _ticketing.Dispose();
        _mosquitto.Dispose();
    }

    /// <summary>
    /// The broker gives each sample to either of them. A killed one is missed for as long as a guest waits, and one that is stopped not at
    /// all: every request is decided, and the palm is admitted once.
    /// </summary>
    [Fact]
    public async Task They_share_enrolments_and_entries_and_one_may_be_killed_and_the_other_stopped()
    {
        await BothAsync();
        Assert.Equal(Decision.Enrolled, await _lanes[0].EnrolAsync("CODE-1", 1));
        await Task.WhenAll(_lanes.Select(lane => Eventually.TrueAsync(() => IsExpectedAsync(lane), Stop)));
        _decisions.Clear();

        await AskAsync(rounds: 8, happens: () => { });
        Assert.All(await NodesAsync(), node => Assert.True(node.Pedestals > 0, $"{node}"));

        await AskAsync(rounds: 8, happens: _second.Kill);
        _second.Dispose();
        StartSecond();
        await BothAsync();
        await AskAsync(rounds: 8, happens: () => _ = _first.StopAsync(CancellationToken.None));

        Assert.All(_decisions, decision => Assert.Equal(Decision.AlreadyInside, decision));
        Assert.Equal(3 * 8 * Lanes, _decisions.Count);
    }

    // At the node where the lane lives, the guest is on the event's list.
    static async Task<bool> IsExpectedAsync(PedestalClient lane) =>
        (await lane.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision is Decision.Admitted or Decision.AlreadyInside;

    // The guest shows the palm at all lanes, and something happens meanwhile.
    async Task AskAsync(int rounds, Action happens)
    {
        var count = 0;
        await Task.WhenAll(_lanes.Select(async lane =>
        {
            for (var round = 0; round < rounds; round++)
            {
                _decisions.Add((await lane.EnterAsync(Guests.Probe(1), RequestIds.Next(), TimeSpan.FromSeconds(20))).Decision);
                if (Interlocked.Increment(ref count) == rounds * Lanes / 2)
                {
                    happens();
                }
            }
        }));
    }

    async Task StartFirstAsync()
    {
        var options = new MatcherOptions
        {
            AttemptsPerMinute = 1_000_000, Database = _palms, StoreKeyFile = _mosquitto.KeyFile("identity.key"),
            KeyFile = _mosquitto.KeyFile(Provisioning.MatcherFile), Broker = { Port = _mosquitto.Port, Login = _mosquitto.LoginOf("matcher..a") },
            Cluster = { Node = "a", Port = FreePort.Next() },
        };
        _first = MatcherHost.Create(options, configure: builder => builder.Logging.ClearProviders().AddProvider(_log));
        await _first.StartAsync(Stop);
        Assert.True(_first.Services.GetRequiredService<PalmsPart>().Fault is null, _log.Text);
    }

    void StartSecond()
    {
        var login = _mosquitto.LoginOf("matcher..b");
        _second = new MatcherProcess(
        [
            ("AttemptsPerMinute", "1000000"), ("Database", _palms), ("StoreKeyFile", _mosquitto.KeyFile("identity.key")),
            ("KeyFile", _mosquitto.KeyFile(Provisioning.MatcherFile)), ("Broker:Port", _mosquitto.Port.ToString(CultureInfo.InvariantCulture)),
            ("Broker:Login:Username", login.Username), ("Broker:Login:PasswordFile", login.PasswordFile), ("Broker:Login:Tls", "true"),
            ("Broker:Login:AuthorityFile", login.AuthorityFile), ("Cluster:Node", "b"),
            ("Cluster:Port", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    Task BothAsync() => Eventually.TrueAsync(async () => (await NodesAsync()).Count(node => node.Status == "Active") == 2, Stop);

    Task<IReadOnlyList<NodeState>> NodesAsync() => _first.Services.GetRequiredService<PalmsPart>().Get<Cluster>().NodesAsync();
}
