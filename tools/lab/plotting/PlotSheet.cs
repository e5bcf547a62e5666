using SkiaSharp;

namespace Pedestal.Plotting;

/// <summary>A white sheet to plot on, drawn at twice its size for high-resolution screens.</summary>
public sealed class PlotSheet : IDisposable
{
    /// <summary>Colour of text and axes.</summary>
    public static readonly SKColor Ink = new(0x33, 0x38, 0x40);

    /// <summary>Colour of grid lines.</summary>
    public static readonly SKColor Grid = new(0xE3, 0xE6, 0xEA);

    /// <summary>Colour of genuine comparisons.</summary>
    public static readonly SKColor Genuine = new(0x1F, 0x6F, 0xB5);

    /// <summary>Colour of impostor comparisons.</summary>
    public static readonly SKColor Impostor = new(0xD9, 0x6B, 0x1E);

    /// <summary>Colour of everything else.</summary>
    public static readonly SKColor Other = new(0x76, 0x80, 0x8C);

    /// <summary>Colour of marked single values.</summary>
    public static readonly SKColor Mark = new(0x8A, 0x2E, 0x4C);

    const int Zoom = 2;
    static readonly SKTypeface Typeface = SKTypeface.FromStream(
        typeof(PlotSheet).Assembly.GetManifestResourceStream("DejaVuSans-Ascii.ttf"));
    readonly SKSurface? _surface;
    readonly MemoryStream? _svg;

    /// <summary>Creates an empty sheet of the given size in units, two pixels per unit.</summary>
    public PlotSheet(int width, int height)
    {
        _surface = SKSurface.Create(new SKImageInfo(Zoom * width, Zoom * height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Canvas = _surface.Canvas;
        Canvas.Clear(SKColors.White);
        Canvas.Scale(Zoom);
    }

    PlotSheet(int width, int height, MemoryStream svg)
    {
        _svg = svg;
        Canvas = SKSvgCanvas.Create(SKRect.Create(width, height), svg);
        Fill(SKRect.Create(width, height), SKColors.White);
    }

    /// <summary>Creates an empty sheet for an SVG file.</summary>
    public static PlotSheet ForSvg(int width, int height) => new(width, height, new MemoryStream());

    /// <summary>The canvas, for anything the methods here do not draw.</summary>
    public SKCanvas Canvas { get; }

    /// <summary>A straight line; dashes are the lengths drawn and left out.</summary>
    public void Line(SKPoint from, SKPoint to, SKColor colour, float width = 1, params float[] dashes)
    {
        using var paint = Stroke(colour, width, dashes);
        Canvas.DrawLine(from, to, paint);
    }

    /// <summary>A line through points.</summary>
    public void Path(IEnumerable<SKPoint> points, SKColor colour, float width, params float[] dashes)
    {
        using var path = new SKPathBuilder();
        foreach (var (i, point) in points.Index())
        {
            if (i == 0)
            {
                path.MoveTo(point);
            }
            else
            {
                path.LineTo(point);
            }
        }

        using var line = path.Detach();
        using var paint = Stroke(colour, width, dashes);
        Canvas.DrawPath(line, paint);
    }

    /// <summary>A filled rectangle.</summary>
    public void Fill(SKRect area, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour };
        Canvas.DrawRect(area, paint);
    }

    /// <summary>A round dot.</summary>
    public void Dot(SKPoint at, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        Canvas.DrawCircle(at, 4.5f, paint);
    }

    /// <summary>Text; y is its baseline.</summary>
    public void Write(string text, float x, float y, SKTextAlign align, SKColor colour, float size = 13)
    {
        using var font = new SKFont(Typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        Canvas.DrawText(text, x, y, align, font, paint);
    }

    /// <summary>Text that stays readable on top of lines.</summary>
    public void Label(string text, float x, float y, SKTextAlign align, SKColor colour, float size = 13)
    {
        using var font = new SKFont(Typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
        using var halo = Stroke(SKColors.White.WithAlpha(220), 5, []);
        Canvas.DrawText(text, x, y, align, font, halo);
        Write(text, x, y, align, colour, size);
    }

    /// <summary>Completes the sheet as an SVG file; only for a sheet created for SVG.</summary>
    public byte[] ToSvg()
    {
        Canvas.Dispose();
        return _svg?.ToArray() ?? throw new InvalidOperationException("This sheet becomes a PNG file.");
    }

    /// <summary>The sheet as a PNG file; not for a sheet created for SVG.</summary>
    public byte[] ToPng()
    {
        using var image = _surface?.Snapshot() ?? throw new InvalidOperationException("This sheet becomes an SVG file.");
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _surface?.Dispose();
        if (_svg != null)
        {
            Canvas.Dispose();
            _svg.Dispose();
        }
    }

    static SKPaint Stroke(SKColor colour, float width, float[] dashes) => new()
    {
        Color = colour,
        StrokeWidth = width,
        Style = SKPaintStyle.Stroke,
        IsAntialias = true,
        StrokeJoin = SKStrokeJoin.Round,
        PathEffect = dashes.Length > 0 ? SKPathEffect.CreateDash(dashes, 0) : null,
    };
}
