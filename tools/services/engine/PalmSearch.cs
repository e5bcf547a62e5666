using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// A search of the gallery as it was when the search began, in ever closer comparisons of all templates: each runs when the caller
/// asks for its result. Not thread-safe.
/// </summary>
public sealed class PalmSearch
{
    // Of 18,977 captures whose palms have the threshold among 20,000, the fine search alone finds 19, all among the first 113 by coarse score.
    const int LeastCandidates = 128;
    const int TemplatesPerCandidate = 256;

    // Nine in ten guests' captures have one of their palm's two templates among the first eight of 40,000.
    const int Glanced = 8;

    // Below this number a second core is more useful to the next probe.
    const int TemplatesPerThread = 65_536;

    readonly Snapshot _snapshot;
    readonly Probe _probe;
    readonly Kernels _kernels;
    readonly int _threads;
    readonly int _candidates;
    ulong[]? _coarse;
    CoarseChoice? _chosen;

    /// <summary>Starts a search.</summary>
    internal PalmSearch(Snapshot snapshot, Probe probe, Kernels kernels, int threads)
    {
        (_snapshot, _probe, _kernels) = (snapshot, probe, kernels);
        _threads = Math.Min(threads, 1 + snapshot.TemplateCount / TemplatesPerThread);
        _candidates = Math.Max(LeastCandidates, snapshot.TemplateCount / TemplatesPerCandidate);
    }

    /// <summary>
    /// The few palms that a glance at all templates ranks highest, best first; none in a small gallery. Which of equal ones is left
    /// out depends on the order of the templates.
    /// </summary>
    public IEnumerable<long> AtAGlance
    {
        get
        {
            if (IsSmall)
            {
                return [];
            }

            var lowest = new LowestScores(Glanced);
            var glance = GlanceTemplate.OfProbe(Coarse);
            for (var i = 0; i < _snapshot.Segments.Length; i++)
            {
                _kernels.Glance(_snapshot.Segments[i], glance, i * Segment.Capacity, lowest);
            }

            return PalmsOf(lowest.Templates);
        }
    }

    /// <summary>The few palms that the coarse comparison ranks highest, best first; none in a small gallery.</summary>
    public IEnumerable<long> MostPromising => IsSmall ? [] : PalmsOf(Chosen.Templates.AsSpan(0, Chosen.Few));

    // The gallery is so small that there is nothing to choose.
    bool IsSmall => _candidates >= _snapshot.TemplateCount;

    /// <summary>The coarse forms of the probe's alignments.</summary>
    internal ulong[] Coarse => _coarse ??= CoarseTemplate.OfProbe(_probe);

    CoarseChoice Chosen => _chosen ??= CoarseSearch.Choose(_snapshot.Segments, Coarse, _kernels, _candidates, _threads);

    /// <summary>
    /// The given number of nearest palms among those that the coarse comparison has kept, nearest first, equal distances by
    /// palm.
    /// </summary>
    public FoundPalm[] Nearest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var query = new Query(_probe);
        var nearest = IsSmall
            ? FineSearch.Search(_snapshot.Segments, query, _kernels, count, _threads)
            : FineSearch.Search(_snapshot.Segments, Chosen.Templates, query, _kernels, count, _threads);
        return nearest.Palms.ToArray();
    }

    long[] PalmsOf(ReadOnlySpan<int> templates)
    {
        var palms = new List<long>(templates.Length);
        foreach (var template in templates)
        {
            var palm = _snapshot.PalmOf(template);
            if (!palms.Contains(palm))
            {
                palms.Add(palm);
            }
        }

        return [.. palms];
    }
}
