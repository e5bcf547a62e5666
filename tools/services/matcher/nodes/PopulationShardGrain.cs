using System.Globalization;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Runtime;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>A copy of a shard of everybody's palms as one grain of the cluster; see <see cref="ShardKey"/>.</summary>
interface IPopulationShardGrain : IPopulationShard, IGrainWithStringKey
{
    /// <summary>Whether it is in memory, and whether it is on the node that is its place.</summary>
    Task<(bool IsLoaded, bool IsInPlace)> PlaceAsync();
}

/// <summary>Which copy of which shard a grain is: "2/3/0" is the first copy of the last of three shards.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Copy">The copy, from 0.</param>
readonly record struct ShardKey(Shard Shard, int Copy)
{
    /// <summary>The key of a grain.</summary>
    public static ShardKey Of(string text) => text.Split('/') is [var number, var count, var copy]
        ? new ShardKey(new Shard(Number(number), Number(count)), Number(copy))
        : throw new ArgumentException($"\"{text}\" is no shard.", nameof(text));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Shard.Number}/{Shard.Count}/{Copy}");

    static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>
/// A copy of a shard, in the memory of the node where it lives. Nothing of it is stored: a node that is gone is replaced by another one, which
/// loads the shard from the database. It is asked for its state once a second by every node, which has it loaded, and keeps it.
/// </summary>
[Reentrant, ShardPlacement, GrainDirectory(Directory)]
sealed class PopulationShardGrain : Grain, IPopulationShardGrain
{
    /// <summary>
    /// The directory that knows where they live. That of the other grains forgets those that were in the part of it on a node that is gone,
    /// on whichever node they live: then both copies of a shard could be lost with one node.
    /// </summary>
    public const string Directory = "shards";

    readonly ShardPlaces _places;
    readonly PopulationShard _shard;
    readonly ShardKey _key;
    readonly IReadOnlyList<(int Copy, IPopulationShardGrain Grain)> _others;
    bool _isLoaded;

    /// <summary>Begins on this node.</summary>
    public PopulationShardGrain(PalmStore store, ShardPlaces places, IGrainFactory grains, MatcherOptions options)
    {
        _key = ShardKey.Of(this.GetPrimaryKeyString());
        (_places, _shard) = (places, new PopulationShard(store, _key.Shard));
        _others = [.. Enumerable.Range(0, options.Cluster.Copies).Where(copy => copy != _key.Copy)
            .Select(copy => (copy, At(grains, _key with { Copy = copy })))];
    }

    /// <summary>All shards with their copies.</summary>
    public static PopulationShards All(IGrainFactory grains, ClusterSettings settings, double falseAcceptRate, TimeProvider time) => new(
        [
            .. Enumerable.Range(0, settings.Shards).Select(number => Enumerable.Range(0, settings.Copies)
                .Select(copy => At(grains, new ShardKey(new Shard(number, settings.Shards), copy))).ToArray()),
        ],
        falseAcceptRate, time);

    /// <inheritdoc/>
    public Task<ShardReply?> SearchAsync(byte[] probe, long change) => SendableAsync(_shard.SearchAsync(probe, change));

    /// <inheritdoc/>
    public Task<ShardCohort> CohortAsync() => SendableAsync(_shard.CohortAsync());

    /// <inheritdoc/>
    public Task LeaveAsync(long[] palms, long change)
    {
        return SendableAsync(ConfirmAsync());

        async Task<bool> ConfirmAsync()
        {
            await _shard.LeaveAsync(palms, change);
            return true;
        }
    }

    /// <inheritdoc/>
    public Task<ShardState> StateAsync(long change) => SendableAsync(KeepAsync(change));

    /// <inheritdoc/>
    public Task<(bool IsLoaded, bool IsInPlace)> PlaceAsync() => Task.FromResult((_isLoaded, _places.IsHere(_key)));

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shard.Dispose();
        _places.GiveRoom(_key);
        return Task.CompletedTask;
    }

    // Nodes understand Orleans' exceptions from each other, and no others of ours.
    static async Task<T> SendableAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception e) when (e is not OrleansException)
        {
            throw new OrleansException(e.Message);
        }
    }

    async Task<ShardState> KeepAsync(long change)
    {
        if (!_isLoaded)
        {
            TakePlace();
        }

        var state = await _shard.StateAsync(change);
        _isLoaded = state.IsLoaded;
        if (_isLoaded && !_places.IsHere(_key) && await MayMoveAsync())
        {
            MigrateOnIdle();
        }

        return state;
    }

    // It may have begun on a node that is not its place any more, or has no room for it: then nothing is loaded. It has to migrate: if it only
    // ended, whoever remembers this node as its place would have it begin here again, for ever.
    void TakePlace()
    {
        var which = $"{_key.Copy + 1} of shard {_key.Shard.Number + 1} of {_key.Shard.Count} of everybody's palms";
        if (!_places.IsHere(_key))
        {
            MigrateOnIdle();
            throw new PopulationException($"Copy {which} moves to another node.");
        }

        if (!_places.TakeRoom(_key))
        {
            throw new PopulationException($"No node has room for copy {which}.");
        }
    }

    // A node that has come back gets its shards back, one copy after the other, so that there is always one to ask.
    async Task<bool> MayMoveAsync()
    {
        try
        {
            foreach (var (copy, grain) in _others)
            {
                var (isLoaded, isInPlace) = await grain.PlaceAsync();
                if (!isLoaded || (copy < _key.Copy && !isInPlace))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return false;
        }
    }

    static IPopulationShardGrain At(IGrainFactory grains, ShardKey key) => grains.GetGrain<IPopulationShardGrain>(key.ToString());
}
