namespace Pedestal.Identity;

/// <summary>
/// Palms that are about to be deleted: what is read from the store meanwhile must not bring them back. One thread at a time uses it.
/// </summary>
sealed class LeavingPalms(TimeProvider time)
{
    // Longer than any deletion takes from the galleries to the store, and its change back to every gallery.
    static readonly TimeSpan Leaving = TimeSpan.FromMinutes(1);

    readonly Dictionary<long, long> _since = [];

    /// <summary>The palms.</summary>
    public IReadOnlyCollection<long> Palms
    {
        get
        {
            foreach (var (palm, since) in _since)
            {
                if (time.GetElapsedTime(since) > Leaving)
                {
                    _since.Remove(palm);
                }
            }

            return [.. _since.Keys];
        }
    }

    /// <summary>Adds palms.</summary>
    public void Add(IReadOnlyList<long> palms)
    {
        foreach (var palm in palms)
        {
            _since[palm] = time.GetTimestamp();
        }
    }
}
