using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// A shard of everybody's palms in the memory of this process. It is loaded from the store, and kept in step with it by the log of changes.
/// </summary>
public sealed class PopulationShard(PalmStore store, Shard shard) : IPopulationShard, IDisposable
{
    // Less than whoever waits for a deletion has.
    static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);

    readonly Lock _change = new();
    readonly Population _population = new(store, shard);
    readonly ChangeCursor _cursor = new(store.Changes);
    readonly LeavingPalms _leaving = new(store.Time);
    volatile IReadOnlyList<UnusableRecord> _unusable = [];
    volatile bool _isDisposed;
    volatile string? _fault;
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
    public Task<ShardCohort> CohortAsync() => _population.Loaded?.Cohort is { } own
        ? Task.FromResult(new ShardCohort(own.Mark,
            [.. own.Palms.Select(palm => new CohortPalm(palm.Palm, [.. palm.Templates.Select(template => template.ToBytes())]))]))
        : Task.FromException<ShardCohort>(new PopulationException("It is being loaded."));

    /// <inheritdoc/>
    public Task LeaveAsync(long[] palms, long change) => Task.Run(() =>
    {
        if (!TryChange(LeavePatience, () =>
        {
            _leaving.Add(palms);
            _population.Remove(palms);
            Follow(change);
        }))
        {
            throw new PopulationException("It is busy reading from the database.");
        }
    });

    /// <inheritdoc/>
    public Task<ShardState> StateAsync(long change) => Task.Run(() =>
    {
        // Otherwise it is being loaded, or follows already.
        TryChange(TimeSpan.Zero, () =>
        {
            _loading = !_population.IsLoaded && _loading.IsCompleted ? Task.Run(Load) : _loading;
            Follow(change);
        });
        return _population.Loaded is null && _fault is { } fault
            ? throw new PopulationException($"It cannot be loaded: {fault}")
            : new ShardState(_population.IsLoaded, _population.PalmCount, _population.TemplateCount,
                _population.Loaded?.Cohort.Mark ?? 0, _unusable);
    });

    /// <summary>Ends loading.</summary>
    public void Dispose() => _isDisposed = true;

    // Some at a time, so that palms may leave meanwhile. A database that does not answer ends it; the next time goes on from there.
    void Load()
    {
        try
        {
            while (!_population.IsLoaded && !_isDisposed)
            {
                lock (_change)
                {
                    _cursor.Begin();
                    _unusable = [.. _unusable, .. _population.LoadSome()];
                    _population.Remove(_leaving.Palms);
                }

                _fault = null;
            }
        }
        catch (Exception e)
        {
            _fault = e.Message;
        }
    }

    ShardReply? Search(VeinTemplate probe, long change)
    {
        if (!_population.IsLoaded)
        {
            return null;
        }

        if (_cursor.Followed < change && !TryChange(PopulationShards.Patience, () => Follow(change)))
        {
            throw new PopulationException("It is behind the log of changes.");
        }

        // It may have begun again.
        if (_population.Loaded is not { } palms)
        {
            return null;
        }

        var nearest = palms.Nearest(probe);
        return new ShardReply(nearest?.Palm, nearest?.Distance ?? 1, nearest?.Templates ?? 0, nearest?.IsCopy == true, palms.PalmCount,
            palms.Cohort.Mark);
    }

    // No thread of the process waits for long behind a read from the store; false if the work is not done.
    bool TryChange(TimeSpan patience, Action work)
    {
        if (!_change.TryEnter(patience))
        {
            return false;
        }

        try
        {
            work();
            return true;
        }
        finally
        {
            _change.Exit();
        }
    }

    // What is loaded later has seen the change anyway.
    void Follow(long change)
    {
        if (_cursor.Followed < change && !_cursor.Begin())
        {
            _cursor.Follow(TakeOver, StartOver);
        }
    }

    void StartOver()
    {
        _population.StartOver();
        _unusable = [];
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
