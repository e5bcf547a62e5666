namespace Pedestal.Evaluate;

/// <summary>One threshold and the errors there.</summary>
/// <param name="TargetFmr">False-match rate asked for.</param>
/// <param name="Threshold">Distances below it match.</param>
/// <param name="Fmr">False-match rate reached.</param>
/// <param name="Fnmr">False-non-match rate.</param>
sealed record OperatingPoint(double TargetFmr, double Threshold, Proportion Fmr, Proportion Fnmr);

/// <summary>
/// Errors of one-to-one comparisons. A distance below the threshold is a match; a capture without a template has an infinite
/// distance and never matches.
/// </summary>
sealed class Verification
{
    readonly double[] _genuine;
    readonly double[] _impostor;

    public Verification(IEnumerable<double> genuine, IEnumerable<double> impostor)
    {
        _genuine = [.. genuine];
        _impostor = [.. impostor];
        Array.Sort(_genuine);
        Array.Sort(_impostor);
        Curve = Trace();
        EqualErrorRate = _genuine.Length == 0 || _impostor.Length == 0
            ? null
            : new Proportion(Cross() * _genuine.Length, _genuine.Length);
    }

    /// <summary>Number of comparisons with the same palm.</summary>
    public int GenuineCount => _genuine.Length;

    /// <summary>Number of comparisons with other palms.</summary>
    public int ImpostorCount => _impostor.Length;

    /// <summary>False-match and false-non-match rate at every threshold, the strictest first.</summary>
    public IReadOnlyList<(double Fmr, double Fnmr)> Curve { get; }

    /// <summary>
    /// The rate at which both errors are equal: where the lines between neighbouring points of the curve cross the diagonal.
    /// Its interval is that of a share of the genuine comparisons, which are fewer. Null without comparisons.
    /// </summary>
    public Proportion? EqualErrorRate { get; }

    /// <summary>Errors at a false-match rate; null when there are too few comparisons to measure that rate.</summary>
    public OperatingPoint? At(double fmr)
    {
        if (_genuine.Length == 0 || RateThreshold.Find(_impostor, fmr) is not { } threshold)
        {
            return null;
        }

        return new OperatingPoint(fmr, threshold,
            new Proportion(CountBelow(_impostor, threshold), _impostor.Length),
            new Proportion(_genuine.Length - CountBelow(_genuine, threshold), _genuine.Length));
    }

    List<(double Fmr, double Fnmr)> Trace()
    {
        var curve = new List<(double, double)> { (0, 1) };
        if (_genuine.Length == 0 || _impostor.Length == 0)
        {
            return curve;
        }

        var (g, i) = (0, 0);
        while (i < _impostor.Length)
        {
            var threshold = g < _genuine.Length ? Math.Min(_genuine[g], _impostor[i]) : _impostor[i];
            while (g < _genuine.Length && _genuine[g] <= threshold)
            {
                g++;
            }

            while (i < _impostor.Length && _impostor[i] <= threshold)
            {
                i++;
            }

            curve.Add(((double)i / _impostor.Length, 1 - (double)g / _genuine.Length));
        }

        return curve;
    }

    double Cross()
    {
        var after = 1;
        while (Curve[after].Fmr < Curve[after].Fnmr)
        {
            after++;
        }

        var ((fmr0, fnmr0), (fmr1, fnmr1)) = (Curve[after - 1], Curve[after]);
        return fmr0 + (fmr1 - fmr0) * (fnmr0 - fmr0) / (fnmr0 - fmr0 + fmr1 - fnmr1);
    }

    static int CountBelow(double[] sorted, double threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < threshold ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
