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
    const int Candidates = 16;

    // A hundredth of the false-match rate asked for: at this score it is not worth checking whether another palm is nearer still. Of 9,500
    // captures of guests, 6 % have no template of their palm among those of a glance at 40,000. After the coarse comparison it is 0.5 %,
    // and the threshold will do.
    const int BeyondDoubt = 20;

    static readonly Candidate Nobody = new(new FoundPalm(long.MinValue, double.PositiveInfinity), []);

    readonly Lock _change = new();
    volatile State _state = new(isCompact);

    /// <summary>Number of templates.</summary>
    public int TemplateCount => _state.Index.TemplateCount;

    /// <summary>Number of palms.</summary>
    public int PalmCount => _state.Index.PalmCount;

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
        if (!TryFind(search.AtAGlance, threshold + BeyondDoubt, out var nearest)
            && !TryFind(search.MostPromising, threshold, out nearest))
        {
            TryFind(search.Nearest(Candidates).Select(found => found.Palm), int.MaxValue, out nearest);
        }

        if (nearest == Nobody)
        {
            return new MatchResult(null, 0, 1);
        }

        var score = ScoreOf(nearest);
        var isCopy = nearest.Templates.Any(template => template.Planes.SequenceEqual(probe.Planes));
        return new MatchResult(score >= threshold ? nearest.Found.Palm : null, score, nearest.Found.Distance, isCopy);

        int ScoreOf(Candidate palm) =>
            normaliser.Score(normaliser.Nearness(statistics, palm.Found.Distance, palm.Templates.Length));

        // The nearest of the palms; whether it has the score.
        bool TryFind(IEnumerable<long> palms, int score, out Candidate best)
        {
            best = Nobody;
            var bestScore = 0;
            foreach (var palm in palms)
            {
                if (state.Templates.TryGetValue(palm, out var templates))
                {
                    var found = new FoundPalm(palm, PalmComparer.Distance(prepared, templates.AsSpan()));
                    if (found.IsBefore(best.Found))
                    {
                        best = new Candidate(found, templates);
                        bestScore = ScoreOf(best);
                    }

                    if (bestScore >= threshold + BeyondDoubt)
                    {
                        break;
                    }
                }
            }

            return bestScore >= score;
        }
    }

    readonly record struct Candidate(FoundPalm Found, VeinTemplate[] Templates);

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
