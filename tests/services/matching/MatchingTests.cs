using CsCheck;
using Pedestal.Vein;

namespace Pedestal.Matching.Tests;

public class MatchingTests
{
    [Fact]
    public void A_template_has_distance_zero_to_itself_shifted_within_the_search_range() =>
        Gen.Select(Gen.Int[-4, 4], Gen.Int[-4, 4], Gen.Int[0, 1000]).Sample((dx, dy, seed) =>
        {
            var template = Templates.Random(seed);
            var moved = Templates.Parse(Templates.Shifted(template, dx, dy));
            Assert.Equal(0, PalmComparer.Distance(new Probe(Templates.Parse(template)), moved), 0.08);
        }, iter: 40);

    [Fact]
    public void Unrelated_templates_have_a_distance_near_one_half() =>
        Assert.All(Enumerable.Range(0, 40), seed =>
        {
            // The same pairs every time: among enough of them, some distance falls below any bound.
            var probe = new Probe(Templates.Parse(Templates.Random(seed)));
            Assert.InRange(PalmComparer.Distance(probe, Templates.Parse(Templates.Random(seed + 1))), 0.42, 0.5);
        });

    [Fact]
    public void A_palm_s_distance_is_the_mean_of_its_two_nearest_templates()
    {
        var template = Templates.Random(1);
        VeinTemplate[] palm =
        [
            Templates.Parse(Templates.Noisy(template, 0.10, 2)),
            Templates.Parse(Templates.Noisy(template, 0.30, 3)),
            Templates.Parse(Templates.Noisy(template, 0.20, 4)),
        ];
        var probe = new Probe(Templates.Parse(template));
        var expected = (PalmComparer.Distance(probe, palm[0]) + PalmComparer.Distance(probe, palm[2])) / 2;
        Assert.Equal(expected, PalmComparer.Distance(probe, palm.AsSpan()), 12);
        Assert.Equal(PalmComparer.Distance(probe, palm[1]), PalmComparer.Distance(probe, palm.AsSpan(1, 1)), 12);
    }

    [Fact]
    public void Ten_times_as_many_palms_need_a_score_of_10_more() =>
        Gen.Int[1, 1_000_000].Sample(palms =>
            Assert.Equal(ScoreCalibration.Threshold(palms) + 10, ScoreCalibration.Threshold(10 * palms)));

    [Theory]
    [InlineData(1, 1e-3, 30)]
    [InlineData(1000, 1e-3, 60)]
    [InlineData(1000, 1e-4, 70)]
    [InlineData(2000, 1e-2, 54)]
    public void The_threshold_follows_the_rate_that_an_operator_asks_for(int palms, double rate, int score) =>
        Assert.Equal(score, ScoreCalibration.Threshold(palms, rate));

    [Theory]
    [InlineData(0, 0, TemplateStatus.NotATemplate)]
    [InlineData(TemplateFormat.FormatVersionOffset, 9, TemplateStatus.UnknownFormatVersion)]
    [InlineData(TemplateFormat.ExtractorVersionOffset, 9, TemplateStatus.UnknownExtractorVersion)]
    [InlineData(TemplateFormat.QualityOffset, 101, TemplateStatus.Inconsistent)]
    [InlineData(TemplateFormat.ValidCellsOffset, 7, TemplateStatus.Inconsistent)]
    [InlineData(TemplateFormat.Length - 1, 0, TemplateStatus.Inconsistent)]
    public void Bytes_that_are_not_a_template_are_refused_with_the_reason(int offset, byte value, TemplateStatus expected)
    {
        var bytes = Templates.Random(1);
        bytes[offset] = value;
        Assert.Equal(expected, VeinTemplate.TryParse(bytes, out var template));
        Assert.Null(template);
    }

    [Fact]
    public void Bytes_of_any_content_and_length_never_throw() =>
        Gen.Byte.Array[0, 2 * TemplateFormat.Length].Sample(bytes =>
            Assert.NotEqual(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out _)));
}
