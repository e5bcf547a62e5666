namespace Pedestal.Matching;

/// <summary>
/// Turns a palm's distance into a score that means the same for every gallery: s = -10 log10 of the share of unrelated palms
/// that come as near (the false-match rate, FMR). The curve was fitted to 79,384 comparisons of phantom probes with unrelated
/// palms of three templates each (500 palms, seed 2002, FMR 0.4 to 5e-5) and is extrapolated beyond.
/// </summary>
public static class ScoreCalibration
{
    /// <summary>Distance at the fit's origin: four in ten unrelated palms come as near.</summary>
    public const double OriginDistance = 0.3515;

    /// <summary>Highest score: further out the extrapolation means nothing.</summary>
    public const int MaximumScore = 120;

    /// <summary>Share of strangers' attempts that may be accepted as somebody, unless the operator sets another.</summary>
    public const double DefaultFalseAcceptRate = 1e-3;

    const double OriginScore = 4;
    const double Slope = 334;
    const double Curvature = 4660;

    /// <summary>Score of a distance, 0 to <see cref="MaximumScore"/>.</summary>
    public static int Score(double distance)
    {
        var nearer = Math.Max(OriginDistance - distance, 0);
        var score = distance > OriginDistance
            ? OriginScore * (1 - (distance - OriginDistance) / (RigidComparer.Unrelated - OriginDistance))
            : OriginScore + Slope * nearer + Curvature * nearer * nearer;
        return (int)Math.Clamp(Math.Round(score), 0, MaximumScore);
    }

    /// <summary>
    /// Score that a palm must reach in a gallery of the given size, so that a stranger is accepted as any of its palms in at
    /// most the given share of attempts: with N palms, each comparison may err in 1/N of that share.
    /// </summary>
    public static int Threshold(int palms, double falseAcceptRate = DefaultFalseAcceptRate) =>
        (int)Math.Ceiling(10 * Math.Log10(Math.Max(palms, 1) / falseAcceptRate) - 1e-9);
}
