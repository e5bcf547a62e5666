using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
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
    const int Rounds = 8;
    const int PalmsOfGuest = 2;

    // A guest's patience; and as much as it takes on a busy machine, where nothing is lost.
    static readonly TimeSpan Guest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Unhurried = TimeSpan.FromSeconds(20);

    const string Booth = "booth-1";

    readonly Mosquitto _mosquitto = new(["a", "b"], name => name == Booth ? DeviceRoles.Enrolment : DeviceRoles.Entry,
        [.. Enumerable.Range(1, Lanes).Select(n => $"gate-{n}"), Booth]);
    readonly string _palms = PostgresServer.NewDatabase();
    readonly string _tickets = PostgresServer.NewDatabase();
    readonly RecordingLog _log = new();
    readonly List<PedestalClient> _lanes = [];
    readonly ConcurrentBag<Decision> _decisions = [];
    IHost _ticketing = null!;
    WebApplication _first = null!;
    MatcherProcess _second = null!;
    PedestalClient _booth = null!;

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
        _second = StartSecond();
        for (var lane = 1; lane <= Lanes; lane++)
        {
            _lanes.Add(await ConnectAsync($"gate-{lane}"));
        }

        _booth = await ConnectAsync(Booth);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pedestal in _lanes.Append(_booth))
        {
            await pedestal.DisposeAsync();
        }

        await _first.StopAsync(CancellationToken.None);
        await _first.DisposeAsync();
        _second?.Dispose();
        await _ticketing.StopAsync(CancellationToken.None);
        _ticketing.Dispose();
        _mosquitto.Dispose();
    }

    /// <summary>
    /// Each takes the requests of some pedestals. One that is stopped is not missed at all, and a frozen or
    /// killed one for as long as a guest waits: every guest gets a decision, and the palm is admitted once. A frozen one is left out, and joins
    /// again.
    /// </summary>
    [Fact]
    public async Task They_share_enrolments_and_entries_and_either_may_freeze_stop_or_be_killed()
    {
        await BothAsync();
        Assert.Equal(Decision.Enrolled, await _booth.EnrolAsync("CODE-1", 1));

        // Asked before, a lane would refuse the palm too often and be slowed down.
        await Eventually.TrueAsync(async () => PalmsOfFirst == PalmsOfGuest && await _second.CountPalmsAsync(Stop) == PalmsOfGuest, Stop);
        await Task.WhenAll(_lanes.Select(lane => Eventually.TrueAsync(() => IsInsideAsync(lane), Stop)));

        await AskAsync(Guest, happens: _second.Freeze);
        await Eventually.TrueAsync(async () => await StatusOfAsync("b") == "Dead", Stop);
        _second.Continue();
        await BothAsync();

        var stopped = Task.CompletedTask;
        await AskAsync(Unhurried, happens: () => stopped = _first.StopAsync(CancellationToken.None));
        await stopped;
        await _first.DisposeAsync();
        await StartFirstAsync();
        await BothAsync();

        // Every lane lives at the other one now, and those whose requests come to the first one move there.
        await Eventually.TrueAsync(AreLanesAtBothAsync, Stop);
        await AskAsync(Guest, happens: _second.Kill);
        Assert.True(_decisions.Count(decision => decision == Decision.Admitted) <= 1);
        Assert.Equal([KeyValuePair.Create(Decision.AlreadyInside, 3 * Rounds * Lanes)],
            _decisions.Where(decision => decision != Decision.Admitted).CountBy(decision => decision));
    }

    async Task<bool> IsInsideAsync(PedestalClient lane)
    {
        var decision = (await lane.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision;
        if (decision == Decision.Admitted)
        {
            _decisions.Add(decision);
        }

        return decision is Decision.Admitted or Decision.AlreadyInside;
    }

    // The guest shows the palm at all lanes, and something happens meanwhile.
    async Task AskAsync(TimeSpan patience, Action happens)
    {
        var count = 0;
        await Task.WhenAll(_lanes.Select(async lane =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                _decisions.Add(await EnterAsync(lane, patience));
                if (Interlocked.Increment(ref count) == Rounds * Lanes / 2)
                {
                    happens();
                }
            }
        }));
    }

    // Who gets no decision in time shows the palm again.
    static async Task<Decision> EnterAsync(PedestalClient lane, TimeSpan patience)
    {
        Decision decision;
        do
        {
            decision = (await lane.EnterAsync(Guests.Probe(1), RequestIds.Next(), patience)).Decision;
        }
        while (patience == Guest && decision is (Decision.None or Decision.TooLate or Decision.Unavailable));
        return decision;
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
        await Eventually.TrueAsync(() => _first.Services.GetRequiredService<PalmsPart>().Fault is null, Stop);
    }

    MatcherProcess StartSecond()
    {
        var login = _mosquitto.LoginOf("matcher..b");
        return new MatcherProcess(
        [
            ("AttemptsPerMinute", "1000000"), ("Database", _palms), ("StoreKeyFile", _mosquitto.KeyFile("identity.key")),
            ("KeyFile", _mosquitto.KeyFile(Provisioning.MatcherFile)), ("Broker:Port", _mosquitto.Port.ToString(CultureInfo.InvariantCulture)),
            ("Broker:Login:Username", login.Username), ("Broker:Login:PasswordFile", login.PasswordFile), ("Broker:Login:Tls", "true"),
            ("Broker:Login:AuthorityFile", login.AuthorityFile), ("Cluster:Node", "b"),
            ("Cluster:Port", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    async Task BothAsync()
    {
        await Eventually.TrueAsync(async () => await StatusOfAsync("a") == "Active" && await StatusOfAsync("b") == "Active", Stop);
        await Eventually.TrueAsync(() => _second.IsReadyAsync(Stop), Stop);
    }

    async Task<bool> AreLanesAtBothAsync()
    {
        await Task.WhenAll(_lanes.Select(lane => EnterAsync(lane, Guest)));
        return (await NodesAsync()).Count(node => node is { Status: "Active", Pedestals: > 1 }) == 2;
    }

    Task<PedestalClient> ConnectAsync(string name) =>
        PedestalClient.ConnectAsync(_mosquitto.Port, _mosquitto.KeysOf(name), _mosquitto.LoginOf(name), Stop);

    async Task<string?> StatusOfAsync(string name) => (await NodesAsync()).FirstOrDefault(node => node.Name == name)?.Status;

    int PalmsOfFirst => _first.Services.GetRequiredService<PalmsPart>().Get<PalmRegister>().Galleries.PalmCount;

    Task<IReadOnlyList<NodeState>> NodesAsync() => _first.Services.GetRequiredService<PalmsPart>().Get<Cluster>().NodesAsync();
}
