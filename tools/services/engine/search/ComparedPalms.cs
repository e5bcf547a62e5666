using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>The palms that a search has compared closely with its probe, each once, and the nearest of them.</summary>
/// <param name="probe">The probe.</param>
/// <param name="palms">The gallery's palms; one that is not among them has just been removed.</param>
/// <param name="scoreOf">The score of a distance to a palm with a number of templates.</param>
/// <param name="threshold">The score that a palm must have to be found.</param>
/// <param name="enough">The score at which no other palm need be compared.</param>
sealed class ComparedPalms(
    Probe probe, IReadOnlyDictionary<long, VeinTemplate[]> palms, Func<double, int, int> scoreOf, int threshold, int enough)
{
    // Of 3,638 palms that a glance found and that have the threshold, rotation brings none nearer by more than 0.010.
    const double MostByRotation = 0.03;

    readonly HashSet<long> _compared = [];

    /// <summary>The nearest palm, of equal ones the lower; null before any.</summary>
    public FoundPalm? Nearest { get; private set; }

    /// <summary>The nearest palm's templates.</summary>
    public VeinTemplate[] Templates { get; private set; } = [];

    /// <summary>The nearest palm's score; 0 before any.</summary>
    public int Score { get; private set; }

    /// <summary>
    /// Compares palms in the given order until one has enough, those with all rotations that come near the threshold without any.
    /// </summary>
    public void AddUnrotated(IEnumerable<long> candidates) => Add(candidates,
        templates => scoreOf(PalmComparer.UnrotatedDistance(probe, templates) - MostByRotation, templates.Length) >= threshold);

    /// <summary>Compares palms in the given order until one has enough.</summary>
    public void Add(IEnumerable<long> candidates) => Add(candidates, _ => true);

    void Add(IEnumerable<long> candidates, Func<VeinTemplate[], bool> isNear)
    {
        foreach (var palm in candidates)
        {
            if (Score >= enough)
            {
                return;
            }

            if (!_compared.Contains(palm) && palms.TryGetValue(palm, out var templates) && isNear(templates))
            {
                _compared.Add(palm);
                Offer(new FoundPalm(palm, PalmComparer.Distance(probe, templates.AsSpan())), templates);
            }
        }
    }

    void Offer(FoundPalm found, VeinTemplate[] templates)
    {
        if (Nearest is not { } nearest || found.IsBefore(nearest))
        {
            (Nearest, Templates, Score) = (found, templates, scoreOf(found.Distance, templates.Length));
        }
    }
}
