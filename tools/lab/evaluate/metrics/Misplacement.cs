namespace Pedestal.Evaluate;

/// <summary>
/// Captures of which the device has found another place than the palm's: they give a template, but one as far from the palm's own as
/// strangers are.
/// </summary>
static class Misplacement
{
    // One stranger in ten comes as near.
    const int StrangersScore = 10;

    /// <summary>Whether a capture is misplaced, by its score for its own palm.</summary>
    public static bool Is(int ownScore) => ownScore < StrangersScore;

    /// <summary>The share of probes that are misplaced, of those whose palm is enrolled.</summary>
    public static Proportion Of(IEnumerable<ProbeScores> probes)
    {
        ProbeScores[] mated = [.. probes.Where(probe => probe.HasMate)];
        return new Proportion(mated.Count(probe => Is(probe.Scores[probe.OwnSet])), mated.Length);
    }
}
