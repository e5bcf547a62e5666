using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// The palms of everybody who is enrolled, or a shard of them: where a palm is searched that is to be enrolled or deleted. Only one change
/// at a time; the caller sees to that. Searches may go on.
/// </summary>
public sealed class Population
{
    const int PalmsAtOnce = 5_000;

    readonly PalmStore _store;
    readonly Shard _shard;
    readonly double _falseAcceptRate;
    Gallery _gallery;
    int _additions;
    long _loadedTo;
    volatile Gallery? _loaded;

    /// <summary>Creates it; nobody is loaded.</summary>
    internal Population(PalmStore store, Shard shard, double falseAcceptRate = ScoreCalibration.DefaultFalseAcceptRate)
    {
        (_store, _shard, _falseAcceptRate) = (store, shard, falseAcceptRate);
        _gallery = Empty();
    }

    /// <summary>Whether everybody is loaded; until then it must not be asked.</summary>
    public bool IsLoaded => _loaded is not null;

    /// <summary>Number of palms in memory.</summary>
    public int PalmCount => Volatile.Read(ref _gallery).PalmCount;

    /// <summary>Number of templates in memory.</summary>
    public int TemplateCount => Volatile.Read(ref _gallery).TemplateCount;

    /// <summary>Grows with every palm that is added, whoever has it in memory: a search before that may have missed it.</summary>
    public int Additions => Volatile.Read(ref _additions);

    /// <summary>The palms once all are loaded; null before.</summary>
    internal Gallery? Loaded => _loaded;

    /// <summary>Searches everybody.</summary>
    /// <exception cref="PopulationException">Not everybody is loaded.</exception>
    public MatchResult Identify(VeinTemplate probe) =>
        _loaded?.Identify(probe) ?? throw new PopulationException("Not everybody's palms are loaded yet; that goes on by itself.");

    /// <summary>Loads some more, until everybody is loaded.</summary>
    /// <returns>Records that cannot be used.</returns>
    internal IReadOnlyList<UnusableRecord> LoadSome()
    {
        if (_shard == Shard.None || _store.Templates.ReadPage(_loadedTo, PalmsAtOnce, _shard) is not var (stored, last))
        {
            _loaded = _gallery;
            return [];
        }

        _gallery.Add(stored.Templates);
        Interlocked.Increment(ref _additions);
        _loadedTo = last;
        return stored.Unusable;
    }

    /// <summary>Takes over what has become of a person's palms; false if nothing of the person is stored any more.</summary>
    internal bool Refresh(long person, IReadOnlyCollection<long> changed)
    {
        var stored = _store.Templates.ReadPerson(person).Templates;
        Remove(changed);

        // While everybody is being loaded, the others come from the store anyway.
        _gallery.Add([.. stored.Where(entry => changed.Contains(entry.Palm) && _shard.Has(entry.Palm) && (IsLoaded || entry.Palm <= _loadedTo))]);
        if (stored.Any(entry => changed.Contains(entry.Palm)))
        {
            Interlocked.Increment(ref _additions);
        }

        return stored.Count > 0;
    }

    /// <summary>Removes palms.</summary>
    internal void Remove(IEnumerable<long> palms)
    {
        foreach (var palm in palms.Where(_shard.Has))
        {
            _gallery.Remove(palm);
        }
    }

    /// <summary>Begins again with nobody.</summary>
    internal void StartOver()
    {
        _loaded = null;
        _loadedTo = 0;
        Volatile.Write(ref _gallery, Empty());
        Interlocked.Increment(ref _additions);
    }

    Gallery Empty() => new(_falseAcceptRate, isCompact: true);
}
