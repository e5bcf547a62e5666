namespace Pedestal.Evaluate;

/// <summary>Errors of a search at one threshold.</summary>
/// <param name="TargetFpir">False-positive identification rate asked for.</param>
/// <param name="Threshold">A nearest set below it is returned.</param>
/// <param name="Fpir">Rate reached.</param>
/// <param name="Fnir">Share of the searches by enrolled palms that do not return that palm.</param>
sealed record SearchPoint(double TargetFpir, double Threshold, Proportion Fpir, Proportion Fnir);

/// <summary>
/// Open-set identification: the palms are split into groups, and each group in turn is left out of the gallery. Its probes then
/// search as strangers, all others as enrolled palms. A search returns the nearest set if it is below the threshold.
/// </summary>
sealed class OpenSet
{
    readonly double[] _strangers;
    readonly List<double> _enrolled = [];
    readonly int _probes;

    /// <param name="table">All scores.</param>
    /// <param name="leftOut">Share left out, 0 to 0.5; rounded so that the groups are equal.</param>
    public OpenSet(ScoreTable table, double leftOut)
    {
        Rounds = (int)Math.Round(1 / leftOut);
        var strangers = new List<double>();
        foreach (var probe in table.Probes.Where(probe => probe.HasMate))
        {
            _probes++;
            Search(probe, strangers);
        }

        _strangers = [.. strangers.Order()];
        Gallery = table.Sets.Count - (table.Sets.Count + Rounds - 1) / Rounds;
    }

    /// <summary>Number of groups, and of galleries.</summary>
    public int Rounds { get; }

    /// <summary>Palms in the smallest gallery.</summary>
    public int Gallery { get; }

    /// <summary>Searches by palms that are left out.</summary>
    public int StrangerSearches => _strangers.Length;

    /// <summary>Searches by palms that are in the gallery.</summary>
    public int EnrolledSearches => _enrolled.Count;

    /// <summary>Errors at a false-positive identification rate; null when there are too few searches to measure it.</summary>
    public SearchPoint? At(double fpir)
    {
        if (_enrolled.Count == 0 || RateThreshold.Find(_strangers, fpir) is not { } threshold)
        {
            return null;
        }

        // A probe searches several galleries, but counts as one trial.
        var missed = (double)_enrolled.Count(distance => distance >= threshold) / _enrolled.Count;
        return new SearchPoint(fpir, threshold,
            new Proportion(_strangers.Count(distance => distance < threshold), _strangers.Length),
            new Proportion(missed * _probes, _probes));
    }

    void Search(ProbeScores probe, List<double> strangers)
    {
        var nearest = new double[Rounds];
        Array.Fill(nearest, double.PositiveInfinity);
        for (var set = 0; set < probe.Normalised.Length; set++)
        {
            if (set != probe.OwnSet)
            {
                nearest[set % Rounds] = Math.Min(nearest[set % Rounds], probe.Normalised[set]);
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            var others = nearest.Where((_, group) => group != round).Min();
            if (probe.OwnSet % Rounds == round)
            {
                strangers.Add(others);
            }
            else
            {
                // Another palm's set in front is a miss at any threshold.
                _enrolled.Add(probe.OwnNormalised < others ? probe.OwnNormalised : double.PositiveInfinity);
            }
        }
    }
}
