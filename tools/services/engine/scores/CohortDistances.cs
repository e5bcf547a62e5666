using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// How near the palms of a cohort come to each other: one template of each is compared with all other palms, closely.
/// </summary>
sealed class CohortDistances
{
    // Strangers do not come as near; palms that do are one palm, enrolled twice.
    const double SamePalm = 5.5;

    readonly Cohort _cohort;
    readonly double[,] _distances = new double[Cohort.Close, Cohort.Close];

    CohortDistances(Cohort cohort) => _cohort = cohort;

    /// <summary>Computes them, except those that are known from before.</summary>
    public static CohortDistances Of(Cohort cohort, CohortDistances? before)
    {
        var distances = new CohortDistances(cohort);
        var known = new Dictionary<VeinTemplate[], int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; before is not null && i < Cohort.Close; i++)
        {
            known.Add(before._cohort.Members[i], i);
        }

        Parallel.For(0, Cohort.Close, i => distances.Fill(i, before, known));
        return distances;
    }

    /// <summary>The nearness of every palm to every other, given the statistics of all.</summary>
    public double[] Nearness(ProbeStatistics[] probes)
    {
        var nearness = new List<double>(Cohort.Close * Cohort.Close);
        for (var i = 0; i < Cohort.Close; i++)
        {
            for (var j = 0; j < Cohort.Close; j++)
            {
                if (i != j && probes[i].Nearness(_distances[i, j], _cohort.Members[j].Length) is < SamePalm and var near)
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
        for (var j = 0; j < Cohort.Close; j++)
        {
            if (rowBefore >= 0 && known.TryGetValue(members[j], out var columnBefore))
            {
                _distances[row, j] = before!._distances[rowBefore, columnBefore];
            }
            else if (row != j)
            {
                probe ??= new Probe(Cohort.ProbeOf(members[row]));
                _distances[row, j] = PalmComparer.Distance(probe, members[j].AsSpan());
            }
        }

        probe?.Dispose();
    }
}
