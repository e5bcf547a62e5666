using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Pedestal.ConsoleTool.Pictures;
using Pedestal.Terminal;

namespace Pedestal.ConsoleTool.Report;

/// <summary>The commissioning report as a single self-contained page, for screen and paper.</summary>
/// <param name="report">The report's content.</param>
/// <param name="technician">The technician's name; if empty, a line to write on.</param>
/// <param name="now">The time of the report.</param>
sealed class ReportPage(Commissioning report, string technician, DateTimeOffset now)
{
    const string Style = """
        body { font: 14px/1.45 system-ui, sans-serif; color: #24292f; max-width: 900px; margin: 2em auto; padding: 0 1em }
        h1 { font-size: 1.4em } h2 { font-size: 1.15em; margin: 1.8em 0 .4em }
        p { margin: .3em 0 .7em } .quiet { color: #57606a }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .25em .8em .25em 0; border-bottom: 1px solid #e3e6ea; vertical-align: top }
        th { font-weight: 600 } td.name { white-space: nowrap; width: 1%; padding-right: 2em }
        .pass { color: #0b5ca8; font-weight: 600 } .fail { color: #a3301c; font-weight: 700 } .skipped, .incomplete { color: #57606a }
        .verdict { border: 2px solid; border-radius: 6px; padding: .5em .9em; margin: 0 0 .6em }
        img { max-width: 100% } .advice { color: #57606a; font-size: .93em }
        .sign { display: grid; grid-template-columns: 1fr 1fr 2fr; gap: 2em; margin-top: 3.5em }
        .sign div { border-top: 1px solid #24292f; padding-top: .3em; min-height: 2em } .sign b { display: block; margin-top: -2em }
        @media print { body { margin: 0; max-width: none } h2 { break-after: avoid } tr, figure { break-inside: avoid } }
        """;

    readonly StringBuilder _page = new();

    /// <summary>The whole page.</summary>
    public string Write()
    {
        var device = Commissioning.Word(report.Info, "device");
        _page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append($"<title>Commissioning report: {Escape(device)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n")
            .Append(Verdict(device))
            .Append($"<p class=\"quiet\">Commissioning report: {Escape(device)}, {Escape(Commissioning.Word(report.Info, "venue"))},")
            .Append($" {Date()}</p>\n");
        Facts("Device", [report.Info, report.Status]);
        SelfTest();
        Pictures();
        Latency();
        Facts("Network", report.Network);
        Settings();
        Signature();
        return _page.Append("</body>\n</html>\n").ToString();
    }

    static string Escape(string text) => WebUtility.HtmlEncode(TerminalText.Safe(text));

    string Date() => now.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    /// <summary>The headline: whether the pedestal may serve, and if not, because of which parts.</summary>
    string Verdict(string device)
    {
        string Names(Func<string, bool> has) =>
            Escape(string.Join(", ", report.Items.Where(item => has(item.Result)).Select(item => item.Name)));
        int Count(string result) => report.Items.Count(item => item.Result == result);
        var (word, verdict) = report.Verdict switch
        {
            "pass" => ("passed", $"&#10003; Passed: {Escape(device)} can serve"),
            "fail" => ("failed", $"&#10007; Failed: {Escape(device)} cannot serve yet ({Names(result => result == "fail")})"),
            _ => ("incomplete",
                $"&#8211; Incomplete: nothing failed, but not tested: {Names(result => result is not ("pass" or "fail"))}"),
        };
        return $"<h1 class=\"verdict {report.Verdict}\">{verdict}</h1>\n<p>Self test {word}: "
            + $"{Count("pass")} passed, {Count("fail")} failed, {Count("skipped")} skipped</p>\n";
    }

    void Facts(string heading, IEnumerable<JsonElement> records)
    {
        _page.Append($"<h2>{Escape(heading)}</h2>\n<table>\n");
        var seen = new HashSet<string>();
        foreach (var fact in records.SelectMany(record => record.EnumerateObject()))
        {
            if (seen.Add(fact.Name))
            {
                _page.Append($"<tr><td class=\"name\">{Escape(Words(fact.Name))}</td><td>{Escape(Value(fact.Value))}</td></tr>\n");
            }
        }

        _page.Append("</table>\n");
    }

    void SelfTest()
    {
        _page.Append("<h2>Self test</h2>\n<table>\n<tr><th>Part</th><th>Result</th><th>Value</th><th>Limits</th></tr>\n");
        foreach (var item in report.Items)
        {
            var sign = item.Result switch { "pass" => "&#10003; ", "fail" => "&#10007; ", _ => "&#8211; " };
            var advice = item.Advice.Length > 0 ? $"<div class=\"advice\">{Escape(item.Advice)}</div>" : string.Empty;
            var kind = item.Result is "pass" or "fail" ? item.Result : "skipped";
            _page.Append($"<tr><td class=\"name\">{Escape(item.Name)}</td>")
                .Append($"<td class=\"name {kind}\">{sign}{Escape(item.Result)}</td>")
                .Append($"<td>{Escape(item.Value)}{advice}</td><td>{Escape(item.Limits)}</td></tr>\n");
        }

        _page.Append("</table>\n");
    }

    void Pictures()
    {
        _page.Append("<h2>Camera</h2>\n");
        if (report.Pictures is not { } pictures)
        {
            _page.Append($"<p>{Escape(report.NoPictures)}</p>\n");
            return;
        }

        _page.Append($"<p>The camera's picture, and the result of the extraction: <b>{Escape(pictures.Extraction)}</b>.")
            .Append(" These pictures show the veins of a hand, from which its template can be made: give the report only to")
            .Append(" people who may have that.</p>\n");
        Picture("Stages of the extraction", pictures.Sheet());
    }

    void Latency()
    {
        _page.Append("<h2>Latency</h2>\n");
        var total = report.Latency is [.., var last] ? last : null;
        if (total is null or { Count: 0 })
        {
            _page.Append("<p>No guest has been served since the start.</p>\n");
            return;
        }

        Picture("Time of each stage since the start; lines mark the median and the 95th percentile",
            LatencyPlot.Draw(report.Latency, report.BudgetMilliseconds, svg: false));
    }

    void Settings()
    {
        _page.Append("<h2>Settings</h2>\n<p>Checksum of all settings except secrets: ")
            .Append($"<b>{Escape(Commissioning.Word(report.Info, "settingsChecksum"))}</b></p>\n<table>\n");
        foreach (var setting in report.Settings)
        {
            _page.Append($"<tr><td class=\"name\">{Escape(Commissioning.Word(setting, "name"))}</td>")
                .Append($"<td>{Escape(Commissioning.Word(setting, "value"))}</td>")
                .Append($"<td class=\"quiet\">{Escape(Commissioning.Word(setting, "help"))}</td></tr>\n");
        }

        _page.Append("</table>\n");
    }

    void Signature() => _page
        .Append($"<div class=\"sign\"><div><b>{Escape(technician)}&nbsp;</b>Technician</div>")
        .Append($"<div><b>{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</b>Date</div>")
        .Append("<div><b>&nbsp;</b>Signature</div></div>\n");

    void Picture(string caption, byte[] png) => _page
        .Append($"<figure style=\"margin:0\"><img alt=\"{Escape(caption)}\" src=\"data:image/png;base64,")
        .Append(Convert.ToBase64String(png)).Append($"\"><figcaption class=\"quiet\">{Escape(caption)}</figcaption></figure>\n");

    static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    /// <summary><c>uptimeSeconds</c> as "uptime seconds".</summary>
    static string Words(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
