using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal.Host;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher.Tests;

/// <summary>A node that the others hear in the cluster, but no more at the broker: its link there is cut, or carries too little.</summary>
public sealed class NodeWatchTests : IDisposable
{
    const string SignsOf = "pedestal/v2/demo/matcher/node/";

    // Of a node that hears the broker in time.
    static readonly byte[] InTime = [1, 0];

    readonly MosquittoServer _mosquitto = new();
    readonly TestDatabase _database = new(DatabaseEngine.Postgres);
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public NodeWatchTests() => PalmStore.Open(_database.Source, _database.File("identity.key"), TimeProvider.System).Dispose();

    public void Dispose()
    {
        _services.Dispose();
        _database.Dispose();
        _mosquitto.Dispose();
    }

    [Fact]
    public async Task It_is_left_out_of_the_cluster_once_its_signs_of_life_cease()
    {
        await using var a = await StartAsync("a");
        await using var b = await StartAsync("b");
        var venues = Venues("a");
        await using var venue = venues.All.Single();
        await venue.TakeRequestsAsync(_ => throw new InvalidOperationException("Nobody asks."), Stop);
        await venue.StartAsync((_, _) => throw new InvalidOperationException("Nobody asks."), (_, _) => [], Stop);
        using var watch = new NodeWatch(venues, a.Services.GetRequiredService<Cluster>(), TimeProvider.System, NullLogger<NodeWatch>.Instance);
        await watch.StartAsync(Stop);

        await GiveSignsAsync("b", beside: "a");
        await Eventually.TrueAsync(() => b.IsEnding, Stop);
        Assert.False(a.IsEnding);
        await watch.StopAsync(Stop);
        await b.KillAsync();
    }

    Task<ShardNode> StartAsync(string node) =>
        ShardNode.StartAsync(new ClusterSettings { Node = node, Port = FreePort.Next() }, _database, Stop);

    VenueLinks Venues(string node)
    {
        var keys = new KeyRing("demo");
        keys.Generate(PartyNames.MatcherOf(PartyNames.Default, node));
        var tools = new VenueTools(
            new HostCipher(), TimeProvider.System, new MatcherMetrics(_services.GetRequiredService<IMeterFactory>()), NullLogger.Instance);
        return new VenueLinks([(new VenueSettings { Party = RelyingParty.Ticketing, Broker = { Port = _mosquitto.Port } }, keys)], tools, null, node);
    }

    // A few, one for each of the other node, which has heard it in time after those.
    async Task GiveSignsAsync(string node, string beside)
    {
        await using var link = new ServiceLink(new ServiceLinkOptions { Port = _mosquitto.Port, ClientId = node }, NullLogger.Instance);
        var heard = 0;
        await link.SubscribeAsync(SignsOf + beside, (_, _) =>
        {
            Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        }, Stop);
        await link.StartAsync(Stop);
        await link.WaitConnectedAsync(Stop);
        for (var sign = 0; sign < 4; sign++)
        {
            var before = Volatile.Read(ref heard);
            Assert.True(await link.PublishAsync(SignsOf + node, InTime, Stop));
            await Eventually.TrueAsync(() => Volatile.Read(ref heard) > before, Stop);
        }
    }
}
