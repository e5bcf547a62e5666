namespace Pedestal.Evaluate;

/// <summary>Writes the report's files.</summary>
static class ReportFolder
{
    public static void Write(DirectoryInfo folder, string summary, IReadOnlyList<Section> sections, ScoreTable table)
    {
        foreach (var picture in sections.Select(section => section.Picture).OfType<Picture>())
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, picture.FileName), picture.Png);
        }

        File.WriteAllText(Path.Combine(folder.FullName, "report.html"), HtmlReport.Of(summary, sections, table));
        File.WriteAllText(Path.Combine(folder.FullName, "report.json"), JsonReport.Of(summary, sections, table));
        using var scores = File.CreateText(Path.Combine(folder.FullName, "scores.csv"));
        ScoresCsv.Write(scores, table);
    }
}
