using System.Globalization;
using Pedestal.Phantom;
using Pedestal.Pictures;

namespace Pedestal.Evaluate;

/// <summary>Synthetic palms, rendered when read; sample n is capture n - 1 of tools/lab/phantom.</summary>
static class PhantomSamples
{
    /// <summary>Samples of each palm.</summary>
    public const int PerPalm = 5;

    /// <summary>The name of a palm.</summary>
    public static string Name(int palm) => palm.ToString("0000", CultureInfo.InvariantCulture);

    public static List<PalmSample> Of(
        int palms, int seed, Difficulty difficulty, Variety variety = Variety.Usual, SampleKind kind = SampleKind.Hand) =>
    [
        .. from palm in Enumerable.Range(0, palms)
           let hand = new Lazy<PhantomHand>(() => new PhantomHand(seed, palm, variety))
           let name = Name(palm)
           from sample in Enumerable.Range(0, PerPalm)
           let number = (sample + 1).ToString(CultureInfo.InvariantCulture)
           select new PalmSample(name, number, $"phantom {name}_{number}", () => Render(hand.Value, sample, difficulty, kind)),
    ];

    static GreyImage Render(PhantomHand hand, int sample, Difficulty difficulty, SampleKind kind) => new(
        PhantomRenderer.Side, PhantomRenderer.Side,
        kind == SampleKind.Roi ? PhantomRegion.Render(hand, sample, difficulty) : PhantomRenderer.Render(hand, sample, difficulty));
}
