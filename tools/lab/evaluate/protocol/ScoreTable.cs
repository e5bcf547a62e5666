using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>One palm's templates, enrolled as a set.</summary>
sealed record EnrolledPalm(string Palm, VeinTemplate[] Templates)
{
    /// <summary>Normalises distances to the given palms, like a gallery of them.</summary>
    public static ScoreNormaliser Normaliser(IReadOnlyList<EnrolledPalm> sets) =>
        ScoreNormaliser.Of(Enumerable.Range(0, sets.Count).ToDictionary(set => (long)set, set => sets[set].Templates));
}

/// <summary>The distances of one probe.</summary>
/// <param name="Sample">The probe.</param>
/// <param name="OwnSet">Index of its palm's set; -1 when that palm failed to enrol.</param>
/// <param name="Distances">Distance to every set, 0 to 1.</param>
/// <param name="Normalised">
/// The same in standard deviations of strangers from their average, nearer ones negative; what the matcher decides by.
/// </param>
/// <param name="Scores">The score for every set.</param>
/// <param name="Time">Time of all its comparisons.</param>
sealed record ProbeScores(
    PalmSample Sample, int OwnSet, double[] Distances, double[] Normalised, int[] Scores, TimeSpan Time)
{
    /// <summary>Whether the probe's palm is enrolled.</summary>
    public bool HasMate => OwnSet >= 0;

    /// <summary>Normalised distance to the probe's own set.</summary>
    public double OwnNormalised => Normalised[OwnSet];

    /// <summary>Of one value for each set those of other palms.</summary>
    public IEnumerable<T> OfOthers<T>(T[] values) => values.Where((_, set) => set != OwnSet);
}

/// <summary>The protocol's result: all scores and all captures without a template.</summary>
/// <param name="Sets">The enrolled palms.</param>
/// <param name="Probes">The probes that have a template, with their distances.</param>
/// <param name="GalleryFailures">Gallery samples without a template.</param>
/// <param name="ProbeFailures">Probes without a template.</param>
/// <param name="FailedPalms">Palms without any gallery template.</param>
/// <param name="ExtractionTime">Mean time of the device code per sample, on this machine.</param>
sealed record ScoreTable(
    IReadOnlyList<EnrolledPalm> Sets,
    IReadOnlyList<ProbeScores> Probes,
    IReadOnlyList<ExtractedSample> GalleryFailures,
    IReadOnlyList<ExtractedSample> ProbeFailures,
    IReadOnlyList<string> FailedPalms,
    TimeSpan ExtractionTime)
{
    /// <summary>What the check for a living hand says of each capture that has a template; empty where pictures are no captures.</summary>
    public IReadOnlyList<ExtractionStatus> Liveness { get; init; } = [];

    /// <summary>Distances of probes to their own palm's set.</summary>
    public IEnumerable<double> Genuine => Mated.Select(probe => probe.Distances[probe.OwnSet]);

    /// <summary>The same, normalised.</summary>
    public IEnumerable<double> NormalisedGenuine => Mated.Select(probe => probe.OwnNormalised);

    /// <summary>Distances of probes to the sets of all other palms.</summary>
    public IEnumerable<double> Impostor => Probes.SelectMany(probe => probe.OfOthers(probe.Distances));

    /// <summary>The same, normalised.</summary>
    public IEnumerable<double> NormalisedImpostor => Probes.SelectMany(probe => probe.OfOthers(probe.Normalised));

    /// <summary>Scores of probes for the sets of all other palms.</summary>
    public IEnumerable<int> ImpostorScores => Probes.SelectMany(probe => probe.OfOthers(probe.Scores));

    /// <summary>Mean time of comparing one probe with one set, including the probe's preparation.</summary>
    public TimeSpan ComparisonTime => Probes.Count == 0 || Sets.Count == 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Probes.Sum(probe => probe.Time.Ticks)) / ((double)Probes.Count * Sets.Count);

    IEnumerable<ProbeScores> Mated => Probes.Where(probe => probe.HasMate);
}
