using CsCheck;

namespace Pedestal.Evaluate.Tests;

public class VerificationTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 6 }, new[] { 4.0, 5, 7, 8 }, 0.25)]
    [InlineData(new[] { 1.0, 2, 6 }, new[] { 3.0, 4, 5, 7 }, 1 / 3.0)]
    [InlineData(new[] { 1.0, 3 }, new[] { 3.0, 5 }, 0.25)]
    [InlineData(new[] { 1.0, 2 }, new[] { 3.0, 4 }, 0.0)]
    [InlineData(new[] { 5.0 }, new[] { 1.0 }, 1.0)]
    [InlineData(new[] { 1.0, double.PositiveInfinity }, new[] { 3.0, 4 }, 0.5)]
    public void The_equal_error_rate_is_where_the_interpolated_curve_crosses_the_diagonal(
        double[] genuine, double[] impostor, double expected) =>
        Assert.Equal(expected, new Verification(genuine, impostor).EqualErrorRate!.Value.Rate, 12);

    [Fact]
    public void The_threshold_of_a_false_match_rate_admits_as_many_impostors_as_allowed()
    {
        var impostor = Enumerable.Range(0, 3000).Select(i => 100.0 + i);
        var point = new Verification([50, 102.5, 103, 200], impostor.Reverse()).At(1e-3)!;
        Assert.Equal(103, point.Threshold);
        Assert.Equal((3, 3000), (point.Fmr.Events, point.Fmr.Trials));
        Assert.Equal((2, 4), (point.Fnmr.Events, point.Fnmr.Trials));
    }

    [Theory]
    [InlineData(2_999, 1e-3, false)]
    [InlineData(3_000, 1e-3, true)]
    [InlineData(29_999, 1e-4, false)]
    [InlineData(30_000, 1e-4, true)]
    [InlineData(299_999, 1e-5, false)]
    [InlineData(300_000, 1e-5, true)]
    public void A_false_match_rate_needs_three_expected_impostors_to_be_measured(int impostors, double fmr, bool measurable) =>
        Assert.Equal(measurable, new Verification([0.1], Enumerable.Repeat(0.4, impostors)).At(fmr) is not null);

    [Fact]
    public void Impostors_at_equal_distances_never_exceed_the_rate()
    {
        var point = new Verification([0.3, 0.4], Enumerable.Repeat(0.4, 5000)).At(1e-3)!;
        Assert.Equal(0, point.Fmr.Events);
        Assert.Equal(1, point.Fnmr.Events);
    }

    [Fact]
    public void Without_comparisons_nothing_is_measured()
    {
        Assert.Null(new Verification([], [0.4]).EqualErrorRate);
        Assert.Null(new Verification([0.1], []).EqualErrorRate);
        Assert.Null(new Verification([], Enumerable.Repeat(0.4, 5000)).At(1e-3));
    }

    [Fact]
    public void Rates_agree_with_counting_one_by_one() =>
        Gen.Select(Gen.Int[0, 60].Array[1, 40], Gen.Int[20, 90].Array[30, 120]).Sample((g, i) =>
        {
            var genuine = Array.ConvertAll(g, d => d / 100.0);
            var impostor = Array.ConvertAll(i, d => d / 100.0);
            var verification = new Verification(genuine, impostor);
            var point = verification.At(0.1)!;
            Assert.Equal(impostor.Count(d => d < point.Threshold), point.Fmr.Events);
            Assert.Equal(genuine.Count(d => d >= point.Threshold), point.Fnmr.Events);
            Assert.True(point.Fmr.Rate <= 0.1);

            // The next larger threshold would accept too many.
            Assert.True(impostor.Count(d => d <= point.Threshold) > 0.1 * impostor.Length);
            var eer = verification.EqualErrorRate!.Value.Rate;
            Assert.Contains(verification.Curve.Zip(verification.Curve.Skip(1)), pair =>
                pair.First.Fmr <= eer + 1e-12 && eer <= pair.Second.Fmr + 1e-12
                && pair.First.Fnmr >= eer - 1e-12 && eer >= pair.Second.Fnmr - 1e-12);
        });

    [Fact]
    public void The_curve_goes_from_rejecting_all_to_accepting_all_impostors() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 30], Gen.Double[0, 1].Array[1, 30]).Sample((genuine, impostor) =>
        {
            var curve = new Verification(genuine, impostor).Curve;
            Assert.Equal((0, 1), curve[0]);
            Assert.Equal(1, curve[^1].Fmr);
            Assert.All(curve.Zip(curve.Skip(1)), pair =>
                Assert.True(pair.First.Fmr <= pair.Second.Fmr && pair.First.Fnmr >= pair.Second.Fnmr));
        });
}
