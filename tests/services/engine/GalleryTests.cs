using Pedestal.Matching;

namespace Pedestal.Engine.Tests;

/// <summary>Who is recognised.</summary>
public class GalleryTests
{
    [Fact]
    public void The_gallery_finds_the_palm_among_strangers_and_nobody_for_a_stranger()
    {
        var gallery = new Gallery();
        for (var palm = 0; palm < 40; palm++)
        {
            gallery.Add(palm, Whole(palm));
            gallery.Add(palm, Templates.Noisy(Whole(palm), 15, 500 + palm));
        }

        var found = gallery.Identify(Templates.Noisy(Whole(17), 20, 9));
        Assert.Equal(17, found.Palm);
        Assert.True(found.Score >= ScoreCalibration.Threshold(gallery.PalmCount));
        Assert.Null(gallery.Identify(Whole(4_000)).Palm);
        Assert.Equal((40, 80), (gallery.PalmCount, gallery.TemplateCount));
    }

    [Fact]
    public void Phantom_probes_get_the_result_of_comparing_every_palm_closely()
    {
        var enrolled = PhantomGallery.Enrolled.Concat(PhantomGallery.Strangers(600)).ToArray();
        var gallery = new Gallery();
        gallery.Load(enrolled);
        var palms = enrolled.GroupBy(entry => entry.Palm, entry => entry.Template).ToDictionary(palm => palm.Key, palm => palm.ToArray());
        var normaliser = ScoreNormaliser.Of(palms);
        foreach (var (palm, template) in PhantomGallery.OwnProbes.Take(8))
        {
            using var probe = new Probe(template);
            var (nearest, distance) = Oracle.Search(probe, enrolled, 16)
                .Select(found => (found.Palm, Distance: PalmComparer.Distance(probe, palms[found.Palm])))
                .OrderBy(found => found.Distance).ThenBy(found => found.Palm).First();
            var score = normaliser.Score(normaliser.Nearness(normaliser.Of(probe), distance, palms[nearest].Length));
            var accepted = score >= ScoreCalibration.Threshold(gallery.PalmCount);
            Assert.Equal(new MatchResult(accepted ? nearest : null, score, distance), gallery.Identify(template));
        }
    }

    [Fact]
    public void A_removed_palm_is_not_found_and_an_empty_gallery_finds_nobody()
    {
        var gallery = new Gallery();
        var probe = Whole(1);
        Assert.Equal(new MatchResult(null, 0, 1), gallery.Identify(probe));
        gallery.Load([(1, probe), (2, Whole(2))]);
        Assert.Equal(1, gallery.Identify(probe).Palm);
        gallery.Remove(1);
        Assert.Null(gallery.Identify(probe).Palm);
        Assert.Equal((1, 1), (gallery.PalmCount, gallery.TemplateCount));
    }

    [Fact]
    public void A_gallery_of_one_palm_finds_its_owner_and_no_stranger()
    {
        foreach (var palm in new long[] { 3, 12, 25 })
        {
            var gallery = new Gallery(1e-6);
            gallery.Load(PhantomGallery.Enrolled.Where(entry => entry.Palm == palm));
            Assert.All(PhantomGallery.Probes.Where(probe => probe.Palm == palm),
                probe => Assert.Equal(palm, gallery.Identify(probe.Template).Palm));
            Assert.All(PhantomGallery.Probes.Where(probe => probe.Palm != palm),
                probe => Assert.Null(gallery.Identify(probe.Template).Palm));
        }
    }

    [Fact]
    public void Equal_distances_go_to_the_lower_palm_whatever_the_order()
    {
        var template = Whole(1);
        var gallery = new Gallery();
        gallery.Load([(9, template), (3, template), (5, template)]);
        Assert.Equal(3, gallery.Identify(template).Palm);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(0.2)]
    [InlineData(double.NaN)]
    public void A_meaningless_rate_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gallery(rate));

    [Fact]
    public void A_stricter_gallery_rejects_what_another_accepts()
    {
        // The nearest of strangers' probes: one in a hundred is as near.
        var enrolled = PhantomGallery.Enrolled.Where(entry => entry.Palm % 2 == 0).ToArray();
        foreach (var (rate, accepted) in new[] { (0.1, true), (1e-6, false) })
        {
            var gallery = new Gallery(rate);
            gallery.Load(enrolled);
            var strangers = PhantomGallery.Probes.Where(probe => probe.Palm % 2 == 1).Select(probe => gallery.Identify(probe.Template));
            Assert.Equal(accepted, strangers.Any(found => found.Palm is not null));
        }
    }

    static VeinTemplate Whole(int seed) => Templates.Make(seed, full: true);
}
