using System.Globalization;
using SkiaSharp;

namespace Pedestal.Evaluate;

/// <summary>Errors against the strength of ambient light, with their intervals.</summary>
static class AmbientPlot
{
    static readonly (string Name, Func<AmbientFigures, Proportion> Of, SKColor Colour)[] Curves =
    [
        ("FTX", row => row.FailureToExtract, PlotSheet.Genuine),
        ("FNMR", row => row.Fnmr, PlotSheet.Impostor),
        ("BPCER", row => row.Bpcer, PlotSheet.Mark),
    ];

    public static byte[] Draw(IReadOnlyList<AmbientFigures> rows)
    {
        AmbientFigures[] usual = [.. rows.Where(row => !row.IsOutdoors)];
        using var sheet = new PlotSheet(860, 520);
        var x = new Axis("Ambient light, in multiples of the LEDs' own", -0.5, usual.Length - 0.5, false,
            [.. usual.Select((row, i) => ((double)i, row.Multiple.ToString(CultureInfo.InvariantCulture)))]);
        var frame = new PlotFrame(sheet, new SKRect(96, 24, 836, 460), x, Axis.OfShares("Share of captures", -4));
        frame.DrawAxes();
        foreach (var (curve, (name, of, colour)) in Curves.Index())
        {
            // Beside each other, so that intervals do not cover each other.
            var aside = 0.12 * (curve - 1);
            sheet.Path(usual.Select((row, i) => frame.At(i + aside, of(row).Rate)), colour, 2);
            foreach (var (i, row) in usual.Index())
            {
                sheet.Line(frame.At(i + aside, of(row).Low), frame.At(i + aside, of(row).High), colour, 1.6f);
                sheet.Dot(frame.At(i + aside, of(row).Rate), colour);
            }

            sheet.Dot(new SKPoint(130, 46 + 22 * curve), colour);
            sheet.Write(name, 144, 50.5f + 22 * curve, SKTextAlign.Left, PlotSheet.Ink);
        }

        return sheet.ToPng();
    }
}
