using Pedestal.Phantom;

namespace Pedestal.CostMeter;

/// <summary>Frames as the camera delivers them: YUV 4:2:2, the grey level in every even byte.</summary>
static class Captures
{
    public const int FrameBytes = 2 * PhantomRenderer.Side * PhantomRenderer.Side;

    public static IEnumerable<byte[]> OfPhantoms(int palms, int samples, int seed) =>
        from palm in Enumerable.Range(0, palms)
        let hand = new PhantomHand(seed, palm)
        from sample in Enumerable.Range(0, samples)
        select Frame(PhantomRenderer.Render(hand, sample));

    public static byte[] Frame(byte[] picture)
    {
        var frame = new byte[FrameBytes];
        for (var i = 0; i < picture.Length; i++)
        {
            frame[2 * i] = picture[i];
            frame[2 * i + 1] = 128;
        }

        return frame;
    }
}
