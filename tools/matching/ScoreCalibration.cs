namespace Pedestal.Matching;

/// <summary>
/// Turns a distance into a score that means the same for every gallery: s = -10 log10 of the share of unrelated palms
/// that come as near (the false-match rate, FMR). Unrelated palms' distances are close to normal; mean and deviation
/// were measured on phantom palms.
/// </summary>
public static class ScoreCalibration
{
    /// <summary>Mean distance of unrelated palms after the alignment search.</summary>
    public const double ImpostorMean = 0.42;

    /// <summary>Standard deviation of that distance.</summary>
    public const double ImpostorDeviation = 0.02;

    /// <summary>Highest score given: beyond it the normal tail says nothing.</summary>
    public const int MaximumScore = 200;

    /// <summary>Score wanted of a whole search: at most one false acceptance in 10,000 strangers' attempts.</summary>
    public const int SearchScore = 40;

    /// <summary>Score of a distance, 0 to <see cref="MaximumScore"/>.</summary>
    public static int Score(double distance)
    {
        var z = (ImpostorMean - distance) / ImpostorDeviation;
        return (int)Math.Clamp(Math.Round(-10 * LogTail(z)), 0, MaximumScore);
    }

    /// <summary>Score a template must reach in a gallery of so many: the search score and ten for each tenfold.</summary>
    public static int Threshold(int templates) =>
        SearchScore + (int)Math.Ceiling(10 * Math.Log10(Math.Max(templates, 1)));

    /// <summary>Decimal logarithm of the normal distribution's upper tail.</summary>
    static double LogTail(double z)
    {
        if (z < 0)
        {
            return Math.Log10(0.5);
        }

        // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: absolute error below 7.5e-8 before the
        // density is factored out, so the tail stays accurate relative to itself.
        var t = 1 / (1 + 0.2316419 * z);
        var polynomial = t * (0.319381530 + t * (-0.356563782
            + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return -z * z / 2 * Math.Log10(Math.E) + Math.Log10(polynomial / Math.Sqrt(2 * Math.PI));
    }
}
