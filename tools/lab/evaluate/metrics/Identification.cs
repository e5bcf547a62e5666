namespace Pedestal.Evaluate;

/// <summary>Closed-set identification: every probe's palm is enrolled.</summary>
static class Identification
{
    /// <summary>Share of probes whose own set is nearer than any other.</summary>
    public static Proportion RankOne(IEnumerable<ProbeScores> probes)
    {
        var mated = probes.Where(probe => probe.HasMate).ToList();
        return new Proportion(mated.Count(IsFirst), mated.Count);
    }

    static bool IsFirst(ProbeScores probe)
    {
        for (var set = 0; set < probe.Normalised.Length; set++)
        {
            if (set != probe.OwnSet && probe.Normalised[set] <= probe.OwnNormalised)
            {
                return false;
            }
        }

        return true;
    }
}
