namespace Pedestal.Evaluate;

/// <summary>A share of trials with its 95 % confidence interval (E. B. Wilson, 1927).</summary>
/// <param name="Events">Trials with the event; a mean over repetitions need not be an integer.</param>
/// <param name="Trials">Independent trials.</param>
readonly record struct Proportion(double Events, int Trials)
{
    // Two-sided 95 % quantile of the normal distribution.
    const double Z = 1.959963984540054;

    /// <summary>The share; NaN without trials.</summary>
    public double Rate => Events / Trials;

    /// <summary>Lower end of the interval.</summary>
    public double Low => Events > 0 ? Math.Max(Centre - HalfWidth, 0) : 0;

    /// <summary>Upper end of the interval.</summary>
    public double High => Events < Trials ? Math.Min(Centre + HalfWidth, 1) : 1;

    /// <summary>The share, its interval and the counts, for the console.</summary>
    public string Describe() => Trials == 0 ? Text.None
        : $"{Text.Percent(Rate)} ({Text.Percent(Low)} to {Text.Percent(High)}; {Events:0} of {Text.Count(Trials)})";

    double Centre => (Rate + Z * Z / (2 * Trials)) / (1 + Z * Z / Trials);

    double HalfWidth =>
        Z * Math.Sqrt(Rate * (1 - Rate) / Trials + Z * Z / (4.0 * Trials * Trials)) / (1 + Z * Z / Trials);
}
