using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// A search of a gallery as it was when the search began: a quick look at all templates, then whatever of it the
/// caller wants. For one thread.
/// </summary>
public sealed class PalmSearch
{
    // Of 10,000 phantom probes 4 have their palm's nearest template behind the first 590 of 20,000 (coarse scores).
    const int LeastCandidates = 512;
    const int TemplatesPerCandidate = 256;

    // Below, a second core is of more use to the next probe.
    const int TemplatesPerThread = 65_536;

    readonly Snapshot _snapshot;
    readonly Probe _probe;
    readonly Kernels _kernels;
    readonly int _threads;
    readonly CoarseChoice? _chosen;

    /// <summary>Takes the quick look, unless the gallery is so small that there is nothing to choose.</summary>
    internal PalmSearch(Snapshot snapshot, Probe probe, Kernels kernels, int threads)
    {
        (_snapshot, _probe, _kernels) = (snapshot, probe, kernels);
        _threads = Math.Min(threads, 1 + snapshot.TemplateCount / TemplatesPerThread);
        var candidates = Math.Max(LeastCandidates, snapshot.TemplateCount / TemplatesPerCandidate);
        if (candidates < snapshot.TemplateCount)
        {
            _chosen = CoarseSearch.Choose(snapshot.Segments, CoarseCode.OfProbe(probe), kernels, candidates, _threads);
        }
    }

    /// <summary>
    /// The palms that the quick look holds most promising, a few, the most promising first; none in a small gallery.
    /// </summary>
    public IEnumerable<long> MostPromising => _chosen is not { } chosen ? []
        : chosen.Templates.Take(chosen.Few).Select(_snapshot.PalmOf).Distinct();

    /// <summary>
    /// The nearest so many palms of all that the quick look has left, nearest first, equal distances by palm.
    /// </summary>
    public FoundPalm[] Nearest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var query = new Query(_probe);
        var nearest = _chosen is { } chosen
            ? FineSearch.Search(_snapshot.Segments, chosen.Templates, query, _kernels, count, _threads)
            : FineSearch.Search(_snapshot.Segments, query, _kernels, count, _threads);
        return nearest.Palms.ToArray();
    }
}
