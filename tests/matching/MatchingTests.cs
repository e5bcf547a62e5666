using CsCheck;
using Pedestal.Vein;

namespace Pedestal.Matching.Tests;

public class MatchingTests
{
    [Fact]
    public void A_template_is_at_distance_zero_of_itself_moved_within_the_search_range() =>
        Gen.Select(Gen.Int[-4, 4], Gen.Int[-4, 4], Gen.Int[0, 1000]).Sample((dx, dy, seed) =>
        {
            var template = Templates.Random(seed);
            var moved = Templates.Parse(Templates.Shifted(template, dx, dy));
            Assert.Equal(0, PalmComparer.Distance(new Probe(Templates.Parse(template)), moved), 0.08);
        }, iter: 40);

    [Fact]
    public void Unrelated_templates_stay_near_one_half() =>
        Gen.Int[0, 100_000].Sample(seed =>
        {
            var probe = new Probe(Templates.Parse(Templates.Random(seed)));
            Assert.InRange(PalmComparer.Distance(probe, Templates.Parse(Templates.Random(seed + 1))), 0.42, 0.5);
        }, iter: 40);

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
    public void The_gallery_finds_the_palm_among_strangers_and_nobody_for_a_stranger()
    {
        var gallery = new Gallery();
        for (var palm = 0; palm < 40; palm++)
        {
            gallery.Add(palm, Templates.Parse(Templates.Random(palm)));
            gallery.Add(palm, Templates.Parse(Templates.Noisy(Templates.Random(palm), 0.15, 500 + palm)));
        }

        var found = gallery.Identify(Templates.Parse(Templates.Noisy(Templates.Random(17), 0.2, 9)));
        Assert.Equal(17, found.Palm);
        Assert.True(found.Score >= ScoreCalibration.Threshold(gallery.PalmCount));
        Assert.Null(gallery.Identify(Templates.Parse(Templates.Random(4_000))).Palm);
        Assert.Equal((40, 80), (gallery.PalmCount, gallery.TemplateCount));
    }

    [Fact]
    public void A_removed_palm_is_not_found_and_an_empty_gallery_finds_nobody()
    {
        var gallery = new Gallery();
        var probe = Templates.Parse(Templates.Random(1));
        Assert.Equal(new MatchResult(null, 0, 1), gallery.Identify(probe));
        gallery.Load([(1, probe), (2, Templates.Parse(Templates.Random(2)))]);
        Assert.Equal(1, gallery.Identify(probe).Palm);
        gallery.Remove(1);
        Assert.Null(gallery.Identify(probe).Palm);
    }

    [Fact]
    public void Equal_distances_go_to_the_lower_palm_whatever_the_order()
    {
        var template = Templates.Parse(Templates.Random(1));
        var gallery = new Gallery();
        gallery.Load([(9, template), (3, template), (5, template)]);
        Assert.Equal(3, gallery.Identify(template).Palm);
    }

    [Fact]
    public void A_nearer_palm_never_scores_less_and_the_threshold_follows_the_gallery() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[1, 1_000_000]).Sample((a, b, palms) =>
        {
            Assert.True(ScoreCalibration.Score(Math.Min(a, b)) >= ScoreCalibration.Score(Math.Max(a, b)));
            Assert.Equal(ScoreCalibration.Threshold(palms) + 10, ScoreCalibration.Threshold(10 * palms));
        });

    [Theory]
    [InlineData(1, 1e-3, 30)]
    [InlineData(1000, 1e-3, 60)]
    [InlineData(1000, 1e-4, 70)]
    [InlineData(2000, 1e-2, 54)]
    public void The_threshold_follows_the_rate_that_an_operator_asks_for(int palms, double rate, int score) =>
        Assert.Equal(score, ScoreCalibration.Threshold(palms, rate));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(0.2)]
    [InlineData(double.NaN)]
    public void A_rate_that_means_nothing_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gallery(rate));

    [Fact]
    public void A_stricter_gallery_refuses_what_another_accepts()
    {
        var palm = Templates.Random(1);
        var probe = Templates.Parse(Templates.Noisy(palm, 0.29, 2));
        foreach (var (rate, accepted) in new[] { (0.1, true), (1e-6, false) })
        {
            var gallery = new Gallery(rate);
            gallery.Add(1, Templates.Parse(palm));
            Assert.Equal(accepted, gallery.Identify(probe).Palm is 1);
        }
    }

    [Theory]
    [InlineData(0, 0, TemplateStatus.NotATemplate)]
    [InlineData(TemplateFormat.FormatVersionOffset, 9, TemplateStatus.UnknownFormatVersion)]
    [InlineData(TemplateFormat.ExtractorVersionOffset, 9, TemplateStatus.UnknownExtractorVersion)]
    [InlineData(TemplateFormat.QualityOffset, 101, TemplateStatus.Inconsistent)]
    [InlineData(TemplateFormat.ValidCellsOffset, 7, TemplateStatus.Inconsistent)]
    [InlineData(TemplateFormat.Length - 1, 0, TemplateStatus.Inconsistent)]
    public void Bytes_that_are_no_template_are_refused_by_name(int offset, byte value, TemplateStatus expected)
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
