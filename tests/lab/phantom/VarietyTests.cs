using Pedestal.Pictures;
using Pedestal.Vein;

namespace Pedestal.Phantom.Tests;

/// <summary>Populations beyond the usual one, on which scores are checked.</summary>
public class VarietyTests
{
    const int Seed = 41;

    [Fact]
    public void A_wide_population_has_hands_beyond_the_published_sizes_and_veins()
    {
        PhantomHand[] hands = [.. Enumerable.Range(0, 60).Select(palm => new PhantomHand(Seed, 2 * palm, Variety.Wide))];
        Assert.InRange(hands.Min(hand => hand.Shape.Breadth), 50, 66);
        Assert.InRange(hands.Max(hand => hand.Shape.Breadth), 94, 110);
        Assert.True(hands.Max(hand => hand.Veins.Max(vein => vein.Contrast)) > 0.12);
        Assert.True(hands.Max(hand => hand.Veins.Count) > 2 * hands.Min(hand => hand.Veins.Count));
        Assert.True(hands.Max(hand => hand.Creases.Max(crease => crease.Contrast)) > 0.09);
    }

    [Fact]
    public void Every_seed_of_a_wide_population_has_a_camera_of_its_own_and_both_hands_of_a_person_are_alike()
    {
        PhantomHand[] hands = [.. Enumerable.Range(0, 4).Select(palm => new PhantomHand(Seed, palm, Variety.Wide))];
        Assert.Single(hands.Select(hand => hand.Camera).Distinct());
        Assert.Equal([hands[0].Anatomy, hands[2].Anatomy], [hands[1].Anatomy, hands[3].Anatomy]);
        Assert.NotEqual(hands[0].Anatomy, hands[2].Anatomy);
        Assert.NotEqual(hands[0].Camera, new PhantomHand(Seed + 1, 0, Variety.Wide).Camera);
        Assert.Equal(new PhantomCamera(), new PhantomHand(Seed, 0).Camera);
    }

    [Fact]
    public void A_region_is_filled_by_the_palm_and_gives_a_template()
    {
        var extractor = new Extractor(null);
        foreach (var variety in Enum.GetValues<Variety>())
        {
            var picture = PhantomRegion.Render(new PhantomHand(Seed, 1, variety), 0);
            Assert.All(picture, pixel => Assert.InRange(pixel, 40, 255));
            var region = AreaResampler.Whole(new GreyImage(PhantomRenderer.Side, PhantomRenderer.Side, picture), Parameters.RegionSide);
            Assert.Equal(ExtractionStatus.Ok, extractor.EncodeRegion(region, new byte[TemplateFormat.Length]));
        }
    }
}
