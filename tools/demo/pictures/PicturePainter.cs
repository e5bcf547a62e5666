using Pedestal.Hal;
using Pedestal.Vein;
using SkiaSharp;

namespace Pedestal.Demo;

/// <summary>Turns pictures of the pipeline into bitmaps, a pixel for each of their cells.</summary>
static class PicturePainter
{
    const int Side = TemplateFormat.GridSide;

    public static SKBitmap Grey(byte[] picture) => Paint(PalmFrame.Side, (x, y) =>
    {
        var level = picture[y * PalmFrame.Side + x];
        return new SKColor(level, level, level);
    });

    /// <summary>
    /// A quiet colour for each of the three pairs of directions, its opposite where the second direction of the pair is the
    /// brighter one, grey where none stands out.
    /// </summary>
    public static SKBitmap Responses(Extractor extractor)
    {
        var strongest = 1;
        for (var i = 0; i < TemplateFormat.PlaneCount * Side * Side; i++)
        {
            strongest = Math.Max(
                strongest, Math.Abs(extractor.ResponseAt(i / (Side * Side), i % Side, i / Side % Side)));
        }

        return Paint(Side, (x, y) => new SKColor(Level(x, y, 70, -20, -50), Level(x, y, -45, 45, -5), Level(x, y, -50, -10, 70)));

        byte Level(int x, int y, int first, int second, int third) => (byte)Math.Clamp(140 + 2 * (
            first * extractor.ResponseAt(0, x, y) + second * extractor.ResponseAt(1, x, y)
            + third * extractor.ResponseAt(2, x, y)) / strongest, 0, 255);
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
