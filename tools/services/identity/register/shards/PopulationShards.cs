using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// Everybody's palms in shards, each with its copies. A search asks all shards, and the nearest palm of all is judged as if it had been found in
/// one gallery. Where one shard does not reply in time, there is no result: nobody is taken for new who may be known.
/// </summary>
/// <param name="shards">The shards, each with its copies.</param>
/// <param name="falseAcceptRate">Share of strangers' attempts that may be accepted; see <see cref="Gallery"/>.</param>
/// <param name="time">The clock.</param>
public sealed class PopulationShards(
    IReadOnlyList<IReadOnlyList<IPopulationShard>> shards, double falseAcceptRate, TimeProvider time)
{
    /// <summary>How long a copy may take before the next one is asked, too.</summary>
    public static readonly TimeSpan BeforeNext = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the last copy may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Copies that are gone are noticed within this time, and then loaded elsewhere.
    static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(3);

    readonly ShardScores _scores = new(shards.Count, time);
    volatile IReadOnlyList<ShardState?> _states = [null];

    /// <summary>Whether each shard was in memory somewhere when that was checked last.</summary>
    public bool IsLoaded => _states.All(state => state is not null);

    /// <summary>Why a copy could not be asked when that was tried last; null if all could.</summary>
    public string? Fault { get; private set; }

    /// <summary>Number of palms.</summary>
    public int PalmCount => _states.Sum(state => state?.Palms ?? 0);

    /// <summary>Number of templates.</summary>
    public int TemplateCount => _states.Sum(state => state?.Templates ?? 0);

    /// <summary>Stored records that cannot be used.</summary>
    public IEnumerable<UnusableRecord> Unusable => _states.SelectMany(state => state?.Unusable ?? []);

    /// <summary>Searches everybody, as of the given change or a later one.</summary>
    /// <exception cref="PopulationException">A shard does not reply in time.</exception>
    public async Task<MatchResult> IdentifyAsync(VeinTemplate probe, long change)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var bytes = probe.ToBytes();
        var found = await Task.WhenAll(shards.Select((copies, number) => FirstAsync(number, copies, bytes, change)));
        var normaliser = await _scores.NormaliserAsync([.. found.Select(shard => (shard.Copy, shard.Reply.Cohort))]);
        var nearest = found.Select(shard => shard.Reply).Where(reply => reply.Palm is not null)
            .OrderBy(reply => reply.Distance).ThenBy(reply => reply.Palm).FirstOrDefault();
        if (nearest is null)
        {
            return new MatchResult(null, 0, 1);
        }

        using var prepared = new Probe(probe);
        var score = normaliser.Score(normaliser.Nearness(normaliser.Of(prepared), nearest.Distance, nearest.Templates));
        var threshold = ScoreCalibration.Threshold(found.Sum(shard => shard.Reply.Palms), falseAcceptRate);
        return new MatchResult(score >= threshold ? nearest.Palm : null, score, nearest.Distance, nearest.IsCopy);
    }

    /// <summary>
    /// Takes palms out of every copy, because they are about to be deleted, and what has changed up to the given change.
    /// </summary>
    /// <exception cref="PopulationException">A copy does not confirm it, and may still have them.</exception>
    public async Task LeaveAsync(IReadOnlyList<long> palms, long change)
    {
        long[] leaving = [.. palms];
        try
        {
            await Task.WhenAll(shards.SelectMany(copies => copies).Select(copy => copy.LeaveAsync(leaving, change))).WaitAsync(LeavePatience, time);
        }
        catch (Exception e)
        {
            throw new PopulationException($"Not every copy of everybody's palms could be told of a deletion: {e.Message} It is tried again.", e);
        }
    }

    /// <summary>Asks every copy how far it is, which has it loaded where it was lost; call it often.</summary>
    public async Task CheckAsync(long change)
    {
        string? fault = null;
        var all = await Task.WhenAll(shards.Select(copies => Task.WhenAll(copies.Select(StateAsync))));
        Fault = fault;
        _states = [.. all.Select(copies => copies.Select(copy => copy.State).FirstOrDefault(state => state?.IsLoaded == true))];
        if (IsLoaded)
        {
            // So that the first guest does not wait for it.
            await _scores.NormaliserAsync([.. all.Select(copies => copies.First(copy => copy.State?.IsLoaded == true))
                .Select(copy => (copy.Copy, copy.State!.Cohort))]);
        }

        async Task<(IPopulationShard Copy, ShardState? State)> StateAsync(IPopulationShard copy)
        {
            try
            {
                return (copy, await copy.StateAsync(change).WaitAsync(LeavePatience, time));
            }
            catch (Exception e)
            {
                // It is elsewhere soon.
                fault = e.Message;
                return (copy, null);
            }
        }
    }

    // The first reply of a copy that has the shard in memory.
    async Task<(IPopulationShard Copy, ShardReply Reply)> FirstAsync(
        int number, IReadOnlyList<IPopulationShard> copies, byte[] probe, long change)
    {
        var asked = new List<Task<(IPopulationShard Copy, ShardReply Reply)>>();
        Exception? fault = null;
        for (var i = 0; i < copies.Count; i++)
        {
            asked.Add(AskAsync(copies[i]));
            var delay = Task.Delay(i < copies.Count - 1 ? BeforeNext : Patience, time);
            while (asked.Count > 0)
            {
                var first = await Task.WhenAny([.. asked, delay]);
                if (first == delay)
                {
                    break;
                }

                var reply = (Task<(IPopulationShard, ShardReply)>)first;
                if (reply.IsCompletedSuccessfully)
                {
                    return await reply;
                }

                fault = reply.Exception?.InnerException;
                asked.Remove(reply);
            }
        }

        throw new PopulationException(
            $"Shard {number + 1} of {shards.Count} of everybody's palms does not reply. Until it does, nobody can enrol or be deleted by palm. "
            + fault?.Message, fault);

        async Task<(IPopulationShard, ShardReply)> AskAsync(IPopulationShard copy) =>
            (copy, await copy.SearchAsync(probe, change) ?? throw new PopulationException("It is being loaded."));
    }
}
