using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// A search of a gallery as it was when the search began, by closer and closer looks at all templates: each is taken when the
/// caller wants what it finds. For one thread.
/// </summary>
public sealed class PalmSearch
{
    // Of 10,000 phantom probes 4 have their palm's nearest template behind the first 590 of 20,000 (coarse scores).
    const int LeastCandidates = 512;
    const int TemplatesPerCandidate = 256;

    // Nine in ten probes that leave no doubt have one of their palm's two among the first eight of 40,000.
    const int Glanced = 8;

    // Below, a second core is of more use to the next probe.
    const int TemplatesPerThread = 65_536;

    readonly Snapshot _snapshot;
    readonly Probe _probe;
    readonly Kernels _kernels;
    readonly int _threads;
    readonly int _candidates;
    ulong[]? _codes;
    CoarseChoice? _chosen;

    /// <summary>Begins a search.</summary>
    internal PalmSearch(Snapshot snapshot, Probe probe, Kernels kernels, int threads)
    {
        (_snapshot, _probe, _kernels) = (snapshot, probe, kernels);
        _threads = Math.Min(threads, 1 + snapshot.TemplateCount / TemplatesPerThread);
        _candidates = Math.Max(LeastCandidates, snapshot.TemplateCount / TemplatesPerCandidate);
    }

    /// <summary>
    /// The palms that a glance at all templates holds most promising, a few, the most promising first; none in a small gallery.
    /// Which one of equals is left out depends on the order of the templates.
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
            var codes = GlanceCode.OfProbe(Codes);
            for (var i = 0; i < _snapshot.Segments.Length; i++)
            {
                _kernels.Glance(_snapshot.Segments[i], codes, i * Segment.Capacity, lowest);
            }

            return PalmsOf(lowest.Templates);
        }
    }

    /// <summary>
    /// The palms that the quick look holds most promising, a few, the most promising first; none in a small gallery.
    /// </summary>
    public IEnumerable<long> MostPromising => IsSmall ? [] : PalmsOf(Chosen.Templates.AsSpan(0, Chosen.Few));

    // In so small a gallery there is nothing to choose.
    bool IsSmall => _candidates >= _snapshot.TemplateCount;

    ulong[] Codes => _codes ??= CoarseCode.OfProbe(_probe);

    CoarseChoice Chosen => _chosen ??= CoarseSearch.Choose(_snapshot.Segments, Codes, _kernels, _candidates, _threads);

    /// <summary>
    /// The nearest so many palms of all that the quick look has left, nearest first, equal distances by palm.
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
