using System.Text.Json;
using Pedestal.Vein;
using SkiaSharp;

namespace Pedestal.ConsoleTool.Pictures;

/// <summary>The palm's pose in the frame, as reported by <c>capture</c>.</summary>
/// <param name="CentreX">Centre, pixels.</param>
/// <param name="CentreY">Centre, pixels.</param>
/// <param name="AxisX">Unit vector towards the fingers.</param>
/// <param name="AxisY">Unit vector towards the fingers.</param>
/// <param name="Breadth">Palm breadth, pixels.</param>
sealed record Pose(float CentreX, float CentreY, float AxisX, float AxisY, float Breadth)
{
    static readonly SKColor Region = new(80, 220, 140);
    static readonly SKColor Axis = new(250, 190, 60);

    /// <summary>The pose in a capture's record; null when no palm was found.</summary>
    /// <exception cref="ConsoleException">The record is damaged.</exception>
    public static Pose? Read(JsonElement record) =>
        record.TryGetProperty("centreX256", out var x) && record.TryGetProperty("centreY256", out var y)
        && record.TryGetProperty("axisX1024", out var axisX) && record.TryGetProperty("axisY1024", out var axisY)
        && record.TryGetProperty("breadth256", out var breadth)
            ? new Pose(Number(x) / 256f, Number(y) / 256f, Number(axisX) / 1024f, Number(axisY) / 1024f, Number(breadth) / 256f)
            : null;

    static int Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
        ? number
        : throw new ConsoleException(ExitCode.Damaged, "The reply to 'capture' is damaged: the pose is not a number.");

    /// <summary>
    /// Draws the region of interest, the palm's breadth and the direction of the fingers over a picture of the frame.
    /// </summary>
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
