namespace Pedestal.Evaluate;

/// <summary>Writes the report's files; an older report is kept beside it.</summary>
static class ReportFolder
{
    /// <summary>Returns where an older report was moved to; null if there was none.</summary>
    public static string? Write(
        DirectoryInfo folder, string finding, string summary, IReadOnlyList<Section> sections, ScoreTable table)
    {
        Picture[] pictures = [.. sections.Select(section => section.Picture).OfType<Picture>()];
        var older = OlderReport.SetAside(
            pictures.Select(picture => picture.FileName).Concat(["report.html", "report.json", "scores.csv"]).Select(PathOf));
        foreach (var picture in pictures)
        {
            File.WriteAllBytes(PathOf(picture.FileName), picture.Png);
        }

        File.WriteAllText(PathOf("report.html"), HtmlReport.Of(finding, summary, sections, table));
        File.WriteAllText(PathOf("report.json"), JsonReport.Of(finding, summary, sections, table));
        using var scores = File.CreateText(PathOf("scores.csv"));
        ScoresCsv.Write(scores, table);
        return older;

        string PathOf(string name) => Path.Combine(folder.FullName, name);
    }
}
