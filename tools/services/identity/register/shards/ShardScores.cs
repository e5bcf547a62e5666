using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// How scores are judged where everybody's palms are in shards: by the same cohort as in one gallery, which is among the cohorts of the shards.
/// A shard's is fetched again only when its mark has changed.
/// </summary>
sealed class ShardScores(int shards, TimeProvider time)
{
    readonly SemaphoreSlim _renewing = new(1, 1);
    volatile Known _known = new([.. Enumerable.Repeat(new Cohort(0, []), shards)], ScoreNormaliser.Of(new Dictionary<long, VeinTemplate[]>()));

    /// <summary>The normaliser of the shards with these marks, each with a copy that knows its cohort.</summary>
    public async Task<ScoreNormaliser> NormaliserAsync(IReadOnlyList<(IPopulationShard Copy, long Mark)> asked)
    {
        if (_known.Fits(asked))
        {
            return _known.Normaliser;
        }

        await BeginAsync();
        try
        {
            var known = _known;
            var cohorts = await Task.WhenAll(asked.Select(
                (shard, i) => known.Cohorts[i].Mark == shard.Mark ? Task.FromResult(known.Cohorts[i]) : FetchAsync(shard.Copy, known.Cohorts[i])));
            var all = cohorts.SelectMany(cohort => cohort.Palms).ToDictionary();
            _known = new Known(cohorts, ScoreNormaliser.Of(all, known.Normaliser));
            return _known.Normaliser;
        }
        finally
        {
            _renewing.Release();
        }
    }

    async Task BeginAsync()
    {
        using var patience = new CancellationTokenSource(PopulationShards.Patience, time);
        try
        {
            await _renewing.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new PopulationException("The cohort of everybody's palms is still being read.", e);
        }
    }

    // Templates that were known before stay the same objects, so that they are not compared again.
    async Task<Cohort> FetchAsync(IPopulationShard copy, Cohort before)
    {
        ShardCohort fetched;
        try
        {
            fetched = await copy.CohortAsync().WaitAsync(PopulationShards.Patience, time);
        }
        catch (Exception e)
        {
            throw new PopulationException($"A shard's part of the cohort of everybody's palms cannot be read: {e.Message}", e);
        }

        return new Cohort(fetched.Mark, fetched.Palms.ToDictionary(palm => palm.Palm, palm =>
        {
            VeinTemplate[] templates = [.. palm.Templates.Select(Parse)];
            return before.Palms.TryGetValue(palm.Palm, out var known) && known.Length == templates.Length
                && known.Zip(templates).All(pair => pair.First.Planes.SequenceEqual(pair.Second.Planes)) ? known : templates;
        }));
    }

    static VeinTemplate Parse(byte[] bytes) => VeinTemplate.TryParse(bytes, out var template) is TemplateStatus.Ok
        ? template!
        : throw new PopulationException("A shard of everybody's palms has a template that cannot be compared.");

    sealed record Cohort(long Mark, Dictionary<long, VeinTemplate[]> Palms);

    sealed record Known(IReadOnlyList<Cohort> Cohorts, ScoreNormaliser Normaliser)
    {
        public bool Fits(IReadOnlyList<(IPopulationShard Copy, long Mark)> shards) =>
            shards.Select(shard => shard.Mark).SequenceEqual(Cohorts.Select(cohort => cohort.Mark));
    }
}
