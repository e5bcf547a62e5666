using System.Net;
using System.Text;

namespace Pedestal.Plotting;

/// <summary>A report as a single self-contained page. All text is escaped.</summary>
public sealed class HtmlPage
{
    const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #24292f; max-width: 900px; margin: 2em auto; padding: 0 1em }
        h1 { font-size: 1.6em } h2 { font-size: 1.2em; margin: 2em 0 .4em }
        p { margin: .4em 0 .8em; color: #57606a } p.lead { font-size: 1.2em; color: #24292f } code { font-size: .95em; color: #24292f }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .3em .8em .3em 0; border-bottom: 1px solid #e3e6ea; vertical-align: top }
        th { font-weight: 600 } td:nth-child(2), td:nth-child(3) { font-variant-numeric: tabular-nums; white-space: nowrap }
        td:last-child { color: #57606a } img { width: 100%; margin-top: 1em } figure { margin: 0 }
        figcaption { color: #57606a; text-align: center }
        """;

    readonly StringBuilder _page = new();

    /// <summary>Starts a page with its title as heading.</summary>
    public HtmlPage(string title) => _page
        .Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{Escape(title)}</title>\n")
        .Append($"<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>{Escape(title)}</h1>\n");

    /// <summary>A heading.</summary>
    public void Heading(string text) => _page.Append($"<h2>{Escape(text)}</h2>\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => _page.Append($"<p>{Escape(text)}</p>\n");

    /// <summary>A highlighted paragraph with the result.</summary>
    public void Lead(string text) => _page.Append($"<p class=\"lead\">{Escape(text)}</p>\n");

    /// <summary>A line as shown on the console.</summary>
    public void Console(string text) => _page.Append($"<p><code>{Escape(text)}</code></p>\n");

    /// <summary>A table; without a head if that is empty.</summary>
    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(rows);
        _page.Append("<table>\n");
        if (head.Count > 0)
        {
            Row("th", head);
        }

        foreach (var row in rows)
        {
            Row("td", row);
        }

        _page.Append("</table>\n");
    }

    /// <summary>A PNG picture.</summary>
    public void Picture(string caption, byte[] png) => _page
        .Append($"<figure><img alt=\"{Escape(caption)}\" src=\"data:image/png;base64,")
        .Append(Convert.ToBase64String(png))
        .Append($"\"><figcaption>{Escape(caption)}</figcaption></figure>\n");

    /// <summary>The whole page.</summary>
    public override string ToString() => _page + "</body>\n</html>\n";

    void Row(string element, IReadOnlyList<string> cells)
    {
        _page.Append("<tr>");
        foreach (var cell in cells)
        {
            _page.Append($"<{element}>{Escape(cell)}</{element}>");
        }

        _page.Append("</tr>\n");
    }

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
