using CsCheck;
using Pedestal.Matching;

namespace Pedestal.Engine.Tests;

/// <summary>What a distance is worth, by the gallery it was found in.</summary>
public class ScoreNormaliserTests
{
    [Fact]
    public void The_score_depends_on_the_palms_and_not_on_how_they_came()
    {
        var enrolled = PhantomGallery.Enrolled.Concat(PhantomGallery.Strangers(400)).ToArray();
        var loaded = new Gallery();
        loaded.Load(enrolled);
        var grown = new Gallery();
        foreach (var part in enrolled.Reverse().Chunk(37))
        {
            grown.Add(part);
            grown.Identify(part[0].Template);
        }

        var shrunk = new Gallery();
        shrunk.Load(enrolled.Concat(PhantomGallery.Strangers(700).Skip(400)));
        for (var i = 0; i < 300; i++)
        {
            shrunk.Remove(PhantomGallery.Strangers(700).ElementAt(400 + i).Palm);
        }

        foreach (var (_, template) in PhantomGallery.Probes.Take(20))
        {
            var expected = loaded.Identify(template);
            Assert.Equal([expected, expected], [grown.Identify(template), shrunk.Identify(template)]);
        }
    }

    [Fact]
    public void The_probe_s_own_palm_in_the_cohort_hardly_changes_its_score()
    {
        var probe = PhantomGallery.OwnProbes.First();
        var own = PhantomGallery.Enrolled.Where(entry => entry.Palm == probe.Palm).Select(entry => entry.Template).ToArray();
        var strangers = PhantomGallery.Strangers(40).ToDictionary(entry => entry.Palm, entry => new[] { entry.Template });
        var without = Score(strangers);

        // Enrolled twice, as by two family accounts.
        strangers.Add(-1, own);
        strangers.Add(-2, own);
        // They are left out, and no longer the two strangers who come nearest: the score may fall by a little more than it may rise.
        Assert.InRange(Score(strangers), without - 5, without + 2);

        int Score(Dictionary<long, VeinTemplate[]> palms)
        {
            var normaliser = ScoreNormaliser.Of(palms);
            using var prepared = new Probe(probe.Template);
            return normaliser.Score(normaliser.Nearness(normaliser.Of(prepared), 0.30, 2));
        }
    }

    [Fact]
    public void A_nearer_palm_never_scores_less()
    {
        var normaliser = ScoreNormaliser.Of(new Dictionary<long, VeinTemplate[]>());
        Gen.Select(Gen.Double[-10, 30], Gen.Double[-10, 30]).Sample((a, b) =>
            Assert.True(normaliser.Score(Math.Max(a, b)) >= normaliser.Score(Math.Min(a, b))));
        Assert.Equal((0, ScoreCalibration.MaximumScore), (normaliser.Score(-10), normaliser.Score(30)));
    }

    [Fact]
    public void A_palm_near_to_everybody_scores_less_at_the_same_distance()
    {
        // Wide blocks of equal bits agree with more strangers by chance than single ones.
        var normaliser = ScoreNormaliser.Of(new Dictionary<long, VeinTemplate[]>());
        var usual = new ProbeStatistics(325, 13.5);
        var near = new ProbeStatistics(310, 15);
        Assert.True(Score(near) < Score(usual));

        int Score(ProbeStatistics probe) => normaliser.Score(normaliser.Nearness(probe, 0.28, 2));
    }

    [Fact]
    public void Statistics_of_a_probe_help_it_only_so_far()
    {
        // Invented bits can promise by their coarse form that strangers stay away. Captures of palms have about (315, 13.5).
        var normaliser = ScoreNormaliser.Of(new Dictionary<long, VeinTemplate[]>());
        var usual = new ProbeStatistics(315, 13.5);
        var invented = new ProbeStatistics(355, 7);
        Gen.Double[0.2, 0.4].Sample(distance => Assert.InRange(
            normaliser.Nearness(invented, distance, 2) - normaliser.Nearness(usual, distance, 2), double.NegativeInfinity, 2));
    }

    [Fact]
    public void Invented_and_spoilt_probes_get_no_better_scores_than_strangers()
    {
        var palms = PhantomGallery.Enrolled.GroupBy(entry => entry.Palm, entry => entry.Template)
            .ToDictionary(palm => palm.Key, palm => palm.ToArray());
        var normaliser = ScoreNormaliser.Of(palms);
        var enrolled = PhantomGallery.Enrolled.Select(entry => entry.Template).ToArray();
        VeinTemplate[] probes =
        [
            Templates.Make(1, full: true), Templates.Make(2), Templates.Average(enrolled), Templates.Stacked(enrolled[0], null, 7),
            Templates.Noisy(Templates.Average(enrolled), 20, 3), Templates.Blocks(4, 4), Templates.Blocks(2, 5),
        ];
        foreach (var template in probes)
        {
            using var probe = new Probe(template);
            var statistics = normaliser.Of(probe);
            foreach (var palm in palms.Values.Where(palm => !palm.Contains(enrolled[0])))
            {
                var nearness = normaliser.Nearness(statistics, PalmComparer.Distance(probe, palm.AsSpan()), palm.Length);
                Assert.InRange(normaliser.Score(nearness), 0, 25);
            }
        }
    }
}
