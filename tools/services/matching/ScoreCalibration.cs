namespace Pedestal.Matching;

/// <summary>
/// What a score means: a score of s claims that one stranger in 10^(s/10) comes as near (a false-match rate, FMR, of 10^(-s/10)).
/// </summary>
public static class ScoreCalibration
{
    /// <summary>Highest score: further out the extrapolation means nothing.</summary>
    public const int MaximumScore = 120;

    /// <summary>Share of strangers' attempts that may be accepted as somebody, unless the operator sets another.</summary>
    public const double DefaultFalseAcceptRate = 1e-3;

    /// <summary>
    /// Score that a palm must reach in a gallery of the given size, so that a stranger is accepted as any of its palms in at
    /// most the given share of attempts: with N palms, each comparison may err in 1/N of that share.
    /// </summary>
    public static int Threshold(int palms, double falseAcceptRate = DefaultFalseAcceptRate) =>
        (int)Math.Ceiling(10 * Math.Log10(Math.Max(palms, 1) / falseAcceptRate) - 1e-9);
}
