namespace Pedestal.Evaluate.Tests;

/// <summary>The scores' promises, counted on made-up scores.</summary>
public class CalibrationTests
{
    [Fact]
    public void A_claim_is_compared_with_the_share_of_strangers_that_reach_the_score()
    {
        // 30,000 strangers: one in ten reaches 10, one in fifty 20, six reach 30 and none 40.
        var calibration = new Calibration(
        [
            .. Enumerable.Repeat(9, 27_000), .. Enumerable.Repeat(10, 2_400), .. Enumerable.Repeat(20, 594), .. Enumerable.Repeat(39, 6),
        ]);
        Assert.Equal([1, 2, 0.2, 0], calibration.Rates.Take(4).Select(rate => Math.Round(rate.Ratio, 9)));
        Assert.Equal([true, true, true, true, false, false, false], calibration.Rates.Select(rate => rate.IsMeasurable));
        Assert.Equal((1e-3, new Proportion(6, 30_000)), (calibration.Worst!.Claimed, calibration.Worst.Measured));
        Assert.Equal("calibration: worst ratio 0.20 at FMR 1e-3 (95 % interval 0.09 to 0.44)", CalibrationSection.Summary(calibration));
    }

    [Fact]
    public void A_rate_that_too_few_comparisons_support_is_not_judged()
    {
        var calibration = new Calibration(Enumerable.Repeat(60, 299));
        Assert.Null(calibration.Worst);
        Assert.Equal("calibration: too few impostor comparisons", CalibrationSection.Summary(calibration));
        Assert.Equal("not measurable", CalibrationSection.Of(calibration).Figures[1].Value);
    }

    [Fact]
    public void Strangers_who_never_come_near_are_a_deviation_too()
    {
        var calibration = new Calibration(Enumerable.Range(0, 100_000).Select(i => i < 1_000 ? 20 : 0));
        Assert.Equal((1e-3, 0), (calibration.Worst!.Claimed, calibration.Worst.Ratio));
    }
}
