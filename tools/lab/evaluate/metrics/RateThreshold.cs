namespace Pedestal.Evaluate;

/// <summary>The threshold that holds the rate of accepted strangers, if there are enough strangers to tell.</summary>
static class RateThreshold
{
    /// <summary>
    /// A rate is measurable when that many acceptances are expected: with fewer than 3 / rate trials, none at all would not
    /// show with 95 % confidence that the rate is held.
    /// </summary>
    public const int ExpectedEvents = 3;

    // A count such as 0.001 x 3,000 must not fall below 3 by rounding.
    const double Rounding = 1e-9;

    /// <summary>Trials from which a rate is measurable.</summary>
    public static long TrialsFor(double rate) => (long)Math.Ceiling(ExpectedEvents / rate - Rounding);

    /// <summary>
    /// The distance below which (not at which) is accepted, so that at most the given share of the strangers is; null when
    /// they are too few to measure that.
    /// </summary>
    /// <param name="strangers">Distances of strangers, ascending.</param>
    /// <param name="rate">Share, 0 to 1.</param>
    public static double? Find(double[] strangers, double rate) =>
        strangers.Length < TrialsFor(rate) ? null : strangers[(int)Math.Floor(rate * strangers.Length + Rounding)];
}
