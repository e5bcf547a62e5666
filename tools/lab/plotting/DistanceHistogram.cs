using SkiaSharp;

namespace Pedestal.Plotting;

/// <summary>One distribution of a histogram.</summary>
/// <param name="Label">What was measured, shown after the count.</param>
/// <param name="Distances">The values.</param>
/// <param name="Colour">Its colour.</param>
public sealed record DistanceSeries(string Label, IReadOnlyList<double> Distances, SKColor Colour);

/// <summary>Histograms of distances: shares above, and the same on a logarithmic axis below, which shows the tails.</summary>
public static class DistanceHistogram
{
    const double Bin = 0.005;
    const double Step = 0.05;
    const float Left = 96;
    const float Right = 836;

    /// <summary>Draws distributions, the first on top, and marks single distances, the largest first.</summary>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(IReadOnlyList<DistanceSeries> series, IReadOnlyList<(double Distance, string Label)> marks)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(marks);
        double[] all = [.. series.SelectMany(s => s.Distances)];
        var low = all.Length == 0 ? 0 : Math.Floor(all.Min() / Step) * Step;

        // Unrelated palms are at 0.5; larger distances, from too little overlap, are in the last bin.
        var high = all.Length == 0 ? 0.5 : Math.Clamp(Math.Ceiling(all.Max() / Step) * Step, low + Step, low + 11 * Step);
        double[][] shares = [.. series.Select(s => Shares(s.Distances, low, high))];
        using var sheet = new PlotSheet(860, 760);
        var x = Axis.Linear("Distance", low, high, Step, value => Text.Number(value, 2));
        DrawPanel(new PlotFrame(sheet, new SKRect(Left, 40, Right, 350), x with { Title = "" }, Linear(shares)));
        var lowest = Math.Min((int)Math.Floor(-Math.Log10(Math.Max(series.Max(s => s.Distances.Count), 1))), -2);
        DrawPanel(new PlotFrame(sheet, new SKRect(Left, 410, Right, 700), x, Axis.OfShares("Share, logarithmic", lowest)));
        DrawLegend(sheet, series);
        return sheet.ToPng();

        void DrawPanel(PlotFrame frame)
        {
            frame.DrawAxes();
            for (var i = series.Count - 1; i >= 0; i--)
            {
                DrawBars(sheet, frame, low, shares[i], series[i].Colour);
            }

            DrawMarks(sheet, frame, marks);
        }
    }

    static double[] Shares(IReadOnlyList<double> distances, double low, double high)
    {
        var bins = new double[(int)Math.Round((high - low) / Bin)];
        foreach (var distance in distances)
        {
            bins[Math.Clamp((int)((distance - low) / Bin), 0, bins.Length - 1)] += 1.0 / distances.Count;
        }

        return bins;
    }

    static Axis Linear(double[][] shares)
    {
        var top = shares.Max(bins => bins.Max());
        var step = new[] { 0.01, 0.02, 0.05, 0.1, 0.2 }.First(s => s >= 0.2 || top / s <= 6);
        return Axis.Linear($"Share of comparisons per {Bin}", 0, Math.Max(Math.Ceiling(top / step), 1) * step, step,
            value => $"{Text.Number(100 * value, 0)} %");
    }

    static void DrawBars(PlotSheet sheet, PlotFrame frame, double low, double[] shares, SKColor colour)
    {
        var outline = new List<SKPoint> { frame.At(low, 0) };
        for (var i = 0; i < shares.Length; i++)
        {
            var (from, to) = (frame.At(low + i * Bin, shares[i]), frame.At(low + (i + 1) * Bin, shares[i]));
            sheet.Fill(new SKRect(from.X, from.Y, to.X, frame.Area.Bottom), colour.WithAlpha(70));
            outline.AddRange([from, to]);
        }

        outline.Add(frame.At(low + shares.Length * Bin, 0));
        sheet.Path(outline, colour, 1.6f);
    }

    /// <summary>Labels are on the left; the leftmost ends lowest, so that no line crosses a label.</summary>
    static void DrawMarks(PlotSheet sheet, PlotFrame frame, IReadOnlyList<(double Distance, string Label)> marks)
    {
        var level = frame.Area.Top + 14;
        foreach (var (distance, label) in marks)
        {
            var at = frame.At(distance, 0);
            sheet.Line(at, new SKPoint(at.X, level - 4), PlotSheet.Mark, 1.2f, 4, 3);
            sheet.Label(label, at.X - 5, level, SKTextAlign.Right, PlotSheet.Mark, 12);
            level += 16;
        }
    }

    static void DrawLegend(PlotSheet sheet, IReadOnlyList<DistanceSeries> series)
    {
        for (var i = 0; i < series.Count; i++)
        {
            var left = Left + i * 244;
            sheet.Fill(SKRect.Create(left, 12, 16, 12), series[i].Colour.WithAlpha(160));
            sheet.Write($"{Text.Count(series[i].Distances.Count)} {series[i].Label}", left + 24, 22.5f, SKTextAlign.Left,
                PlotSheet.Ink);
        }
    }
}
