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

    /// <summary>Red, green and blue for the three pairs of directions, grey where none stands out.</summary>
    public static SKBitmap Responses(Extractor extractor)
    {
        var strongest = 1;
        for (var i = 0; i < TemplateFormat.PlaneCount * Side * Side; i++)
        {
            strongest = Math.Max(
                strongest, Math.Abs(extractor.ResponseAt(i / (Side * Side), i % Side, i / Side % Side)));
        }

        return Paint(Side, (x, y) => new SKColor(Level(0, x, y), Level(1, x, y), Level(2, x, y)));

        byte Level(int plane, int x, int y) =>
            (byte)Math.Clamp(128 + 255 * extractor.ResponseAt(plane, x, y) / strongest, 0, 255);
    }

    /// <summary>The three bits of each cell as red, green and blue; cells without palm stay dark.</summary>
    public static SKBitmap Template(byte[] template)
    {
        return Paint(Side, (x, y) => Bit(TemplateFormat.PlaneCount, x, y)
            ? new SKColor(Level(0, x, y), Level(1, x, y), Level(2, x, y))
            : new SKColor(24, 26, 30));

        byte Level(int plane, int x, int y) => Bit(plane, x, y) ? (byte)235 : (byte)60;

        bool Bit(int plane, int x, int y) => (template[TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength
            + 4 * y + (x >> 3)] >> (x & 7) & 1) != 0;
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
