using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// A shard of everybody's palms in the memory of this process. It is loaded from the store, and kept in step with it by the log of changes.
/// </summary>
public sealed class PopulationShard(PalmStore store, Shard shard) : IPopulationShard, IDisposable
{
    readonly Lock _change = new();
    readonly Population _population = new(store, shard);
    readonly ChangeCursor _cursor = new(store.Changes);
    readonly LeavingPalms _leaving = new(store.Time);
    volatile IReadOnlyList<UnusableRecord> _unusable = [];
    volatile bool _isDisposed;
    Task _loading = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ShardReply?> SearchAsync(byte[] probe, long change)
    {
        if (VeinTemplate.TryParse(probe, out var template) is var status && status != TemplateStatus.Ok)
        {
            throw new ArgumentException($"The probe is no template: {status}.", nameof(probe));
        }

        return await Task.Run(() => Search(template!, change));
    }

    /// <inheritdoc/>
    public Task<ShardCohort> CohortAsync()
    {
        var own = _population.Loaded?.Cohort ?? new OwnCohort([]);
        return Task.FromResult(new ShardCohort(own.Mark,
            [.. own.Palms.Select(palm => new CohortPalm(palm.Palm, [.. palm.Templates.Select(template => template.ToBytes())]))]));
    }

    /// <inheritdoc/>
    public Task LeaveAsync(long[] palms, long change) => Task.Run(() =>
    {
        lock (_change)
        {
            _leaving.Add(palms);
            _population.Remove(palms);
        }

        FollowTo(change);
    });

    /// <inheritdoc/>
    public async Task<ShardState> StateAsync(long change)
    {
        lock (_change)
        {
            _loading = !_population.IsLoaded && _loading.IsCompleted ? Task.Run(Load) : _loading;
        }

        await Task.Run(() => FollowTo(change));
        return new ShardState(_population.IsLoaded, _population.PalmCount, _population.TemplateCount,
            _population.Loaded?.Cohort.Mark ?? 0, _unusable);
    }

    /// <summary>Ends loading.</summary>
    public void Dispose() => _isDisposed = true;

    // Some at a time, so that palms may leave meanwhile. A database that does not answer ends it; the next time goes on from there.
    void Load()
    {
        while (!_population.IsLoaded && !_isDisposed)
        {
            lock (_change)
            {
                _cursor.Begin();
                _unusable = [.. _unusable, .. _population.LoadSome()];
                _population.Remove(_leaving.Palms);
            }
        }
    }

    ShardReply? Search(VeinTemplate probe, long change)
    {
        FollowTo(change);
        if (_population.Loaded is not { } palms)
        {
            return null;
        }

        var nearest = palms.Nearest(probe);
        return new ShardReply(nearest?.Palm, nearest?.Distance ?? 1, nearest?.Templates ?? 0, nearest?.IsCopy == true, palms.PalmCount,
            palms.Cohort.Mark);
    }

    // What is loaded later has seen the change anyway.
    void FollowTo(long change)
    {
        if (_cursor.Followed >= change)
        {
            return;
        }

        lock (_change)
        {
            if (!_cursor.Begin() && !_cursor.Follow(TakeOver))
            {
                _population.StartOver();
                _unusable = [];
            }
        }
    }

    void TakeOver(IReadOnlyList<Change> changes)
    {
        foreach (var person in changes.Where(change => change.Palm is { } palm && shard.Has(palm)).GroupBy(change => change.Person!.Value))
        {
            if (!_population.Refresh(person.Key, [.. person.Select(change => change.Palm!.Value).Distinct()]))
            {
                _unusable = [.. _unusable.Where(record => record.Person != person.Key)];
            }
        }

        _population.Remove(_leaving.Palms);
    }
}
