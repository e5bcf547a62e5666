using SkiaSharp;

namespace Pedestal.Evaluate;

/// <summary>Histograms of the distances: shares above, the same on a logarithmic axis below, where the tails show.</summary>
static class HistogramPlot
{
    const double Bin = 0.005;
    const double Step = 0.05;

    public static byte[] Draw(Evaluation evaluation)
    {
        double[] genuine = [.. evaluation.Table.Genuine];
        double[] impostor = [.. evaluation.Table.Impostor];
        double[] all = [.. genuine, .. impostor];
        var low = all.Length == 0 ? 0 : Math.Floor(all.Min() / Step) * Step;

        // Unrelated palms lie at 0.5; what is beyond, without enough overlap, is in the last bin.
        var high = all.Length == 0 ? 0.5 : Math.Clamp(Math.Ceiling(all.Max() / Step) * Step, low + Step, low + 11 * Step);
        var shares = (Genuine: Shares(genuine, low, high), Impostor: Shares(impostor, low, high));
        using var sheet = new PlotSheet(860, 760);
        var x = Axis.Linear("Distance", low, high, Step, value => Text.Number(value, 2));
        DrawPanel(sheet, new SKRect(96, 40, 836, 350), x with { Title = "" }, Linear(shares), shares, evaluation);
        var lowest = Math.Min((int)Math.Floor(-Math.Log10(Math.Max(impostor.Length, 1))), -2);
        DrawPanel(sheet, new SKRect(96, 410, 836, 700), x, Axis.OfShares("Share, logarithmic", lowest), shares, evaluation);
        DrawLegend(sheet, genuine.Length, impostor.Length);
        return sheet.ToPng();
    }

    static double[] Shares(double[] distances, double low, double high)
    {
        var bins = new double[(int)Math.Round((high - low) / Bin)];
        foreach (var distance in distances)
        {
            bins[Math.Clamp((int)((distance - low) / Bin), 0, bins.Length - 1)] += 1.0 / distances.Length;
        }

        return bins;
    }

    static Axis Linear((double[] Genuine, double[] Impostor) shares)
    {
        var top = Math.Max(shares.Genuine.Max(), shares.Impostor.Max());
        var step = new[] { 0.01, 0.02, 0.05, 0.1, 0.2 }.First(s => s >= 0.2 || top / s <= 6);
        return Axis.Linear($"Share of comparisons per {Bin}", 0, Math.Max(Math.Ceiling(top / step), 1) * step, step,
            value => $"{Text.Number(100 * value, 0)} %");
    }

    static void DrawPanel(PlotSheet sheet, SKRect area, Axis x, Axis y, (double[] Genuine, double[] Impostor) shares,
        Evaluation evaluation)
    {
        var frame = new PlotFrame(sheet, area, x, y);
        frame.DrawAxes();
        DrawBars(sheet, frame, x, y, shares.Impostor, PlotSheet.Impostor);
        DrawBars(sheet, frame, x, y, shares.Genuine, PlotSheet.Genuine);
        // The strictest is the leftmost and ends lowest, so that no line crosses a label.
        var level = area.Top + 14;
        foreach (var point in Evaluation.FalseMatchRates.Select(evaluation.Verification.At).OfType<OperatingPoint>())
        {
            var at = frame.At(point.Threshold, y.Low);
            sheet.Line(at, new SKPoint(at.X, level - 4), PlotSheet.Mark, 1.2f, 4, 3);
            sheet.Label($"FMR {Text.Power(point.TargetFmr)}", at.X - 5, level, SKTextAlign.Right, PlotSheet.Mark, 12);
            level += 16;
        }
    }

    static void DrawBars(PlotSheet sheet, PlotFrame frame, Axis x, Axis y, double[] shares, SKColor colour)
    {
        var outline = new List<SKPoint> { frame.At(x.Low, y.Low) };
        for (var i = 0; i < shares.Length; i++)
        {
            var (from, to) = (frame.At(x.Low + i * Bin, shares[i]), frame.At(x.Low + (i + 1) * Bin, shares[i]));
            sheet.Fill(new SKRect(from.X, from.Y, to.X, frame.Area.Bottom), colour.WithAlpha(70));
            outline.AddRange([from, to]);
        }

        outline.Add(frame.At(x.High, y.Low));
        sheet.Path(outline, colour, 1.6f);
    }

    static void DrawLegend(PlotSheet sheet, int genuine, int impostor)
    {
        sheet.Fill(SKRect.Create(96, 12, 16, 12), PlotSheet.Genuine.WithAlpha(160));
        sheet.Write($"{Text.Count(genuine)} genuine comparisons", 120, 22.5f, SKTextAlign.Left, PlotSheet.Ink);
        sheet.Fill(SKRect.Create(340, 12, 16, 12), PlotSheet.Impostor.WithAlpha(160));
        sheet.Write($"{Text.Count(impostor)} impostor comparisons", 364, 22.5f, SKTextAlign.Left, PlotSheet.Ink);
    }
}
