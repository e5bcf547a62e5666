using Pedestal.Hal;
using Pedestal.Pictures;
using Pedestal.Plotting;
using Pedestal.Vein;
using Pedestal.Vein.Pose;
using SkiaSharp;

namespace Pedestal.Demo;

/// <summary>
/// A sheet with a row of four pictures for each of a few palms: the camera's picture, the pose found in it, the line responses (one
/// colour for each pair of directions) and the template.
/// </summary>
static class PictureSheet
{
    const int Rows = 4;
    const int Tile = 192;
    const int Gap = 12;
    const int Heading = 30;
    static readonly string[] Headings = ["camera", "pose", "line responses", "template"];

    public static void Write(FileInfo file, IHands hands, EveningPlan plan)
    {
        var guests = plan.Guests.Where(g => g.Enrols).Take(Rows).ToArray();
        using var sheet = new PlotSheet(4 * (Tile + Gap) + Gap, guests.Length * (Tile + Gap) + Heading);
        foreach (var (column, heading) in Headings.Index())
        {
            sheet.Write(heading, Left(column), Heading - 10, SKTextAlign.Left, PlotSheet.Ink, 15);
        }

        for (var row = 0; row < guests.Length; row++)
        {
            var side = row % 2 == 0 ? PalmSide.Left : PalmSide.Right;
            var picture = hands.Enrolment(guests[row].Person, side, 0)[0];
            DrawRow(sheet.Canvas, picture, Heading + row * (Tile + Gap));
        }

        File.WriteAllBytes(file.FullName, sheet.ToPng());
    }

    static float Left(int column) => Gap + column * (Tile + Gap);

    static void DrawRow(SKCanvas canvas, byte[] picture, int top)
    {
        var extractor = new Extractor();
        var template = new byte[TemplateFormat.Length];
        var lit = new byte[PalmFrame.Length];
        for (var i = 0; i < picture.Length; i++)
        {
            lit[PalmFrame.BytesPerPixel * i] = picture[i];
        }

        var status = extractor.Extract(lit, new byte[PalmFrame.Length], template);
        Place(canvas, PicturePainter.Grey(picture), 0, top);
        Place(canvas, PicturePainter.Grey(picture), 1, top);
        if (status == ExtractionStatus.Ok)
        {
            DrawPose(canvas, extractor.Pose, Left(1), top);
            Place(canvas, PicturePainter.Responses(extractor), 2, top);
            Place(canvas, TemplatePicture.Paint(template), 3, top);
        }
    }

    static void Place(SKCanvas canvas, SKBitmap bitmap, int column, int top)
    {
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, SKRect.Create(Left(column), top, Tile, Tile), new SKSamplingOptions(SKFilterMode.Nearest));
        bitmap.Dispose();
    }

    /// <summary>Draws the region of interest, the axis to the fingers and the centre.</summary>
    static void DrawPose(SKCanvas canvas, PalmPose pose, float left, float top)
    {
        const float zoom = (float)Tile / PalmFrame.Side;
        var region = pose.Breadth / 256f * Parameters.RegionBreadth64 / 64;
        using var line = new SKPaint
        {
            Color = new SKColor(80, 220, 140), StrokeWidth = 2, IsAntialias = true, Style = SKPaintStyle.Stroke,
        };
        canvas.Save();
        canvas.ClipRect(SKRect.Create(left, top, Tile, Tile));
        canvas.Translate(left + pose.CentreX / 256f * zoom, top + pose.CentreY / 256f * zoom);
        canvas.RotateRadians(MathF.Atan2(pose.AxisX, -pose.AxisY));
        canvas.DrawRect(SKRect.Create(-region / 2 * zoom, -region / 2 * zoom, region * zoom, region * zoom), line);
        line.Color = new SKColor(250, 190, 60);
        canvas.DrawLine(0, 0, 0, -region * 0.7f * zoom, line);
        canvas.DrawLine(-pose.Breadth / 512f * zoom, 0, pose.Breadth / 512f * zoom, 0, line);
        canvas.DrawCircle(0, 0, 4, line);
        canvas.Restore();
    }
}
