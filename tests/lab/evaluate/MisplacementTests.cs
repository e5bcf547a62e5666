namespace Pedestal.Evaluate.Tests;

/// <summary>Captures with another place than the palm's.</summary>
public class MisplacementTests
{
    [Fact]
    public void A_probe_as_far_from_its_own_palm_as_strangers_are_counts_as_misplaced()
    {
        ProbeScores[] probes = [Scored(0, [60, 3]), Scored(1, [4, 9]), Scored(1, [2, 10]), Scored(-1, [0, 0])];
        Assert.Equal(new Proportion(1, 3), Misplacement.Of(probes));
    }

    static ProbeScores Scored(int own, int[] scores) => Tables.Probe(own, [0.2, 0.4]) with { Scores = scores };
}
