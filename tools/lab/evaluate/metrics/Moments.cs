namespace Pedestal.Evaluate;

/// <summary>Mean and standard deviation (n - 1) of distances.</summary>
sealed record Moments(double Mean, double Deviation)
{
    /// <summary>Null for fewer than two values.</summary>
    public static Moments? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return null;
        }

        var mean = values.Average();
        return new Moments(mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }

    /// <summary>d': the difference of two means divided by the root mean square of both deviations.</summary>
    public static double? Separation(Moments? genuine, Moments? impostor)
    {
        if (genuine is null || impostor is null)
        {
            return null;
        }

        var variance = (genuine.Deviation * genuine.Deviation + impostor.Deviation * impostor.Deviation) / 2;
        return variance > 0 ? Math.Abs(impostor.Mean - genuine.Mean) / Math.Sqrt(variance) : null;
    }
}
