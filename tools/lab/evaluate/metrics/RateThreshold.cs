namespace Pedestal.Evaluate;

/// <summary>Finds the threshold for a rate of accepted strangers, if there are enough strangers to measure it.</summary>
static class RateThreshold
{
    /// <summary>
    /// A rate is measurable when at least this many acceptances are expected: with fewer than 3 / rate trials, even zero
    /// acceptances would not prove the rate with 95 % confidence.
    /// </summary>
    public const int ExpectedEvents = 3;

    // A count such as 0.001 x 3,000 must not fall below 3 by rounding.
    const double Rounding = 1e-9;

    /// <summary>Trials from which a rate is measurable.</summary>
    public static long TrialsFor(double rate) => (long)Math.Ceiling(ExpectedEvents / rate - Rounding);

    /// <summary>
    /// The distance below which (not at which) a stranger is accepted, so that at most the given share of them is; null when
    /// there are too few to measure that.
    /// </summary>
    /// <param name="strangers">Distances of strangers, ascending.</param>
    /// <param name="rate">Share, 0 to 1.</param>
    public static double? Find(double[] strangers, double rate) =>
        strangers.Length < TrialsFor(rate) ? null : strangers[(int)Math.Floor(rate * strangers.Length + Rounding)];
}
