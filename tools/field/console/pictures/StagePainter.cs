using Pedestal.ConsoleTool.Link;
using Pedestal.Pictures;
using Pedestal.Vein;
using SkiaSharp;

namespace Pedestal.ConsoleTool.Pictures;

/// <summary>Draws stages of a capture, one pixel per cell.</summary>
static class StagePainter
{
    /// <summary>Draws a stage.</summary>
    public static SKBitmap Paint(Stage stage) => stage.Name switch
    {
        "template" when stage.Data.Length == TemplateFormat.Length => TemplatePicture.Paint(stage.Data),
        _ when stage.Name.StartsWith("response-", StringComparison.Ordinal) => Response(stage),
        "region" => Stretched(stage),
        _ => Paint(stage.Width, stage.Height, (x, y) => Grey(stage.At(x, y))),
    };

    /// <summary>Encodes a picture as PNG, enlarged with sharp cells.</summary>
    public static byte[] ToPng(SKBitmap picture, int side)
    {
        var zoom = Math.Max(side / Math.Max(picture.Width, picture.Height), 1);
        using var surface = SKSurface.Create(new SKImageInfo(zoom * picture.Width, zoom * picture.Height));
        Draw(surface.Canvas, picture, SKRect.Create(zoom * picture.Width, zoom * picture.Height));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Draws a picture into a rectangle with sharp cells.</summary>
    public static void Draw(SKCanvas canvas, SKBitmap picture, SKRect area)
    {
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Nearest));
    }

    /// <summary>Stretched from black to white, because veins are faint.</summary>
    static SKBitmap Stretched(Stage stage)
    {
        var (darkest, brightest) = (stage.Data.Min(), stage.Data.Max());
        return Paint(stage.Width, stage.Height,
            (x, y) => Grey((stage.At(x, y) - darkest) * 255 / Math.Max(brightest - darkest, 1)));
    }

    /// <summary>Orange where the pair's first direction is brighter, blue where the second is.</summary>
    static SKBitmap Response(Stage stage)
    {
        var strongest = 1;
        for (var i = 0; i < stage.Width * stage.Height; i++)
        {
            strongest = Math.Max(strongest, Math.Abs(stage.At(i % stage.Width, i / stage.Width)));
        }

        return Paint(stage.Width, stage.Height, (x, y) =>
        {
            var level = stage.At(x, y) * 255 / strongest;
            var (warm, cold) = (Math.Max(level, 0), Math.Max(-level, 0));
            return new SKColor(
                (byte)(255 - cold), (byte)(255 - cold / 2 - warm / 2), (byte)(255 - warm));
        });
    }

    static SKColor Grey(int level) => new((byte)level, (byte)level, (byte)level);

    static SKBitmap Paint(int width, int height, Func<int, int, SKColor> colour)
    {
        var bitmap = new SKBitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, colour(x, y));
            }
        }

        return bitmap;
    }
}
