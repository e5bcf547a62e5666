using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>The method of a search.</summary>
public enum SearchMode
{
    /// <summary>A coarse comparison of all templates, then the exact search over the best of them.</summary>
    CoarseToFine,

    /// <summary>The exact search over all templates, for tests and measurements.</summary>
    Exhaustive,
}

/// <summary>
/// Finds the nearest palms of a gallery by <see cref="RigidComparer"/>'s distance: masked Hamming distance over all
/// alignments of the probe. Searches and changes may run at the same time on any threads; a search sees the gallery as it was
/// when the search began. The result depends neither on the order of the templates nor on the number of threads.
/// </summary>
public sealed class PalmIndex
{
    readonly Lock _change = new();
    readonly Kernels _kernels;
    readonly int _threads;
    readonly bool _isCompact;
    HashSet<long> _palms = [];
    volatile Snapshot _snapshot = Snapshot.Empty;

    /// <summary>Creates an empty index that searches on all cores.</summary>
    public PalmIndex()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>Creates an empty index that searches on the given number of threads.</summary>
    public PalmIndex(int threads)
        : this(threads, Kernels.Supported[0])
    {
    }

    /// <summary>Creates an empty index that searches on all cores.</summary>
    /// <param name="isCompact">
    /// Whether each template is held only once, which saves two fifths of the memory and costs a large search little.
    /// </param>
    public PalmIndex(bool isCompact)
        : this(Environment.ProcessorCount, Kernels.Supported[0], isCompact)
    {
    }

    /// <summary>Creates an empty index that uses the given kernels.</summary>
    internal PalmIndex(int threads, Kernels kernels, bool isCompact = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _threads = threads;
        _kernels = kernels;
        _isCompact = isCompact;
    }

    /// <summary>Number of templates.</summary>
    public int TemplateCount => _snapshot.TemplateCount;

    /// <summary>Number of palms.</summary>
    public int PalmCount => _snapshot.PalmCount;

    /// <summary>Adds another template of a palm.</summary>
    public void Add(long palm, VeinTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        lock (_change)
        {
            var edit = new SnapshotEdit(_snapshot, _isCompact);
            edit.Add(palm, template);
            _palms.Add(palm);
            _snapshot = edit.ToSnapshot(_palms.Count);
        }
    }

    /// <summary>Adds many templates as one change.</summary>
    public void Add(IEnumerable<(long Palm, VeinTemplate Template)> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        lock (_change)
        {
            var edit = new SnapshotEdit(_snapshot, _isCompact);
            foreach (var (palm, template) in templates)
            {
                edit.Add(palm, template);
                _palms.Add(palm);
            }

            _snapshot = edit.ToSnapshot(_palms.Count);
        }
    }

    /// <summary>Replaces all templates, as when an event's palms are loaded.</summary>
    public void Load(IEnumerable<(long Palm, VeinTemplate Template)> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        lock (_change)
        {
            var edit = new SnapshotEdit(Snapshot.Empty, _isCompact);
            var palms = new HashSet<long>();
            foreach (var (palm, template) in templates)
            {
                edit.Add(palm, template);
                palms.Add(palm);
            }

            _palms = palms;
            _snapshot = edit.ToSnapshot(palms.Count);
        }
    }

    /// <summary>Removes all templates of a palm. Returns whether there were any.</summary>
    public bool Remove(long palm)
    {
        lock (_change)
        {
            if (!_palms.Remove(palm))
            {
                return false;
            }

            var edit = new SnapshotEdit(_snapshot, _isCompact);
            edit.Remove(palm);
            _snapshot = edit.ToSnapshot(_palms.Count);
            return true;
        }
    }

    /// <summary>A separate index of the same templates that searches on another number of threads.</summary>
    public PalmIndex WithThreads(int threads)
    {
        lock (_change)
        {
            return new PalmIndex(threads, _kernels, _isCompact) { _snapshot = _snapshot, _palms = [.. _palms] };
        }
    }

    /// <summary>
    /// The given number of nearest palms, nearest first, equal distances by palm; fewer if there are fewer. A palm's distance
    /// is that of its nearest template.
    /// </summary>
    public FoundPalm[] Search(Probe probe, int count, SearchMode mode = SearchMode.CoarseToFine)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (mode == SearchMode.CoarseToFine)
        {
            return Search(probe).Nearest(count);
        }

        using var query = new Query(Given(probe));
        return FineSearch.Search(_snapshot.Segments, query, _kernels, count, _threads).Palms.ToArray();
    }

    /// <summary>Starts a coarse-to-fine search that the caller takes step by step.</summary>
    public PalmSearch Search(Probe probe) => new(_snapshot, Given(probe), _kernels, _threads);

    static Probe Given(Probe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return probe;
    }
}
