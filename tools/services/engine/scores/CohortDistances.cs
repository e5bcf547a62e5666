using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// How near the palms of a cohort come to each other: each pair is compared once, closely, by one template of the first palm.
/// </summary>
sealed class CohortDistances
{
    // Strangers do not come as near; palms that do are one palm, enrolled twice.
    const double SamePalm = 6.5;

    readonly Cohort _cohort;

    // Of each pair the lower number is the row; the rest is empty.
    readonly double[,] _distances;

    CohortDistances(Cohort cohort) => (_cohort, _distances) = (cohort, new double[cohort.Close, cohort.Close]);

    /// <summary>Computes them, except those that are known from before.</summary>
    public static CohortDistances Of(Cohort cohort, CohortDistances? before)
    {
        var distances = new CohortDistances(cohort);
        var known = new Dictionary<VeinTemplate[], int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < before?._cohort.Close; i++)
        {
            known.Add(before._cohort.Members[i], i);
        }

        Parallel.For(0, cohort.Close, i => distances.Fill(i, before, known));
        return distances;
    }

    /// <summary>The nearness of each pair, given the statistics of all palms.</summary>
    public double[] Nearness(ProbeStatistics[] probes)
    {
        var nearness = new List<double>(_cohort.Close * (_cohort.Close - 1) / 2);
        for (var i = 0; i < _cohort.Close; i++)
        {
            for (var j = i + 1; j < _cohort.Close; j++)
            {
                if (probes[i].Nearness(_distances[i, j], _cohort.Members[j].Length) is < SamePalm and var near)
                {
                    nearness.Add(near);
                }
            }
        }

        return [.. nearness];
    }

    void Fill(int row, CohortDistances? before, Dictionary<VeinTemplate[], int> known)
    {
        var members = _cohort.Members;
        var rowBefore = known.GetValueOrDefault(members[row], -1);
        Probe? probe = null;
        for (var j = row + 1; j < _cohort.Close; j++)
        {
            if (rowBefore >= 0 && known.TryGetValue(members[j], out var columnBefore))
            {
                _distances[row, j] = before!._distances[rowBefore, columnBefore];
            }
            else
            {
                probe ??= new Probe(Cohort.ProbeOf(members[row]));
                _distances[row, j] = PalmComparer.Distance(probe, members[j].AsSpan());
            }
        }

        probe?.Dispose();
    }
}
