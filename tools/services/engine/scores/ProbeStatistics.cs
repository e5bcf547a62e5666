using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// Mean and standard deviation of a probe's coarse scores in a cohort: how near strangers come to this probe. Few and wide lines
/// agree with many palms, many and fine ones with few.
/// </summary>
/// <param name="Mean">Mean of the differing bits.</param>
/// <param name="Deviation">Their standard deviation.</param>
public readonly record struct ProbeStatistics(double Mean, double Deviation)
{
    /// <summary>
    /// Lowest scores left out: the probe's own palm may be in the cohort, even enrolled twice, and would count as a stranger who
    /// comes near.
    /// </summary>
    const int Mates = 2;

    // By the number of templates of the palm compared with: a palm's distance is the mean over the two nearest of them. Each row is
    // a plane fitted to the statistics and distances of 2,450 probes of ten populations (seeds 771001 to 773001, 250 palms each):
    // a constant, and factors of mean and deviation.
    static readonly Plane[] Means =
    [
        new(0.09422, 0.00085604, -0.00036336), new(0.09448, 0.00085277, -0.00029553), new(0.09284, 0.00085078, -0.00040949),
    ];

    static readonly Plane[] Deviations =
    [
        new(-0.005466, 0.000018902, 0.0010269), new(-0.006775, 0.000018906, 0.0010070), new(-0.008143, 0.000022213, 0.0010280),
    ];

    // Beyond what palms have, as with invented bits, nothing is known, and no probe is judged more kindly.
    const double HighestMean = 0.385;
    const double LeastDeviation = 0.0105;

    /// <summary>The statistics of coarse scores in any order.</summary>
    internal static ProbeStatistics Of(Span<ushort> scores)
    {
        scores.Sort();
        long sum = 0;
        long squares = 0;
        foreach (var score in scores[Mates..])
        {
            sum += score;
            squares += score * score;
        }

        double count = scores.Length - Mates;
        var mean = sum / count;
        return new ProbeStatistics(mean, Math.Sqrt(Math.Max(squares / count - mean * mean, 0)));
    }

    /// <summary>
    /// By how many standard deviations a palm is nearer to the probe than strangers are on average, if the probe's statistics are all
    /// that is known.
    /// </summary>
    /// <param name="distance">Distance of <see cref="PalmComparer"/>, 0 to 1.</param>
    /// <param name="templates">Templates of the palm, at least 1.</param>
    internal double Nearness(double distance, int templates)
    {
        var row = Math.Min(templates, Means.Length) - 1;
        return (Math.Min(Means[row].At(this), HighestMean) - distance) / Math.Max(Deviations[row].At(this), LeastDeviation);
    }

    readonly record struct Plane(double Constant, double OfMean, double OfDeviation)
    {
        public double At(ProbeStatistics probe) => Constant + OfMean * probe.Mean + OfDeviation * probe.Deviation;
    }
}
