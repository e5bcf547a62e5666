using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// How often strangers come how near, in standard deviations: beyond a start that one in twenty passes, the excesses follow a
/// generalised Pareto distribution (J. Pickands, Statistical Inference Using Extreme Order Statistics, 1975), and very far out an
/// exponential one, which falls more slowly.
/// </summary>
readonly record struct ImpostorTail
{
    /// <summary>Share of strangers beyond the start.</summary>
    const double ShareBeyond = 0.05;

    // Excesses get shorter the farther out, of which even a whole cohort shows too little. With this index, between one stranger in 100 and
    // one in 100,000, twelve populations of 500 palms had 0.2 to 1.8 times as many as claimed: hands and aligned regions of several cameras
    // (seeds 821001 to 821012).
    const double Index = -0.055;

    // Standard errors by which the scale is increased: the upper bound of its one-sided 84 % interval, since strangers may rather come
    // less often than claimed.
    const double StandardErrors = 1;

    // Score from which the tail is exponential: nobody has compared as many palms, and too high a claim admits strangers.
    const double ExponentialFrom = 70;

    // Before the start the score follows a normal distribution's, near enough where nobody decides.
    const double Body = 1.4;

    static readonly double ScoreAtStart = -10 * Math.Log10(ShareBeyond);

    readonly double _start;
    readonly double _scale;

    ImpostorTail(double start, double scale) => (_start, _scale) = (start, scale);

    /// <summary>The tail of strangers' nearness, which has mean 0 and standard deviation 1.</summary>
    public static ImpostorTail Of(double[] nearness)
    {
        var descending = nearness.OrderDescending().ToArray();
        var beyond = (int)(descending.Length * ShareBeyond);
        var start = descending[beyond];
        var excess = descending.Take(beyond).Average(value => value - start);
        return new ImpostorTail(start, (1 - Index) * excess * (1 + StandardErrors / Math.Sqrt(beyond)));
    }

    /// <summary>-10 log10 of the share of strangers who come as near, 0 to <see cref="ScoreCalibration.MaximumScore"/>.</summary>
    public double Score(double nearness)
    {
        if (nearness < _start)
        {
            return ScoreAtStart * Math.Pow(Math.Max(nearness + 1, 0) / (_start + 1), Body);
        }

        // The generalised Pareto distribution's logarithm, up to where the exponential one with the same slope takes over.
        const double perNeper = 10 / 2.302585092994046;
        var joint = _scale * (1 - Math.Exp(Index * (ExponentialFrom - ScoreAtStart) / perNeper)) / -Index;
        var excess = nearness - _start;
        var score = excess <= joint
            ? ScoreAtStart + perNeper * Math.Log(1 + Index * excess / _scale) / Index
            : ExponentialFrom + perNeper * (excess - joint) / (_scale + Index * joint);
        return Math.Min(score, ScoreCalibration.MaximumScore);
    }
}
