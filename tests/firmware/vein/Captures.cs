using Pedestal.Phantom;

namespace Pedestal.Vein.Tests;

/// <summary>Frames like those of the camera, made from phantom pictures.</summary>
static class Captures
{
    public const int Pixels = PhantomRenderer.Side * PhantomRenderer.Side;

    public static byte[] Picture(int palm, CapturePose? pose = null)
    {
        var hand = new PhantomHand(11, palm);
        return PhantomRenderer.Render(hand, pose ?? new CapturePose(), hand.CaptureRandom(0));
    }

    public static byte[] Frame(byte[] picture, int ambient = 0)
    {
        var frame = new byte[2 * Pixels];
        for (var i = 0; i < Pixels; i++)
        {
            frame[2 * i] = (byte)Math.Min(picture[i] + ambient, 255);
            frame[2 * i + 1] = 128;
        }

        return frame;
    }

    public static byte[] Uniform(int level) => Frame(Enumerable.Repeat((byte)level, Pixels).ToArray());

    /// <summary>The picture moved by whole pixels; background fills the rest.</summary>
    public static byte[] Shift(byte[] picture, int dx, int dy)
    {
        const int side = PhantomRenderer.Side;
        var shifted = new byte[Pixels];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                // The wrist extends beyond the frame.
                var sourceY = Math.Min(y - dy, side - 1);
                var sourceX = x - dx;
                shifted[y * side + x] = sourceX is < 0 or >= side || sourceY < 0 ? (byte)2 : picture[sourceY * side + sourceX];
            }
        }

        return shifted;
    }

    /// <summary>The picture turned clockwise by quarter turns.</summary>
    public static byte[] Turn(byte[] picture, int quarters)
    {
        const int side = PhantomRenderer.Side;
        for (; quarters > 0; quarters--)
        {
            var turned = new byte[Pixels];
            for (var i = 0; i < Pixels; i++)
            {
                turned[i % side * side + side - 1 - i / side] = picture[i];
            }

            picture = turned;
        }

        return picture;
    }

    public static (ExtractionStatus Status, byte[] Template) Extract(byte[] lit, byte[]? dark = null)
    {
        var template = new byte[TemplateFormat.Length];
        return (new Extractor().Extract(lit, dark ?? Uniform(0), template), template);
    }
}
