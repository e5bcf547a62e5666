namespace Pedestal.Engine;

/// <summary>
/// Chooses a gallery's own palms for its cohort: those whose numbers have the lowest hashes, whatever the order of changes. Not
/// thread-safe.
/// </summary>
sealed class CohortChoice
{
    // More than needed, so that few removals make it look through the whole gallery.
    const int Kept = 8 * Cohort.Palms;

    readonly SortedSet<(ulong Hash, long Palm)> _lowest = [];

    // Every palm of the gallery with a hash up to this one is kept.
    ulong _bound = ulong.MaxValue;

    /// <summary>The palms chosen.</summary>
    public IEnumerable<long> Palms => _lowest.Take(Cohort.Palms).Select(entry => entry.Palm);

    /// <summary>Adds a palm of the gallery; one that is known already stays.</summary>
    public void Add(long palm)
    {
        var hash = Hash(palm);
        if (hash <= _bound && _lowest.Add((hash, palm)) && _lowest.Count > Kept)
        {
            while (_lowest.Count > Kept / 2)
            {
                _lowest.Remove(_lowest.Max);
            }

            _bound = _lowest.Max.Hash;
        }
    }

    /// <summary>Removes a palm; the others are those that stay in the gallery.</summary>
    public void Remove(long palm, IEnumerable<long> others)
    {
        if (_lowest.Remove((Hash(palm), palm)) && _lowest.Count < Cohort.Palms && _bound < ulong.MaxValue)
        {
            _bound = ulong.MaxValue;
            foreach (var other in others)
            {
                Add(other);
            }
        }
    }

    // SplitMix64's mixing function: neighbouring numbers, as of one family's palms, get unrelated hashes.
    static ulong Hash(long palm)
    {
        var z = (ulong)palm + 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
