using SkiaSharp;

namespace Pedestal.Plotting;

/// <summary>Two axes on a sheet: grid, ticks and titles, and the position of a pair of values.</summary>
/// <param name="sheet">The sheet to draw on.</param>
/// <param name="area">The rectangle between the axes.</param>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
public sealed class PlotFrame(PlotSheet sheet, SKRect area, Axis x, Axis y)
{
    /// <summary>The rectangle between the axes.</summary>
    public SKRect Area => area;

    /// <summary>The position of a pair of values on the sheet.</summary>
    public SKPoint At(double horizontal, double vertical) => new(
        area.Left + area.Width * (float)x.Place(horizontal), area.Bottom - area.Height * (float)y.Place(vertical));

    /// <summary>Draws grid, axes and titles.</summary>
    public void DrawAxes()
    {
        foreach (var (value, label) in x.Ticks)
        {
            var at = At(value, y.Low);
            sheet.Line(at, new SKPoint(at.X, area.Top), PlotSheet.Grid);
            sheet.Write(label, at.X, area.Bottom + 18, SKTextAlign.Center, PlotSheet.Ink);
        }

        foreach (var (value, label) in y.Ticks)
        {
            var at = At(x.Low, value);
            sheet.Line(at, new SKPoint(area.Right, at.Y), PlotSheet.Grid);
            sheet.Write(label, area.Left - 8, at.Y + 4.5f, SKTextAlign.Right, PlotSheet.Ink);
        }

        sheet.Path([new(area.Left, area.Top), new(area.Left, area.Bottom), new(area.Right, area.Bottom)], PlotSheet.Ink, 1.2f);
        sheet.Write(x.Title, area.MidX, area.Bottom + 40, SKTextAlign.Center, PlotSheet.Ink, 14);
        sheet.Canvas.Save();
        sheet.Canvas.RotateDegrees(-90, area.Left - 66, area.MidY);
        sheet.Write(y.Title, area.Left - 66, area.MidY, SKTextAlign.Center, PlotSheet.Ink, 14);
        sheet.Canvas.Restore();
    }
}
