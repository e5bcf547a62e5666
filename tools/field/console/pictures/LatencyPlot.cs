using System.Globalization;
using System.Text.Json;
using Pedestal.Plotting;
using SkiaSharp;

namespace Pedestal.ConsoleTool.Pictures;

/// <summary>One row of <c>latency</c>.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Count">How many times it was measured.</param>
/// <param name="P50">Median in microseconds.</param>
/// <param name="P95">95th percentile in microseconds.</param>
/// <param name="Longest">Longest time in microseconds.</param>
/// <param name="Buckets">Upper limits in microseconds with counts; the last has no limit.</param>
sealed record LatencyRow(
    string Stage, int Count, long P50, long P95, long Longest, IReadOnlyList<(double UpTo, int Count)> Buckets)
{
    const string UpTo = "upTo";
    const string Unit = "Us";

    /// <summary>Reads a record.</summary>
    /// <exception cref="ConsoleException">It is not a record of latency.</exception>
    public static LatencyRow Read(JsonElement record)
    {
        try
        {
            return new LatencyRow(
                record.GetProperty("stage").GetString()!,
                record.GetProperty("count").GetInt32(),
                record.GetProperty("p50Us").GetInt64(),
                record.GetProperty("p95Us").GetInt64(),
                record.GetProperty("longestUs").GetInt64(),
                [.. record.EnumerateObject().Where(p => p.Name.StartsWith(UpTo, StringComparison.Ordinal) || p.Name == "beyond")
                    .Select(p => (Limit(p.Name), p.Value.GetInt32()))]);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException or ArgumentException)
        {
            throw new ConsoleException(ExitCode.Damaged, $"The reply to 'latency' is damaged: {e.Message}");
        }
    }

    static double Limit(string name) => name == "beyond"
        ? double.PositiveInfinity
        : double.Parse(name[UpTo.Length..^Unit.Length], NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Histograms of all stages, stacked on one logarithmic time axis.</summary>
static class LatencyPlot
{
    const int Width = 900;
    const int Top = 40;
    const int RowHeight = 44;
    const int Left = 110;
    const int Right = 660;
    const double Shortest = 0.05;
    const double Longest = 4000;

    static readonly Axis Time = new("Milliseconds", Shortest, Longest, true,
        [(0.1, "0.1"), (1, "1"), (10, "10"), (100, "100"), (1000, "1000")]);

    /// <summary>Draws the rows.</summary>
    /// <param name="rows">The stages, the total last.</param>
    /// <param name="budget">The lane's budget in milliseconds; null if unknown.</param>
    /// <param name="svg">Whether to draw an SVG file instead of a PNG file.</param>
    public static byte[] Draw(IReadOnlyList<LatencyRow> rows, int? budget, bool svg)
    {
        var bottom = Top + rows.Count * RowHeight;
        using var sheet = svg ? PlotSheet.ForSvg(Width, bottom + 56) : new PlotSheet(Width, bottom + 56);
        foreach (var (value, label) in Time.Ticks)
        {
            sheet.Line(new SKPoint(At(value), Top), new SKPoint(At(value), bottom), PlotSheet.Grid);
            sheet.Write(label, At(value), bottom + 18, SKTextAlign.Center, PlotSheet.Ink);
        }

        sheet.Write(Time.Title, (Left + Right) / 2f, bottom + 40, SKTextAlign.Center, PlotSheet.Ink, 14);
        sheet.Write("count", Right + 60, Top - 12, SKTextAlign.Right, PlotSheet.Ink);
        sheet.Write("p50", Right + 130, Top - 12, SKTextAlign.Right, PlotSheet.Ink);
        sheet.Write("p95", Right + 200, Top - 12, SKTextAlign.Right, PlotSheet.Ink);
        foreach (var (i, row) in rows.Index())
        {
            DrawRow(sheet, row, Top + (i + 1) * RowHeight);
        }

        if (budget is { } milliseconds)
        {
            sheet.Line(new SKPoint(At(milliseconds), Top), new SKPoint(At(milliseconds), bottom), PlotSheet.Mark, 1.2f, 4, 3);
            sheet.Write("budget", At(milliseconds), Top - 12, SKTextAlign.Center, PlotSheet.Mark, 12);
        }

        return svg ? sheet.ToSvg() : sheet.ToPng();
    }

    static float At(double milliseconds) => Left + (Right - Left) * (float)Time.Place(milliseconds);

    static void DrawRow(PlotSheet sheet, LatencyRow row, float bottom)
    {
        var colour = row.Stage == "total" ? PlotSheet.Mark : PlotSheet.Genuine;
        sheet.Write(row.Stage, Left - 10, bottom - 12, SKTextAlign.Right, PlotSheet.Ink);
        sheet.Line(new SKPoint(Left, bottom), new SKPoint(Right, bottom), PlotSheet.Ink);
        sheet.Write(Text.Count(row.Count), Right + 60, bottom - 12, SKTextAlign.Right, PlotSheet.Ink);
        if (row.Count == 0)
        {
            return;
        }

        var most = row.Buckets.Max(bucket => bucket.Count);
        var from = Shortest;
        foreach (var (limit, count) in row.Buckets)
        {
            var to = Math.Min(limit / 1000, Longest);
            if (count > 0)
            {
                var height = Math.Max((RowHeight - 8f) * count / most, 1.5f);
                sheet.Fill(new SKRect(At(from) + 0.5f, bottom - height, At(to) - 0.5f, bottom), colour.WithAlpha(110));
            }

            from = to;
        }

        foreach (var percentile in new[] { row.P50, row.P95 })
        {
            sheet.Line(new SKPoint(At(percentile / 1000.0), bottom), new SKPoint(At(percentile / 1000.0), bottom - RowHeight + 6),
                colour, 1.6f);
        }

        sheet.Write(Text.Number(row.P50 / 1000.0, 1), Right + 130, bottom - 12, SKTextAlign.Right, PlotSheet.Ink);
        sheet.Write(Text.Number(row.P95 / 1000.0, 1), Right + 200, bottom - 12, SKTextAlign.Right, PlotSheet.Ink);
    }
}
