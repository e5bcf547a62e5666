using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <content>Where everybody's palms are searched: here or in shards.</content>
public sealed partial class PalmRegister
{
    /// <summary>Why not everybody's palms can be asked now, where they are in shards; null if nothing is known.</summary>
    public string? PopulationFault => shards?.Fault;

    /// <summary>Palms and templates of everybody in memory, here or in shards.</summary>
    public (int Palms, int Templates) PopulationCounts =>
        shards is null ? (Population.PalmCount, Population.TemplateCount) : (shards.PalmCount, shards.TemplateCount);

    /// <summary>
    /// Searches everybody, as of every change behind <see cref="Population.Additions"/> when it is called, or a later one.
    /// </summary>
    /// <exception cref="PopulationException">Not everybody's palms can be asked now.</exception>
    public Task<MatchResult> IdentifyAsync(VeinTemplate probe) =>
        shards is null ? Task.FromResult(Population.Identify(probe)) : shards.IdentifyAsync(probe, Followed);

    /// <summary>Has shards that are not in memory loaded; call it often.</summary>
    public Task CheckShardsAsync() => shards?.CheckAsync(Followed) ?? Task.CompletedTask;

    // Never older than the additions that were counted: both move under the lock.
    long Followed
    {
        get
        {
            lock (_change)
            {
                return _memory.Followed;
            }
        }
    }

    // What is deleted is gone from every shard before anybody is told so, also from one that was loaded meanwhile.
    void FollowInShards()
    {
        if (shards is not null)
        {
            FollowChanges();
            TellShards([]);
        }
    }

    // The caller holds nothing that the shards wait for. It may be a grain, whose thread must not be needed for the replies.
    void TellShards(IReadOnlyList<long> palms)
    {
        if (shards is not null)
        {
            var change = Followed;
            Task.Run(() => shards.LeaveAsync(palms, change)).GetAwaiter().GetResult();
        }
    }
}
