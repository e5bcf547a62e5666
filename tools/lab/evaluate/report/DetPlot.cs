using SkiaSharp;

namespace Pedestal.Evaluate;

/// <summary>Detection error trade-off on logarithmic axes, with the operating points and their intervals.</summary>
static class DetPlot
{
    // Neighbouring points closer than this cannot be told apart.
    const float Finest = 0.4f;

    public static byte[] Draw(Evaluation evaluation)
    {
        var verification = evaluation.Verification;
        var x = Axis.OfShares("False-match rate", Floor(verification.ImpostorCount, -3));
        var y = Axis.OfShares("False-non-match rate", Floor(verification.GenuineCount, -2));
        using var sheet = new PlotSheet(860, 620);
        var frame = new PlotFrame(sheet, new SKRect(96, 24, 836, 560), x, y);
        Shade(sheet, frame, x, verification.ImpostorCount);
        frame.DrawAxes();
        sheet.Path(Enumerable.Range(0, 65).Select(i => Math.Pow(10, -8 + i / 8.0)).Where(v => v >= x.Low && v >= y.Low)
            .Select(v => frame.At(v, v)), PlotSheet.Ink.WithAlpha(90), 1, 2, 4);
        sheet.Path(Thin(frame, evaluation.Generalised), PlotSheet.Impostor, 2, 7, 4);
        sheet.Path(Thin(frame, verification), PlotSheet.Genuine, 2.4f);
        foreach (var fmr in Evaluation.FalseMatchRates)
        {
            DrawPoint(sheet, frame, y, verification.At(fmr));
        }

        DrawLegend(sheet, frame.Area);
        return sheet.ToPng();
    }

    /// <summary>The power of ten below half an error in the given number of comparisons.</summary>
    static int Floor(int comparisons, int highest) =>
        Math.Min((int)Math.Floor(Math.Log10(0.5 / Math.Max(comparisons, 1))), highest);

    /// <summary>Shades false-match rates that rest on too few comparisons.</summary>
    static void Shade(PlotSheet sheet, PlotFrame frame, Axis x, int impostors)
    {
        var right = frame.At(Math.Max((double)RateThreshold.ExpectedEvents / Math.Max(impostors, 1), x.Low), 1).X;
        sheet.Fill(new SKRect(frame.Area.Left, frame.Area.Top, right, frame.Area.Bottom), new SKColor(0xF2, 0xF3, 0xF5));
    }

    static IEnumerable<SKPoint> Thin(PlotFrame frame, Verification verification)
    {
        var last = new SKPoint(float.NegativeInfinity, 0);
        var touched = false;
        foreach (var (fmr, fnmr) in verification.Curve)
        {
            var point = frame.At(fmr, fnmr);
            if (!touched && SKPoint.Distance(point, last) > Finest)
            {
                yield return last = point;
            }

            touched |= fnmr <= 0;
        }
    }

    static void DrawPoint(PlotSheet sheet, PlotFrame frame, Axis y, OperatingPoint? point)
    {
        if (point is null)
        {
            return;
        }

        var at = frame.At(point.TargetFmr, point.Fnmr.Rate);
        var (low, high) = (frame.At(point.TargetFmr, point.Fnmr.Low), frame.At(point.TargetFmr, point.Fnmr.High));
        sheet.Line(low, high, PlotSheet.Mark, 1.6f);
        foreach (var end in point.Fnmr.Low > y.Low ? new[] { low, high } : [high])
        {
            sheet.Line(end + new SKPoint(-5, 0), end + new SKPoint(5, 0), PlotSheet.Mark, 1.6f);
        }

        sheet.Dot(at, PlotSheet.Mark);
        sheet.Label($"{Text.Percent(point.Fnmr.Rate)} at {Text.Power(point.TargetFmr)}", at.X + 9, at.Y - 8, SKTextAlign.Left,
            PlotSheet.Mark);
    }

    static void DrawLegend(PlotSheet sheet, SKRect area)
    {
        var left = area.Right - 330;
        var top = area.Top + 22;
        sheet.Fill(new SKRect(left - 12, area.Top + 1, area.Right, top + 92), SKColors.White);
        sheet.Line(new(left, top), new(left + 34, top), PlotSheet.Genuine, 2.4f);
        sheet.Write("captures that gave a template", left + 44, top + 4.5f, SKTextAlign.Left, PlotSheet.Ink);
        sheet.Line(new(left, top + 24), new(left + 34, top + 24), PlotSheet.Impostor, 2, 7, 4);
        sheet.Write("failures to extract count as rejected", left + 44, top + 28.5f, SKTextAlign.Left, PlotSheet.Ink);
        sheet.Dot(new(left + 17, top + 48), PlotSheet.Mark);
        sheet.Write("FNMR at an FMR, 95 % interval", left + 44, top + 52.5f, SKTextAlign.Left, PlotSheet.Ink);
        sheet.Fill(SKRect.Create(left, top + 64, 34, 16), new SKColor(0xE6, 0xE8, 0xEC));
        sheet.Write("fewer than 3 / FMR comparisons", left + 44, top + 76.5f, SKTextAlign.Left, PlotSheet.Ink);
    }
}
