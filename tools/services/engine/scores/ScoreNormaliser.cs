using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// Turns a palm's distance into a score that means the same for every probe, gallery and camera: s = -10 log10 of the share of
/// strangers that come as near (the false-match rate, FMR). The distance is normalised by what is usual for the probe, and by what is
/// usual among the gallery's own palms (a Z-norm with a cohort); the tail is fitted to those palms. It never changes.
/// </summary>
public sealed class ScoreNormaliser
{
    /// <summary>
    /// By how many standard deviations a probe's statistics may make a palm nearer than those of an average probe do. A template can
    /// be invented whose statistics promise that strangers stay away while they do not; captures of palms need less than this.
    /// </summary>
    const double MostGain = 1.5;

    readonly Cohort _cohort;
    readonly CohortDistances _distances;
    readonly Kernels _kernels;
    readonly ProbeStatistics _average;
    readonly double _mean;
    readonly double _deviation;
    readonly ImpostorTail _tail;

    ScoreNormaliser(Cohort cohort, CohortDistances distances, Kernels kernels)
    {
        (_cohort, _distances, _kernels) = (cohort, distances, kernels);
        ProbeStatistics[] probes = [.. cohort.Members.Take(cohort.Close).Select(palm => Of(Cohort.ProbeOf(palm)))];
        _average = new ProbeStatistics(probes.Average(probe => probe.Mean), probes.Average(probe => probe.Deviation));
        var nearness = distances.Nearness(probes);
        _mean = nearness.Average();
        _deviation = Math.Sqrt(nearness.Average(value => (value - _mean) * (value - _mean)));
        _tail = ImpostorTail.Of(Array.ConvertAll(nearness, value => (value - _mean) / _deviation));
    }

    /// <summary>The normaliser of a gallery with the given palms, in any order.</summary>
    /// <param name="palms">The palms, or at least those of all its parts' cohorts.</param>
    /// <param name="before">An earlier one: palms whose templates are the same objects are not compared again.</param>
    public static ScoreNormaliser Of(IReadOnlyDictionary<long, VeinTemplate[]> palms, ScoreNormaliser? before = null)
    {
        ArgumentNullException.ThrowIfNull(palms);
        var choice = new CohortChoice();
        foreach (var palm in palms.Keys)
        {
            choice.Add(palm);
        }

        return Of([.. choice.Palms.Select(palm => palms[palm])], before);
    }

    /// <summary>The normaliser of chosen palms; palms that an earlier one has, too, are not compared again.</summary>
    internal static ScoreNormaliser Of(IReadOnlyList<VeinTemplate[]> own, ScoreNormaliser? before)
    {
        var cohort = new Cohort(own);
        return new ScoreNormaliser(cohort, CohortDistances.Of(cohort, (before ?? Shipped)?._distances), Kernels.Supported[0]);
    }

    // That of an empty gallery, whose distances every small gallery needs.
    static ScoreNormaliser? Shipped => ShippedOnly.Value;

    static readonly Lazy<ScoreNormaliser> ShippedOnly = new(() =>
    {
        var cohort = new Cohort([]);
        return new ScoreNormaliser(cohort, CohortDistances.Of(cohort, null), Kernels.Supported[0]);
    });

    /// <summary>How near strangers come to a probe.</summary>
    public ProbeStatistics Of(Probe probe) => Of(CoarseTemplate.OfProbe(probe));

    /// <summary>The same, given the probe's coarse forms.</summary>
    internal ProbeStatistics Of(ReadOnlySpan<ulong> coarse) => _cohort.Of(coarse, _kernels);

    /// <summary>
    /// By how many standard deviations a palm is nearer to a probe than strangers are on average; about 0 for a stranger and 8 for
    /// the palm itself.
    /// </summary>
    /// <param name="probe">The probe's statistics.</param>
    /// <param name="distance">Distance of <see cref="PalmComparer"/>, 0 to 1.</param>
    /// <param name="templates">Templates of the palm, at least 1.</param>
    public double Nearness(ProbeStatistics probe, double distance, int templates)
    {
        var nearness = Math.Min(
            probe.Nearness(distance, templates), _average.Nearness(distance, templates) + MostGain);
        return (nearness - _mean) / _deviation;
    }

    /// <summary>The score of a nearness, rounded down, 0 to <see cref="ScoreCalibration.MaximumScore"/>.</summary>
    public int Score(double nearness) => (int)_tail.Score(nearness);

    ProbeStatistics Of(VeinTemplate template)
    {
        using var probe = new Probe(template);
        return Of(probe);
    }
}
