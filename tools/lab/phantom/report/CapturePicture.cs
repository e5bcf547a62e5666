using Pedestal.Plotting;
using SkiaSharp;

namespace Pedestal.Phantom;

/// <summary>A capture and, beside it, the true and the measured position of its veins.</summary>
static class CapturePicture
{
    const int Width = 860;
    const float Tile = 418;
    const float Gap = 8;
    const int Finest = 4;

    // The absorption drawn as black: that of the strongest veins.
    const double Strongest = 0.1;

    /// <summary>Draws the pair.</summary>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(PhantomHand hand, int sample, Difficulty difficulty)
    {
        var picture = PhantomRenderer.Render(hand, sample, difficulty);
        var map = new VeinMap(hand, sample, difficulty);
        using var sheet = new PlotSheet(Width, (int)(Tile + 2 * Gap));
        Place(sheet, Gap, PhantomRenderer.Side, (x, y) => picture[y * PhantomRenderer.Side + x]);
        var left = Width - Gap - Tile;
        Place(sheet, left, Finest * PhantomRenderer.Side, (x, y) =>
            map.At((x + 0.5) / Finest - 0.5, (y + 0.5) / Finest - 0.5) is { } taken
                ? (byte)(215 * (1 - Math.Min(taken / Strongest, 1)))
                : byte.MaxValue);
        foreach (var site in map.Find(SkinSite.Of(hand)))
        {
            var (x, y) = (site.AcrossX * VeinMeter.HalfSpan, site.AcrossY * VeinMeter.HalfSpan);
            sheet.Line(At(site.Column - x, site.Row - y), At(site.Column + x, site.Row + y), PlotSheet.Impostor, 2);
        }

        return sheet.ToPng();

        SKPoint At(double column, double row)
        {
            const float zoom = Tile / PhantomRenderer.Side;
            return new SKPoint(left + (float)(column + 0.5) * zoom, Gap + (float)(row + 0.5) * zoom);
        }
    }

    static void Place(PlotSheet sheet, float left, int side, Func<int, int, byte> level)
    {
        using var bitmap = new SKBitmap(side, side);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var grey = level(x, y);
                bitmap.SetPixel(x, y, new SKColor(grey, grey, grey));
            }
        }

        using var image = SKImage.FromBitmap(bitmap);
        sheet.Canvas.DrawImage(image, SKRect.Create(left, Gap, Tile, Tile), new SKSamplingOptions(SKFilterMode.Linear));
    }
}
