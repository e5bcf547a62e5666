using Pedestal.Matching;

namespace Pedestal.Phantom.Tests;

/// <summary>The score means what it says on palms it was not fitted on.</summary>
public class CalibrationTests
{
    const int Palms = 90;
    const int Seed = 90_417;

    [Fact]
    public void A_score_of_s_is_reached_by_one_stranger_in_10_to_the_s_over_10()
    {
        var sets = new VeinTemplate[Palms][];
        Parallel.For(0, Palms, palm => sets[palm] = PhantomTemplates.Of(new PhantomHand(Seed, palm), 4));
        var scores = Enumerable.Range(0, Palms).AsParallel().SelectMany(probe =>
        {
            // Same guest: left and right resemble each other more than strangers do.
            var prepared = new Probe(sets[probe][3]);
            return Enumerable.Range(0, Palms).Where(palm => palm / 2 != probe / 2)
                .Select(palm => ScoreCalibration.Score(PalmComparer.Distance(prepared, sets[palm].AsSpan(0, 3))));
        }).ToArray();

        // 7,920 comparisons: one in ten is measured closely, one in a thousand is about eight of them.
        Assert.InRange(scores.Count(score => score >= 10) / (double)scores.Length, 0.07, 0.14);
        Assert.InRange(scores.Count(score => score >= 20) / (double)scores.Length, 0.006, 0.016);
        Assert.InRange(scores.Count(score => score >= 30) / (double)scores.Length, 0.0002, 0.003);
    }
}
