using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// Keeps the normaliser of a gallery that changes. It is computed when a search needs it first, and only for what is new in its cohort.
/// One thread changes it at a time; searches may run meanwhile.
/// </summary>
/// <param name="templates">The gallery's templates, by palm.</param>
sealed class GalleryScores(IReadOnlyDictionary<long, VeinTemplate[]> templates)
{
    readonly CohortChoice _choice = new();
    volatile OwnCohort _own = new([]);
    ScoreNormaliser? _known;
    volatile Lazy<ScoreNormaliser> _normaliser = new(() => ScoreNormaliser.Of([], null));

    /// <summary>The normaliser of the gallery as it is.</summary>
    public ScoreNormaliser Normaliser => _normaliser.Value;

    /// <summary>The gallery's own palms in its cohort.</summary>
    public OwnCohort Own => _own;

    /// <summary>Takes note of palms that are new or have other templates than before.</summary>
    public void Add(IEnumerable<long> palms)
    {
        foreach (var palm in palms)
        {
            _choice.Add(palm);
        }

        Renew();
    }

    /// <summary>Takes note of a palm that is in the gallery no more.</summary>
    public void Remove(long palm)
    {
        _choice.Remove(palm, templates.Select(entry => entry.Key));
        Renew();
    }

    void Renew()
    {
        var own = new OwnCohort([.. _choice.Palms.Select(palm => (palm, templates[palm]))]);
        if (own.Templates.SequenceEqual(_own.Templates, ReferenceEqualityComparer.Instance))
        {
            return;
        }

        _own = own;
        _known = _normaliser.IsValueCreated ? _normaliser.Value : _known;
        var known = _known;
        _normaliser = new Lazy<ScoreNormaliser>(() => ScoreNormaliser.Of([.. own.Templates], known));
    }
}
