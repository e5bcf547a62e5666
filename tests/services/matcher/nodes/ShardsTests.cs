using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Pedestal.Identity;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Matcher.Tests;

/// <summary>Everybody's palms in three shards on three nodes of a cluster, on one PostgreSQL.</summary>
public sealed class ShardsTests : IAsyncLifetime
{
    const int Shards = 3;
    static readonly ConsentText Text = new(1, "I agree.");

    readonly TestDatabase _database = new(DatabaseEngine.Postgres);
    readonly int[] _ports = [.. Enumerable.Range(0, Shards).Select(_ => FreePort.Next()).Order()];
    readonly ShardNode[] _nodes = new ShardNode[Shards];
    int _copies;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        // Creates tables and key.
        PalmStore.Open(_database.Source, _database.File("identity.key"), TimeProvider.System).Dispose();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.OfType<ShardNode>())
        {
            await node.DisposeAsync();
        }

        _database.Dispose();
    }

    /// <summary>Without a second copy a shard that is lost is missed until it is loaded elsewhere, and nobody is said to be new meanwhile.</summary>
    [Fact]
    public async Task A_palm_is_found_whichever_node_has_it_and_by_nobody_before_the_shard_of_a_killed_node_is_back()
    {
        await StartAsync(copies: 1);
        var palms = Enumerable.Range(0, Shards).Select(guest => EnrolAt(_nodes[guest], 10 * guest)).ToArray();
        foreach (var node in _nodes)
        {
            node.Register.FollowChanges();
            for (var guest = 0; guest < Shards; guest++)
            {
                Assert.Equal(palms[guest], (await node.Register.IdentifyAsync(Probe(10 * guest))).Palm);
            }
        }

        Assert.Equal(Shards, (await PlacesAsync()).Select(place => place.Node).Distinct().Count());
        await Task.Run(() => _nodes[0].Register.DeletePersonOf(palms[1], DeletionReason.Request), Stop);
        foreach (var node in _nodes)
        {
            Assert.Null((await node.Register.IdentifyAsync(Probe(10))).Palm);
        }

        await _nodes[2].KillAsync();
        await Eventually.TrueAsync(async () => await IsFoundAsync(0, 0, palms[0]) & await IsFoundAsync(0, 20, palms[2]), Stop);
        Assert.Equal(2, (await PlacesAsync()).Select(place => place.Node).Distinct().Count());
    }

    /// <summary>With a second copy nobody waits for a killed node; when it is back, it gets its shards back.</summary>
    [Fact]
    public async Task Another_copy_replies_for_a_killed_node_which_gets_its_shards_back()
    {
        await StartAsync(copies: 2);
        var palm = EnrolAt(_nodes[0], 0);
        var before = await PlacesAsync();
        Assert.Equal(2 * Shards, before.Length);
        Assert.All(before.GroupBy(place => place.Shard), copies => Assert.Equal(2, copies.Select(copy => copy.Node).Distinct().Count()));

        await _nodes[1].KillAsync();
        await Eventually.TrueAsync(async () => await IsFoundAsync(0, 0, palm) & await IsFoundAsync(2, 0, palm), Stop);

        _nodes[1] = await NodeAsync(1);
        await Eventually.TrueAsync(
            async () => await _nodes[0].IsLoadedAsync() && await AreAllInPlaceAsync() && (await PlacesAsync()).Order().SequenceEqual(before.Order()), Stop);
        await Eventually.TrueAsync(() => IsFoundAsync(1, 0, palm), Stop);
    }

    [Fact]
    public async Task A_node_holds_no_more_copies_than_it_has_room_for_and_the_others_wait_for_another_node()
    {
        _copies = 1;
        _nodes[0] = await NodeAsync(0, shards: 2, room: 1);
        var palm = EnrolAt(_nodes[0], 0);
        await Eventually.TrueAsync(
            async () => !await _nodes[0].IsLoadedAsync() && _nodes[0].Register.PopulationCounts.Palms == 1, Stop);
        Assert.False(await _nodes[0].IsLoadedAsync());
        Assert.Contains("No node has room", _nodes[0].Register.PopulationFault, StringComparison.Ordinal);

        _nodes[1] = await NodeAsync(1, shards: 2, room: 1);
        await Eventually.TrueAsync(async () => await _nodes[0].IsLoadedAsync() && await _nodes[1].IsLoadedAsync(), Stop);
        await Eventually.TrueAsync(async () => await IsFoundAsync(0, 0, palm) & await IsFoundAsync(1, 0, palm), Stop);
        Assert.Equal(2, (await PlacesAsync()).Select(place => place.Node).Distinct().Count());
    }

    // Nobody else is found, nor said to be new, while a shard is missing.
    async Task<bool> IsFoundAsync(int node, int seed, long palm)
    {
        var register = _nodes[node].Register;
        register.FollowChanges();
        try
        {
            Assert.Equal(palm, (await register.IdentifyAsync(Probe(seed))).Palm);
            return true;
        }
        catch (PopulationException)
        {
            await register.CheckShardsAsync();
            return false;
        }
    }

    async Task StartAsync(int copies)
    {
        _copies = copies;
        for (var i = 0; i < Shards; i++)
        {
            _nodes[i] = await NodeAsync(i);
        }

        await Task.WhenAll(_nodes.Select(node => Eventually.TrueAsync(async () => await node.IsLoadedAsync() && await AreAllInPlaceAsync(), Stop)));
    }

    async Task<bool> AreAllInPlaceAsync() => (await Task.WhenAll(Enumerable.Range(0, Shards * _copies)
        .Select(i => new ShardKey(new Shard(i % Shards, Shards), i / Shards))
        .Select(key => _nodes[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IPopulationShardGrain>($"{key}").PlaceAsync())))
        .All(place => place is { IsLoaded: true, IsInPlace: true });

    Task<ShardNode> NodeAsync(int i, int shards = Shards, int room = 0) => ShardNode.StartAsync(
        new ClusterSettings { Node = $"node-{i}", Port = _ports[i], Shards = shards, Copies = _copies, Room = room }, _database, Stop);

    // The port of the node where each copy of each shard is.
    async Task<(string Shard, string Copy, int Node)[]> PlacesAsync() =>
    [
        .. (await _nodes[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
            .Where(grain => grain.GrainType.Contains(nameof(PopulationShardGrain), StringComparison.Ordinal))
            .Select(grain => (ShardKey.Of(grain.GrainId.Key.ToString()), grain.SiloAddress.Endpoint.Port))
            .Select(grain => ($"{grain.Item1.Shard}", $"{grain.Item1.Copy}", grain.Port)),
    ];

    static long EnrolAt(ShardNode node, int seed)
    {
        var store = node.Register.Store;
        var samples = new[] { (PalmSide.Left, seed), (PalmSide.Right, seed + 1) }
            .Select(palm => new EnrolmentSample(palm.Item1, TestTemplates.Palm(palm.Item2), TestTemplates.Parse(TestTemplates.Palm(palm.Item2))));
        return node.Register.Enrol(new Enrolment(
            new PartyConsent(RelyingParty.Ticketing, store.Tokens.Reserve(RelyingParty.Ticketing), new Consent(Text, DateTimeOffset.UtcNow)),
            [.. samples])).Palms[PalmSide.Left];
    }

    static VeinTemplate Probe(int seed) => TestTemplates.Parse(TestTemplates.Capture(TestTemplates.Palm(seed), seed));
}
