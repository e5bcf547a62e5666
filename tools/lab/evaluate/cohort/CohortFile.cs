using Pedestal.Engine;
using Pedestal.Phantom;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate;

/// <summary>The palms that ship with the engine: left hands of a seed that nothing else uses, so that no two belong to one person.</summary>
static class CohortFile
{
    const int Seed = 909_090;

    /// <summary>The templates of all palms, one after the other.</summary>
    public static byte[] Make() =>
        [.. Enumerable.Range(0, Cohort.Palms).AsParallel().AsOrdered().SelectMany(palm => Of(palm)).SelectMany(bytes => bytes)];

    /// <summary>The templates of one palm: its first captures that give any.</summary>
    public static IEnumerable<byte[]> Of(int palm)
    {
        var extraction = new DeviceExtraction(SampleKind.Hand, new LightCalibration());
        var hand = new PhantomHand(Seed, 2 * palm);
        return Enumerable.Range(0, int.MaxValue)
            .Select(sample => extraction.Bytes(PhantomRenderer.Render(hand, sample)))
            .OfType<byte[]>()
            .Take(Cohort.TemplatesShipped(palm));
    }
}
