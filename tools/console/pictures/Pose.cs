using System.Text.Json;
using Pedestal.Vein;
using SkiaSharp;

namespace Pedestal.ConsoleTool.Pictures;

/// <summary>Where the palm lies in the frame, as <c>capture</c> tells it.</summary>
/// <param name="CentreX">Centre, pixels.</param>
/// <param name="CentreY">Centre, pixels.</param>
/// <param name="AxisX">Unit vector towards the fingers.</param>
/// <param name="AxisY">Unit vector towards the fingers.</param>
/// <param name="Breadth">Palm breadth, pixels.</param>
sealed record Pose(float CentreX, float CentreY, float AxisX, float AxisY, float Breadth)
{
    static readonly SKColor Region = new(80, 220, 140);
    static readonly SKColor Axis = new(250, 190, 60);

    /// <summary>The pose of a capture's record; null when no palm was found.</summary>
    public static Pose? Read(JsonElement record) =>
        record.TryGetProperty("centreX256", out var x) && record.TryGetProperty("centreY256", out var y)
        && record.TryGetProperty("axisX1024", out var axisX) && record.TryGetProperty("axisY1024", out var axisY)
        && record.TryGetProperty("breadth256", out var breadth)
            ? new Pose(x.GetInt32() / 256f, y.GetInt32() / 256f, axisX.GetInt32() / 1024f, axisY.GetInt32() / 1024f,
                breadth.GetInt32() / 256f)
            : null;

    /// <summary>Draws the region of interest, the palm's breadth and the direction of the fingers over a frame's picture.</summary>
    public void Draw(SKCanvas canvas, SKRect area, int frameSide)
    {
        var zoom = area.Width / frameSide;
        var region = Breadth * Parameters.RegionBreadth64 / 64;
        using var line = new SKPaint { Color = Region, StrokeWidth = 2, IsAntialias = true, Style = SKPaintStyle.Stroke };
        canvas.Save();
        canvas.ClipRect(area);
        canvas.Translate(area.Left + CentreX * zoom, area.Top + CentreY * zoom);
        canvas.RotateRadians(MathF.Atan2(AxisX, -AxisY));
        canvas.DrawRect(SKRect.Create(-region / 2 * zoom, -region / 2 * zoom, region * zoom, region * zoom), line);
        line.Color = Axis;
        canvas.DrawLine(0, 0, 0, -region * 0.7f * zoom, line);
        canvas.DrawLine(-Breadth / 2 * zoom, 0, Breadth / 2 * zoom, 0, line);
        canvas.DrawCircle(0, 0, 4, line);
        canvas.Restore();
    }
}
