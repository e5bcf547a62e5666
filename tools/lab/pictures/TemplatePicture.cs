using Pedestal.Vein;
using SkiaSharp;

namespace Pedestal.Pictures;

/// <summary>Draws a template, one pixel per cell: each of its three bits adds a muted colour to a dark one.</summary>
public static class TemplatePicture
{
    /// <summary>Colour of cells outside the palm.</summary>
    public static readonly SKColor NoPalm = new(0x18, 0x1A, 0x1E);

    const int Side = TemplateFormat.GridSide;
    static readonly SKColor None = new(0x2E, 0x34, 0x3F);
    static readonly SKColor[] Added = [new(0x60, 0x30, 0x1A), new(0x18, 0x40, 0x38), new(0x28, 0x3A, 0x60)];

    /// <summary>Draws a template in wire format.</summary>
    public static SKBitmap Paint(byte[] template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var bitmap = new SKBitmap(Side, Side);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                bitmap.SetPixel(x, y, Bit(template, TemplateFormat.PlaneCount, x, y) ? Colour(template, x, y) : NoPalm);
            }
        }

        return bitmap;
    }

    static SKColor Colour(byte[] template, int x, int y)
    {
        var (red, green, blue) = (None.Red, None.Green, None.Blue);
        for (var plane = 0; plane < TemplateFormat.PlaneCount; plane++)
        {
            if (Bit(template, plane, x, y))
            {
                var added = Added[plane];
                (red, green, blue) = ((byte)(red + added.Red), (byte)(green + added.Green), (byte)(blue + added.Blue));
            }
        }

        return new SKColor(red, green, blue);
    }

    /// <summary>The plane after the last one marks the cells that show palm.</summary>
    static bool Bit(byte[] template, int plane, int x, int y) => (template[TemplateFormat.PlanesOffset
        + plane * TemplateFormat.PlaneLength + Side / 8 * y + (x >> 3)] >> (x & 7) & 1) != 0;
}
