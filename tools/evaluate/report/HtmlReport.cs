using System.Net;
using System.Text;

namespace Pedestal.Evaluate;

/// <summary>The report as one page that needs no other file.</summary>
static class HtmlReport
{
    const int FailuresShown = 50;

    const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #24292f; max-width: 900px; margin: 2em auto; padding: 0 1em }
        h1 { font-size: 1.6em } h2 { font-size: 1.2em; margin: 2em 0 .4em }
        p { margin: .4em 0 .8em; color: #57606a } code { font-size: .95em; color: #24292f }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .3em .8em .3em 0; border-bottom: 1px solid #e3e6ea; vertical-align: top }
        th { font-weight: 600 } td:nth-child(2), td:nth-child(3) { font-variant-numeric: tabular-nums; white-space: nowrap }
        td:last-child { color: #57606a } img { width: 100%; margin-top: 1em } figure { margin: 0 }
        figcaption { color: #57606a; text-align: center }
        """;

    public static string Of(string summary, IReadOnlyList<Section> sections, ScoreTable table)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Palm recognition</title>\n")
            .Append($"<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>Palm recognition</h1>\n")
            .Append($"<p><code>{Escape(summary)}</code></p>\n");
        foreach (var section in sections)
        {
            Append(page, section);
        }

        AppendFailures(page, [.. table.GalleryFailures, .. table.ProbeFailures]);
        return page.Append("</body>\n</html>\n").ToString();
    }

    static void Append(StringBuilder page, Section section)
    {
        page.Append($"<h2>{Escape(section.Title)}</h2>\n<p>{Escape(section.Explanation)}</p>\n<table>\n");
        var hasIntervals = section.Figures.Any(figure => figure.Interval is not null);
        if (hasIntervals)
        {
            page.Append("<tr><th></th><th></th><th>95 % interval</th><th></th></tr>\n");
        }

        foreach (var figure in section.Figures)
        {
            page.Append($"<tr><td>{Escape(figure.Label)}</td><td>{Escape(figure.Value)}</td>");
            if (hasIntervals)
            {
                page.Append(figure.Interval is var (low, high)
                    ? $"<td>{Text.Percent(low)} to {Text.Percent(high)}</td>"
                    : "<td></td>");
                page.Append($"<td>{Escape(figure.Note)}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table>\n");
        if (section.Picture is { } picture)
        {
            page.Append($"<figure><img alt=\"{Escape(picture.Caption)}\" src=\"data:image/png;base64,")
                .Append(Convert.ToBase64String(picture.Png))
                .Append($"\"><figcaption>{Escape(picture.Caption)}</figcaption></figure>\n");
        }
    }

    static void AppendFailures(StringBuilder page, IReadOnlyList<ExtractedSample> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        var title = failures.Count > FailuresShown
            ? $"Samples without a template, the first {FailuresShown} of {Text.Count(failures.Count)}"
            : "Samples without a template";
        page.Append($"<h2>{title}</h2>\n<table>\n");
        foreach (var failure in failures.Take(FailuresShown))
        {
            page.Append($"<tr><td>{Escape(failure.Sample.Name)}</td><td>{failure.Reason}</td>")
                .Append($"<td>{Escape(failure.Detail)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
