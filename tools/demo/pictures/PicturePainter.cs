using Pedestal.Hal;
using Pedestal.Vein;
using SkiaSharp;

namespace Pedestal.Demo;

/// <summary>Turns intermediate results of the extraction into bitmaps, one pixel for each cell.</summary>
static class PicturePainter
{
    const int Side = TemplateFormat.GridSide;

    public static SKBitmap Grey(byte[] picture) => Paint(PalmFrame.Side, (x, y) =>
    {
        var level = picture[y * PalmFrame.Side + x];
        return new SKColor(level, level, level);
    });

    /// <summary>
    /// A muted colour for each of the three pairs of directions, the complementary colour where the second direction of the pair is
    /// brighter, and grey where none dominates.
    /// </summary>
    public static SKBitmap Responses(Extractor extractor)
    {
        var typical = 1 + (int)Enumerable.Range(0, TemplateFormat.PlaneCount * Side * Side)
            .Average(i => Math.Abs(extractor.ResponseAt(i / (Side * Side), i % Side, i / Side % Side)));

        return Paint(Side, (x, y) => new SKColor(Level(x, y, 70, -20, -50), Level(x, y, -45, 45, -5), Level(x, y, -50, -10, 70)));

        byte Level(int x, int y, int first, int second, int third) =>
            (byte)Math.Clamp(140 + first * Strength(0, x, y) + second * Strength(1, x, y) + third * Strength(2, x, y), 0, 255);

        // Bounded, so that one strong line does not make all others look grey.
        double Strength(int plane, int x, int y)
        {
            var response = extractor.ResponseAt(plane, x, y);
            return (double)response / (Math.Abs(response) + 2 * typical);
        }
    }

    static SKBitmap Paint(int side, Func<int, int, SKColor> colour)
    {
        var bitmap = new SKBitmap(side, side);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                bitmap.SetPixel(x, y, colour(x, y));
            }
        }

        return bitmap;
    }
}
