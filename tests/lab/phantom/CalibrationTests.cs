using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Pictures;
using Pedestal.Vein;

namespace Pedestal.Phantom.Tests;

/// <summary>The score means what it says on palms it was not fitted on, of people and cameras it has never seen.</summary>
public class CalibrationTests
{
    const int Palms = 70;
    const int Seed = 90_417;

    [Theory]
    [InlineData(Variety.Usual)]
    [InlineData(Variety.Wide)]
    public void A_score_of_s_is_reached_by_one_stranger_in_10_to_the_s_over_10(Variety variety)
    {
        var sets = new VeinTemplate[Palms][];
        Parallel.For(0, Palms, palm => sets[palm] = variety == Variety.Usual
            ? PhantomTemplates.Of(new PhantomHand(Seed, palm), 3)
            : [.. Enumerable.Range(0, 3).Select(sample => Region(new PhantomHand(Seed, palm, variety), sample))]);
        var normaliser = ScoreNormaliser.Of(Enumerable.Range(0, Palms).ToDictionary(palm => (long)palm, palm => sets[palm][..2]));
        var scores = Enumerable.Range(0, Palms).AsParallel().SelectMany(probe =>
        {
            // Same guest: left and right resemble each other more than strangers do.
            using var prepared = new Probe(sets[probe][2]);
            var statistics = normaliser.Of(prepared);
            return Enumerable.Range(0, Palms).Where(palm => palm / 2 != probe / 2)
                .Select(palm => PalmComparer.Distance(prepared, sets[palm].AsSpan(0, 2)))
                .Select(distance => normaliser.Score(normaliser.Nearness(statistics, distance, 2))).ToList();
        }).ToArray();

        // 4,760 comparisons: one in ten is measured closely, one in a thousand is about five of them.
        Assert.InRange(scores.Count(score => score >= 10) / (double)scores.Length, 0.07, 0.14);
        Assert.InRange(scores.Count(score => score >= 20) / (double)scores.Length, 0.005, 0.017);
        Assert.InRange(scores.Count(score => score >= 30) / (double)scores.Length, 0, 0.003);
    }

    static VeinTemplate Region(PhantomHand hand, int sample)
    {
        var picture = new GreyImage(PhantomRenderer.Side, PhantomRenderer.Side, PhantomRegion.Render(hand, sample));
        var bytes = new byte[TemplateFormat.Length];
        Assert.Equal(ExtractionStatus.Ok,
            new Extractor(null).EncodeRegion(AreaResampler.Whole(picture, Parameters.RegionSide), bytes));
        Assert.Equal(TemplateStatus.Ok, VeinTemplate.TryParse(bytes, out var template));
        return template!;
    }
}
