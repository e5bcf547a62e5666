namespace Pedestal.Phantom.Tests;

/// <summary>The phantoms' statistics match those of real palms, on a seed that was not used for tuning.</summary>
public sealed class RealismTests(RealismTests.Levels levels) : IClassFixture<RealismTests.Levels>
{
    [Theory]
    [InlineData(Difficulty.Easy)]
    [InlineData(Difficulty.Default)]
    [InlineData(Difficulty.Hard)]
    public void Veins_and_strangers_are_in_range_at_every_difficulty(Difficulty difficulty)
    {
        var level = levels.Of(difficulty);
        Assert.InRange(level.Sections.Count, 60, 1000);
        foreach (var figure in PublishedFigure.All.Where(f => f.Range is not null
            && (f.Quantity.StartsWith("impostor", StringComparison.Ordinal) || f.Source == 'A' && f.Statistic == "median")))
        {
            Assert.True(figure.IsInRange(figure.Measure(level)), $"{figure.Name} {figure.Write(figure.Measure(level))}");
        }
    }

    [Fact]
    public void The_matchers_genuine_median_is_in_range_at_default_difficulty_and_bad_poses_make_a_tail()
    {
        var level = levels.Of(Difficulty.Default);
        Assert.InRange(Sample.Quantile(level.Distances.GenuineMatched, 0.5), 0.20, 0.26);
        Assert.InRange(Sample.Quantile(level.Distances.GenuineShifted, 0.98), 0.30, 0.38);
    }

    [Fact]
    public void Genuine_pairs_lie_further_apart_the_harder_it_gets()
    {
        var medians = levels.All.Select(level => Sample.Quantile(level.Distances.GenuineShifted, 0.5)).ToArray();
        Assert.InRange(medians[1] - medians[0], 0.01, 0.1);
        Assert.InRange(medians[2] - medians[1], 0.01, 0.1);
        Assert.All(levels.All, level => Assert.True(level.Distances.GenuineShifted.Min() > 0.1, "too easy"));
    }

    [Fact]
    public void Figures_out_of_range_are_marked_low_or_high()
    {
        var figure = PublishedFigure.All.First(f => f.Quantity == "impostor distance unshifted" && f.Statistic == "mean");
        Assert.Equal("0.420 low", figure.Write(0.42));
        Assert.Equal("0.460", figure.Write(0.46));
        Assert.Equal("0.500 high", figure.Write(0.5));
        Assert.Equal("n/a", figure.Write(double.NaN));
    }

    [Fact]
    public void Every_figure_names_a_source()
    {
        var keys = PublishedFigure.Sources.Select(source => source.Key).ToHashSet();
        Assert.All(PublishedFigure.All, figure => Assert.Contains(figure.Source, keys));
        Assert.Equal(keys.Order(), PublishedFigure.All.Select(figure => figure.Source).Distinct().Order());
    }

    /// <summary>Measured once for all tests.</summary>
    public sealed class Levels
    {
        internal IReadOnlyList<LevelStatistics> All { get; } =
            [.. Enum.GetValues<Difficulty>().Select(difficulty => LevelStatistics.Measure(20, 3, 4711, difficulty))];

        internal LevelStatistics Of(Difficulty difficulty) => All.Single(level => level.Difficulty == difficulty);
    }
}
