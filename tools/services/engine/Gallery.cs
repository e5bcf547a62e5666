using System.Collections.Concurrent;
using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>The result of a search.</summary>
/// <param name="Palm">The palm found; null when no palm reaches the threshold.</param>
/// <param name="Score">Score of the nearest palm; a score of s means a false-match rate of about 10^(-s/10).</param>
/// <param name="Distance">Distance of the nearest palm, 0 to 1; 1 for an empty gallery.</param>
/// <param name="IsCopy">
/// Whether the probe equals one of that palm's templates bit by bit, which no other capture of the palm does.
/// </param>
public readonly record struct MatchResult(long? Palm, int Score, double Distance, bool IsCopy = false);

/// <summary>The nearest palm of a gallery, whatever its score.</summary>
/// <param name="Palm">The palm.</param>
/// <param name="Distance">Its distance, 0 to 1.</param>
/// <param name="Templates">Number of its templates.</param>
/// <param name="IsCopy">See <see cref="MatchResult"/>.</param>
public readonly record struct NearestPalm(long Palm, double Distance, int Templates, bool IsCopy);

/// <summary>
/// Enrolled palms in memory: an event's, or all. Searches and changes may run at the same time: a search sees the gallery as it was
/// when the search began.
/// </summary>
/// <param name="falseAcceptRate">Share of strangers' attempts that may be accepted, above 0 and up to 0.1.</param>
/// <param name="isCompact">Whether memory matters more than a little time, as for all enrolled palms; see <see cref="PalmIndex"/>.</param>
public sealed class Gallery(double falseAcceptRate = ScoreCalibration.DefaultFalseAcceptRate, bool isCompact = false)
{
    /// <summary>The highest false-accept rate that may be set.</summary>
    public const double HighestFalseAcceptRate = 0.1;

    readonly double _falseAcceptRate = falseAcceptRate is > 0 and <= HighestFalseAcceptRate
        ? falseAcceptRate
        : throw new ArgumentOutOfRangeException(nameof(falseAcceptRate), falseAcceptRate,
            $"A false-accept rate is above 0 and at most {HighestFalseAcceptRate}.");

    // Palms passed on by the rigid search: the right one is almost always the first of them.
    const int Candidates = 8;

    // A hundredth of the false-match rate asked for: at this score it is not worth checking whether another palm is nearer still.
    const int BeyondDoubt = 20;

    // A tenth of it will do when all palms of a glance have been compared: 9 % of guests' captures have no template of their palm among
    // those of a glance at 40,000. After the coarse comparison it is 0.1 %, and the threshold will do.
    const int LittleDoubt = 10;

    // More templates than a search goes through one by one.
    const int WarmPalms = 80;

    static readonly Lazy<MatchResult> FirstSearch = new(SearchOnce);

    readonly Lock _change = new();
    volatile State _state = new(isCompact);

    /// <summary>Number of templates.</summary>
    public int TemplateCount => _state.Index.TemplateCount;

    /// <summary>Number of palms.</summary>
    public int PalmCount => _state.Index.PalmCount;

    /// <summary>The palms by which scores are judged here, as far as they are the gallery's own.</summary>
    public OwnCohort Cohort => _state.Scores.Own;

    /// <summary>
    /// Has what a search needs compiled, which takes a quarter of a second of an idle machine and seconds of one where others start too:
    /// otherwise the first guest would wait for it. Once in a process.
    /// </summary>
    public static void WarmUp() => _ = FirstSearch.Value;

    /// <summary>Adds another template of a palm.</summary>
    public void Add(long palm, VeinTemplate template) => Add([(palm, template)]);

    /// <summary>Adds many templates as one change.</summary>
    public void Add(IReadOnlyCollection<(long Palm, VeinTemplate Template)> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        lock (_change)
        {
            // Whatever a search finds in the index must be found here too.
            foreach (var (palm, template) in templates)
            {
                _state.Templates.AddOrUpdate(palm, [template], (_, known) => [.. known, template]);
            }

            _state.Scores.Add(templates.Select(entry => entry.Palm));
            _state.Index.Add(templates);
        }
    }

    /// <summary>Replaces the whole gallery, as when an event's palms are loaded.</summary>
    public void Load(IEnumerable<(long Palm, VeinTemplate Template)> templates)
    {
        lock (_change)
        {
            var loaded = new State(isCompact);
            loaded.Index.Load(templates.Select(entry =>
            {
                loaded.Templates.AddOrUpdate(entry.Palm, [entry.Template], (_, known) => [.. known, entry.Template]);
                return entry;
            }));
            loaded.Scores.Add(loaded.Templates.Select(entry => entry.Key));
            _ = loaded.Scores.Normaliser;
            _state = loaded;
        }
    }

    /// <summary>Removes all templates of a palm.</summary>
    public void Remove(long palm)
    {
        lock (_change)
        {
            _state.Index.Remove(palm);
            if (_state.Templates.TryRemove(palm, out _))
            {
                _state.Scores.Remove(palm);
            }
        }
    }

    /// <summary>
    /// Searches all palms for the probe. A palm beyond doubt is returned as soon as it is found; otherwise the nearest palm is of those that
    /// a first comparison ranks highest, or of all if these do not reach the threshold, and of equal ones the lower palm, whatever the order
    /// of enrolment.
    /// </summary>
    public MatchResult Identify(VeinTemplate probe)
    {
        var state = _state;
        var threshold = ScoreCalibration.Threshold(state.Index.PalmCount, _falseAcceptRate);
        using var prepared = new Probe(probe);
        var search = state.Index.Search(prepared);
        var normaliser = state.Scores.Normaliser;
        var statistics = normaliser.Of(search.Coarse);
        var compared = new ComparedPalms(prepared, state.Templates, ScoreOf, threshold, threshold + BeyondDoubt);
        compared.AddUnrotated(search.AtAGlance);
        if (compared.Score < threshold + LittleDoubt)
        {
            compared.AddUnrotated(search.MostPromising);
        }

        if (compared.Score < threshold)
        {
            compared.Add(search.Nearest(Candidates).Select(found => found.Palm));
        }

        if (compared.Nearest is not { } nearest)
        {
            return new MatchResult(null, 0, 1);
        }

        return new MatchResult(compared.Score >= threshold ? nearest.Palm : null, compared.Score, nearest.Distance, IsCopy(probe, compared));

        int ScoreOf(double distance, int templates) => normaliser.Score(normaliser.Nearness(statistics, distance, templates));
    }

    /// <summary>
    /// The nearest palm of all, and of equal ones the lower; null in an empty gallery. For a part of a larger gallery, which judges it.
    /// </summary>
    public NearestPalm? Nearest(VeinTemplate probe)
    {
        var state = _state;
        using var prepared = new Probe(probe);
        var compared = new ComparedPalms(prepared, state.Templates, (_, _) => 0, threshold: 0, enough: int.MaxValue);
        compared.Add(state.Index.Search(prepared, Candidates).Select(found => found.Palm));
        return compared.Nearest is not { } nearest ? null
            : new NearestPalm(nearest.Palm, nearest.Distance, compared.Templates.Length, IsCopy(probe, compared));
    }

    // For a stranger, who is searched for in all stages.
    static MatchResult SearchOnce()
    {
        var gallery = new Gallery();
        gallery.Add([.. ShippedCohort.Palms[1..WarmPalms].ToArray().Index().SelectMany(palm => palm.Item.Select(template => ((long)palm.Index, template)))]);
        return gallery.Identify(ShippedCohort.Palms[0][0]);
    }

    static bool IsCopy(VeinTemplate probe, ComparedPalms compared) =>
        compared.Templates.Any(template => template.Planes.SequenceEqual(probe.Planes));

    sealed class State
    {
        public State(bool isCompact)
        {
            Index = new PalmIndex(isCompact);
            Templates = [];
            Scores = new GalleryScores(Templates);
        }

        public PalmIndex Index { get; }

        public ConcurrentDictionary<long, VeinTemplate[]> Templates { get; }

        public GalleryScores Scores { get; }
    }
}
