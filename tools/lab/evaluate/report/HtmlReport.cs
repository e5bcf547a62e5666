namespace Pedestal.Evaluate;

/// <summary>The report as a single self-contained page.</summary>
static class HtmlReport
{
    const int FailuresShown = 50;

    public static string Of(string finding, string summary, IReadOnlyList<Section> sections, ScoreTable table)
    {
        var page = new HtmlPage("Palm recognition");
        page.Lead(finding);
        page.Console(summary);
        foreach (var section in sections)
        {
            Append(page, section);
        }

        AppendFailures(page, [.. table.GalleryFailures, .. table.ProbeFailures]);
        return page.ToString();
    }

    static void Append(HtmlPage page, Section section)
    {
        page.Heading(section.Title);
        page.Paragraph(section.Explanation);
        if (section.Figures.Any(figure => figure.Interval is not null))
        {
            page.Table(["", "", "95 % interval", ""], section.Figures.Select(figure => (string[])
            [
                figure.Label, figure.Value,
                figure.Interval is var (low, high) ? $"{Text.Percent(low)} to {Text.Percent(high)}" : "", figure.Note,
            ]));
        }
        else
        {
            page.Table([], section.Figures.Select(figure => (string[])[figure.Label, figure.Value]));
        }

        if (section.Picture is { } picture)
        {
            page.Picture(picture.Caption, picture.Png);
        }
    }

    static void AppendFailures(HtmlPage page, IReadOnlyList<ExtractedSample> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        page.Heading(failures.Count > FailuresShown
            ? $"Samples without a template, the first {FailuresShown} of {Text.Count(failures.Count)}"
            : "Samples without a template");
        page.Table([], failures.Take(FailuresShown)
            .Select(failure => (string[])[failure.Sample.Name, failure.Reason, failure.Detail]));
    }
}
