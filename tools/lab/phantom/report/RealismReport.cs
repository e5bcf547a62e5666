using System.Globalization;
using Pedestal.Plotting;

namespace Pedestal.Phantom;

/// <summary>Compares the phantoms of every difficulty with published figures of real palms.</summary>
static class RealismReport
{
    const string Method = "Contrast and width are measured in the rendered picture: where the generator's map has a vein"
        + " with no other line near, a dark Gaussian on sloping skin is fitted to the pixels, 10 across and 6 along the vein."
        + " Lens, movement, skin texture and noise affect both; noise widens their outermost quantiles. Distances are those of"
        + " templates made by the device's extraction; a person's two hands are not compared. The published figures are of guests"
        + " without guidance, like the default difficulty: captures should differ less at easy, and more at hard.";

    /// <summary>The options of the report.</summary>
    public sealed record Request(int Palms, int Samples, int Seed, DirectoryInfo Folder);

    /// <summary>
    /// Writes realism.html, keeping an older one beside it, and prints the table. Returns the exit code: 0, or 1 with the error
    /// printed.
    /// </summary>
    public static int Write(Request request, TextWriter output, TextWriter errors)
    {
        var file = Path.Combine(request.Folder.FullName, "realism.html");
        try
        {
            request.Folder.Create();
            LevelStatistics[] levels =
            [
                .. Enum.GetValues<Difficulty>().Select(difficulty =>
                    LevelStatistics.Measure(request.Palms, request.Samples, request.Seed, difficulty)),
            ];
            var table = new FigureTable(levels);
            if (OlderReport.SetAside([file]) is { } older)
            {
                output.WriteLine(older);
            }

            File.WriteAllText(file, Page(request, levels, table));
            table.Write(output);
            foreach (var (key, text) in PublishedFigure.Sources)
            {
                output.WriteLine($"{key}: {text}");
            }

            output.WriteLine($"Report: {file}");
            foreach (var verdict in table.Verdicts)
            {
                output.WriteLine(verdict);
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"Cannot write {file}: {error.Message}");
            return 1;
        }
    }

    static string Page(Request request, IReadOnlyList<LevelStatistics> levels, FigureTable table)
    {
        var page = new HtmlPage("Phantom palms and published figures");
        page.Lead(table.Verdicts.First(verdict => verdict.StartsWith("default", StringComparison.Ordinal)));
        page.Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"{request.Palms} palms, {request.Samples} captures each, seed {request.Seed}. ") + Method);
        page.Table(table.Head, table.Rows);
        page.Heading("Sources");
        foreach (var (key, text) in PublishedFigure.Sources)
        {
            page.Paragraph($"{key}: {text}");
        }

        page.Heading("In range");
        foreach (var verdict in table.Verdicts)
        {
            page.Paragraph(verdict);
        }

        foreach (var level in levels)
        {
            Append(page, request.Seed, level);
        }

        return page.ToString();
    }

    static void Append(HtmlPage page, int seed, LevelStatistics level)
    {
        page.Heading($"Difficulty {FigureTable.NameOf(level.Difficulty)}");
        var refused = level.Refused.Count == 0
            ? "Every capture gave a template."
            : $"Without a template: {string.Join(", ", level.Refused.Select(r => $"{r.Reason} {r.Count}"))}.";
        var error = Sample.Mean([.. level.Sections.Select(s => s.StandardError)]);
        page.Paragraph($"{Text.Count(level.Captures)} captures. {refused} {Text.Count(level.Sections.Count)} vein sections"
            + (double.IsNaN(error) ? "." : $"; standard error of the contrast {Text.Number(100 * error, 1)} % of the light."));
        page.Picture("Palm 0, capture 0: the camera's picture, and the true veins with the measured sections",
            CapturePicture.Draw(new PhantomHand(seed, 0), 0, level.Difficulty));
        var distances = level.Distances;
        page.Picture("Distances of pairs of captures", DistanceHistogram.Draw(
            [
                new DistanceSeries("genuine, +-4 cells", distances.GenuineShifted, PlotSheet.Genuine),
                new DistanceSeries("impostor, +-4 cells", distances.ImpostorShifted, PlotSheet.Impostor),
                new DistanceSeries("impostor, unshifted", distances.ImpostorUnshifted, PlotSheet.Other),
            ],
            [(0.46, "published 0.46"), (0.24, "published 0.24")]));
    }
}
