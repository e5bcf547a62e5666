namespace Pedestal.Evaluate.Tests;

public class StatisticsTests
{
    // Published values of the Wilson score interval without continuity correction.
    [Theory]
    [InlineData(1, 10, 0.0178762131, 0.4041500268)]
    [InlineData(50, 100, 0.4038315303, 0.5961684697)]
    [InlineData(0, 1000, 0, 0.0038267585)]
    [InlineData(1000, 1000, 0.9961732415, 1)]
    public void Intervals_are_Wilson_s(double events, int trials, double low, double high)
    {
        var proportion = new Proportion(events, trials);
        Assert.Equal(low, proportion.Low, 8);
        Assert.Equal(high, proportion.High, 8);
    }

    [Fact]
    public void Without_trials_the_interval_covers_everything()
    {
        var proportion = new Proportion(0, 0);
        Assert.Equal((0, 1), (proportion.Low, proportion.High));
        Assert.Equal("not measurable", Figure.OfShare("key", "label", proportion).Value);
    }

    [Fact]
    public void The_deviation_is_that_of_a_sample()
    {
        var moments = Moments.Of([1, 2, 3, 4])!;
        Assert.Equal(2.5, moments.Mean, 12);
        Assert.Equal(Math.Sqrt(5 / 3.0), moments.Deviation, 12);
        Assert.Null(Moments.Of([1]));
    }

    [Fact]
    public void Separation_is_the_means_difference_over_both_deviations()
    {
        Assert.Equal(0.3 / Math.Sqrt(0.02), Moments.Separation(Moments.Of([0.2, 0.4]), Moments.Of([0.5, 0.7]))!.Value, 12);
        Assert.Equal(2 / Math.Sqrt(2.5), Moments.Separation(new Moments(1, 1), new Moments(3, 2))!.Value, 12);
        Assert.Null(Moments.Separation(null, new Moments(3, 2)));
        Assert.Null(Moments.Separation(new Moments(1, 0), new Moments(3, 0)));
    }

    [Fact]
    public void Rank_one_requires_the_own_set_to_be_the_nearest()
    {
        ProbeScores[] probes =
        [
            Tables.Probe(0, [0.1, 0.2, 0.3]),
            Tables.Probe(1, [0.1, 0.2, 0.3]),
            Tables.Probe(2, [0.3, 0.3, 0.3]),
            Tables.Probe(2, [0.3, 0.4, 0.2]),
            Tables.Probe(-1, [0.1, 0.2, 0.3]),
        ];
        Assert.Equal(new Proportion(2, 4), Identification.RankOne(probes));
    }

    [Fact]
    public void Failures_count_as_rejections_only_in_the_generalised_rates()
    {
        var evaluation = new Evaluation(
            Tables.Of(
                2, [Tables.Probe(0, [0.1, 0.4]), Tables.Probe(1, [0.4, 0.1]), Tables.Probe(-1, [0.4, 0.4])], failures: 1),
            0.5);
        Assert.Equal((2, 4), (evaluation.Verification.GenuineCount, evaluation.Verification.ImpostorCount));
        Assert.Equal(0, evaluation.Verification.EqualErrorRate!.Value.Rate);
        Assert.Equal(4, evaluation.Generalised.GenuineCount);
        Assert.Equal(0.5, evaluation.Generalised.EqualErrorRate!.Value.Rate);
        Assert.Equal(new Proportion(1, 4), evaluation.FailureToExtract);
    }
}
