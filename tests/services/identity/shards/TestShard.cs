using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Identity.Tests;

/// <summary>A shard that can be lost.</summary>
sealed class TestShard(PalmStore store, Shard shard) : IPopulationShard
{
    readonly PopulationShard _shard = new(store, shard);

    /// <summary>Takes the place of its replies: a fault, or a task that does not end.</summary>
    public Task? Fault { get; set; }

    /// <summary>Happens before a search.</summary>
    public Action Searching { get; set; } = () => { };

    public async Task<ShardReply?> SearchAsync(byte[] probe, long change)
    {
        Searching();
        await (Fault ?? Task.CompletedTask);
        return await _shard.SearchAsync(probe, change);
    }

    public async Task<ShardCohort> CohortAsync()
    {
        await (Fault ?? Task.CompletedTask);
        return await _shard.CohortAsync();
    }

    public async Task LeaveAsync(long[] palms, long change)
    {
        await (Fault ?? Task.CompletedTask);
        await _shard.LeaveAsync(palms, change);
    }

    public async Task<ShardState> StateAsync(long change)
    {
        await (Fault ?? Task.CompletedTask);
        return await _shard.StateAsync(change);
    }

    /// <summary>Searches only this shard.</summary>
    public async Task<long?> NearestAsync(byte[] probe) => (await _shard.SearchAsync(probe, 0))?.Palm;
}

/// <summary>Three shards of a store.</summary>
static class ThreeShards
{
    public const int Count = 3;

    /// <summary>The shards, each with so many copies.</summary>
    public static TestShard[][] Of(PalmStore store, int copies = 1) =>
        [.. Enumerable.Range(0, Count).Select(number => Enumerable.Range(0, copies).Select(_ => new TestShard(store, new Shard(number, Count))).ToArray())];

    /// <summary>A register of everybody who is stored, in the shards; without a clock nothing takes it too long.</summary>
    public static async Task<PalmRegister> RegisterAsync(PalmStore store, TestShard[][] shards, TimeProvider? time = null)
    {
        var register = new PalmRegister(store, shards: new PopulationShards(
            shards, Matching.ScoreCalibration.DefaultFalseAcceptRate, time ?? new FakeTimeProvider()));
        register.FollowSchedule();
        register.LoadPopulation();
        await LoadAsync(register);
        return register;
    }

    /// <summary>Waits until all shards are loaded.</summary>
    public static Task LoadAsync(PalmRegister register) => Eventually.TrueAsync(
        async () =>
        {
            await register.CheckShardsAsync();
            return register.IsPopulationLoaded;
        },
        TestContext.Current.CancellationToken);
}
