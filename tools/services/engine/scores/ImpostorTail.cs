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

    // Excesses get shorter the farther out, and sooner where they are short at the start. Even a whole cohort shows too little of that: the
    // index follows from the mean excess as in five populations of 500 palms, hands and aligned regions (seeds 811001 to 811007), down to
    // one stranger in 100,000.
    const double UsualIndex = -0.065;
    const double UsualExcess = 0.54;
    const double IndexOfExcess = 0.3;
    const double HighestIndex = -0.02;

    // Standard errors by which the scale is increased: the upper bound of its one-sided 84 % interval, since strangers may rather come
    // less often than claimed.
    const double StandardErrors = 1;

    // Score from which the tail is exponential: farther out few comparisons have been seen, and too high a claim admits strangers.
    const double ExponentialFrom = 50;

    // Before the start the score follows a normal distribution's, near enough where nobody decides.
    const double Body = 1.4;

    static readonly double ScoreAtStart = -10 * Math.Log10(ShareBeyond);

    readonly double _start;
    readonly double _scale;
    readonly double _index;

    ImpostorTail(double start, double scale, double index) => (_start, _scale, _index) = (start, scale, index);

    /// <summary>The tail of strangers' nearness, which has mean 0 and standard deviation 1.</summary>
    public static ImpostorTail Of(double[] nearness)
    {
        var descending = nearness.OrderDescending().ToArray();
        var beyond = (int)(descending.Length * ShareBeyond);
        var start = descending[beyond];
        var excess = descending.Take(beyond).Average(value => value - start);
        var index = Math.Min(UsualIndex + IndexOfExcess * (excess - UsualExcess), HighestIndex);
        return new ImpostorTail(start, (1 - index) * excess * (1 + StandardErrors / Math.Sqrt(beyond)), index);
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
        var joint = _scale * (1 - Math.Exp(_index * (ExponentialFrom - ScoreAtStart) / perNeper)) / -_index;
        var excess = nearness - _start;
        var score = excess <= joint
            ? ScoreAtStart + perNeper * Math.Log(1 + _index * excess / _scale) / _index
            : ExponentialFrom + perNeper * (excess - joint) / (_scale + _index * joint);
        return Math.Min(score, ScoreCalibration.MaximumScore);
    }
}
