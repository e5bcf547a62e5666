using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Ticketing on a primary and a physical standby, of which the primary is killed in the middle of the traffic.</summary>
public sealed class FailoverTests : IDisposable
{
    const int Lanes = 4;
    const int Tickets = 1_200;
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    readonly PostgresPair _servers = new();
    readonly TestFolder _folder = new();
    readonly ConcurrentDictionary<string, (string Lane, ulong Request)> _admitted = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _servers.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task After_the_standby_is_promoted_ticketing_decides_again_and_nothing_acknowledged_is_lost()
    {
        await using var broker = await Broker.StartAsync(Stop);
        var keys = new KeyRing("demo");
        foreach (var lane in Enumerable.Range(0, Lanes))
        {
            keys.Generate($"gate-{lane}");
        }

        using var ticketing = TicketingHost.Create(
            new TicketingOptions
            {
                Venue = "demo", Database = _servers.Source, CodeKeyFile = _folder.PathOf("codes.key"), BrokerPort = broker.Port,
            },
            keys);
        var store = ticketing.Services.GetRequiredService<TicketStore>();
        store.Import(Enumerable.Range(0, Tickets).Select(i => new TicketRow($"code-{i}", $"account-{i}", "tonight", false)));
        store.Events.SetOpening("tonight", "demo", EventOpening.Open, DateTimeOffset.UtcNow);
        await ticketing.StartAsync(Stop);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var lanes = Enumerable.Range(0, Lanes).Select(lane => PlayAsync(broker, keys, lane, end.Token)).ToArray();
        await Eventually.TrueAsync(() => _admitted.Count >= 100, Stop);
        _servers.KillPrimary();
        _servers.Promote();
        var before = _admitted.Count;
        await Eventually.TrueAsync(() => _admitted.Count >= before + 100, Stop);
        await end.CancelAsync();
        await Task.WhenAll(lanes);

        Assert.All(_admitted, admitted => Assert.Equal(
            $"{admitted.Value.Lane}/{admitted.Value.Request:x16}", Assert.Single(store.Entries.HistoryOf(admitted.Key)).Request));
        await ticketing.StopAsync(Stop);
    }

    /// <summary>A lane shows one ticket after the other, each until it is decided about, as a guest does.</summary>
    async Task PlayAsync(Broker broker, KeyRing keys, int lane, CancellationToken end)
    {
        var name = $"gate-{lane}";
        await using var link = await broker.ConnectAsync(name, Stop);
        Assert.True(keys.TryGet(name, out var key));
        var client = new SealedClient(
            link, "demo", name, key, MessageType.TicketRequest, new HostCipher(), TimeProvider.System, NullLogger.Instance);
        await client.StartAsync(Stop);
        ulong request = 0;
        for (var ticket = lane; ticket < Tickets && !end.IsCancellationRequested; ticket += Lanes)
        {
            var code = $"code-{ticket}";
            request++;
            Decision decision;
            do
            {
                decision = Requests.DecisionOf(
                    await client.AskAsync(Requests.Code(TicketPurpose.RedeemCode, code), request, Budget, Stop));
            }
            while (decision is Decision.Unavailable or Decision.TooLate);
            Assert.Equal(Decision.Admitted, decision);
            _admitted[code] = (name, request);
        }
    }
}
