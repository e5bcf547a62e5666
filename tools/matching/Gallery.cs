namespace Pedestal.Matching;

/// <summary>What a search found.</summary>
/// <param name="Palm">The palm found, or null when no palm reaches the threshold.</param>
/// <param name="Score">Score of the nearest palm; a score of s means a false-match rate of about 10^(-s/10).</param>
/// <param name="Distance">Distance of the nearest palm, 0 to 1; 1 for an empty gallery.</param>
public readonly record struct MatchResult(long? Palm, int Score, double Distance);

/// <summary>
/// The event's enrolled palms in memory. Searches and changes may run at the same time: a search sees the gallery as it
/// was when it began.
/// </summary>
/// <param name="falseAcceptRate">Share of strangers' attempts that may be accepted, above 0 and up to 0.1.</param>
public sealed class Gallery(double falseAcceptRate = ScoreCalibration.DefaultFalseAcceptRate)
{
    /// <summary>The highest share of false acceptances that may be asked for.</summary>
    public const double HighestFalseAcceptRate = 0.1;

    readonly double _falseAcceptRate = falseAcceptRate is > 0 and <= HighestFalseAcceptRate
        ? falseAcceptRate
        : throw new ArgumentOutOfRangeException(nameof(falseAcceptRate), falseAcceptRate,
            $"A false-accept rate is above 0 and at most {HighestFalseAcceptRate}.");

    // Palms that the rigid search passes on: the right one is hardly ever not its first.
    const int Candidates = 16;

    readonly Lock _change = new();
    volatile Entry[] _entries = [];

    /// <summary>Number of templates.</summary>
    public int TemplateCount => _entries.Sum(e => e.Templates.Length);

    /// <summary>Number of palms.</summary>
    public int PalmCount => _entries.Length;

    /// <summary>Adds one more template of a palm.</summary>
    public void Add(long palm, VeinTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        lock (_change)
        {
            var known = Array.FindIndex(_entries, e => e.Palm == palm);
            if (known < 0)
            {
                _entries = [.. _entries, new Entry(palm, [template])];
                return;
            }

            var entries = (Entry[])_entries.Clone();
            entries[known] = new Entry(palm, [.. entries[known].Templates, template]);
            _entries = entries;
        }
    }

    /// <summary>Replaces the whole gallery, as when an event's palms are loaded.</summary>
    public void Load(IEnumerable<(long Palm, VeinTemplate Template)> templates)
    {
        lock (_change)
        {
            _entries = [.. templates.GroupBy(t => t.Palm, t => t.Template).Select(g => new Entry(g.Key, [.. g]))];
        }
    }

    /// <summary>Removes all templates of a palm.</summary>
    public void Remove(long palm)
    {
        lock (_change)
        {
            _entries = [.. _entries.Where(e => e.Palm != palm)];
        }
    }

    /// <summary>Searches all palms for the probe. Ties go to the lower palm, whatever the order of enrolment.</summary>
    public MatchResult Identify(VeinTemplate probe)
    {
        var entries = _entries;
        if (entries.Length == 0)
        {
            return new MatchResult(null, 0, 1);
        }

        var prepared = new Probe(probe);
        var candidates = Nearest(entries, Candidates, palm => RigidComparer.Distance(prepared, palm));
        var (best, distance) = Nearest(
            candidates.Select(found => found.Entry), 1, palm => PalmComparer.Distance(prepared, palm))[0];
        var score = ScoreCalibration.Score(distance);
        var accepted = score >= ScoreCalibration.Threshold(entries.Length, _falseAcceptRate);
        return new MatchResult(accepted ? best.Palm : null, score, distance);
    }

    static (Entry Entry, double Distance)[] Nearest(
        IEnumerable<Entry> entries, int count, Func<VeinTemplate[], double> distance) =>
    [
        .. entries.AsParallel().Select(entry => (Entry: entry, Distance: distance(entry.Templates)))
            .OrderBy(found => found.Distance).ThenBy(found => found.Entry.Palm).Take(count),
    ];

    sealed record Entry(long Palm, VeinTemplate[] Templates);
}
