using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Matcher;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Venue.Tests;

/// <summary>The alert rules and the dashboard ask for what a venue exports, and every alert fires when it should.</summary>
public sealed partial class MonitoringTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Every_metric_label_and_value_in_them_is_exported()
    {
        var exported = Series().Matches(await ScrapeAsync()).Select(series => (Name: series.Groups[1].Value, Labels: series.Groups[2].Value)).ToList();
        var names = exported.Select(series => series.Name).Append("up").ToHashSet(StringComparer.Ordinal);
        var labels = Label().Matches(string.Join(' ', exported.Select(series => series.Labels)))
            .Select(label => (label.Groups[1].Value, label.Groups[2].Value)).ToHashSet();
        Assert.InRange(Expressions.All.Count, 30, 100);
        foreach (var expression in Expressions.All)
        {
            Assert.NotEmpty(Expressions.Metrics(expression));
            Assert.Empty(Expressions.Metrics(expression).Except(names));
            foreach (var (label, values) in Expressions.Labels(expression).Where(label => label.Label != "job"))
            {
                Assert.Contains(labels, one => one.Item1 == label);
                Assert.All(values, value => Assert.True(IsValue(label, value), $"no {label} is \"{value}\" in {expression}"));
            }
        }

        // What no expression asks for is one that nobody sees.
        var asked = Expressions.All.SelectMany(Expressions.Metrics).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(names.Where(name => name.StartsWith("matcher_", StringComparison.Ordinal) || name.StartsWith("ticketing_", StringComparison.Ordinal))
            .Where(name => !name.EndsWith("_count", StringComparison.Ordinal) && !name.EndsWith("_sum", StringComparison.Ordinal)).Except(asked));

        bool IsValue(string label, string value) => label switch
        {
            "decision" => Enum.TryParse<Decision>(value, out _),
            "effect" => Enum.TryParse<PassageEffect>(value, out _),
            _ => labels.Contains((label, value)),
        };
    }

    [Fact]
    public async Task Promtool_accepts_the_rules_and_every_alert_fires()
    {
        await PromtoolAsync("test", Expressions.PathOf("alerts.test.yml"));

        // So that none is left out of them.
        var rules = Alert().Matches(await File.ReadAllTextAsync(Expressions.PathOf("alerts.yml"), Stop)).Select(rule => rule.Groups[1].Value);
        var tried = await File.ReadAllTextAsync(Expressions.PathOf("alerts.test.yml"), Stop);
        Assert.All(rules, rule => Assert.Contains($"alertname=\"{rule}\"", tried, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Promtool_accepts_every_query_of_the_dashboard_whose_panels_cover_no_other()
    {
        using var folder = new TestFolder();
        var rules = Expressions.Dashboard.Select((query, i) => $"      - record: dashboard:query{i}\n        expr: >-\n          {query}\n");
        await File.WriteAllTextAsync(folder.PathOf("queries.yml"), $"groups:\n  - name: dashboard\n    rules:\n{string.Concat(rules)}", Stop);
        await PromtoolAsync("check", folder.PathOf("queries.yml"));
        var panels = JsonNode.Parse(await File.ReadAllTextAsync(Expressions.PathOf("dashboard.json"), Stop))!["panels"]!.AsArray();
        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
        var cells = panels.Select(panel => panel!["gridPos"]!).SelectMany(at => Enumerable.Range((int)at["x"]!, (int)at["w"]!)
            .SelectMany(x => Enumerable.Range((int)at["y"]!, (int)at["h"]!).Select(y => (x, y)))).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
    }

    static async Task PromtoolAsync(string what, string rules)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed (Debian: apt-get install prometheus)");
        using var promtool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", [what, "rules", rules])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = promtool.StandardOutput.ReadToEndAsync(Stop);
        var errors = await promtool.StandardError.ReadToEndAsync(Stop);
        await promtool.WaitForExitAsync(Stop);
        Assert.True(promtool.ExitCode == 0, await said + errors);
    }

    // A counter is exported once it has counted.
    async Task<string> ScrapeAsync()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Admitted, (await _site.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        Assert.True(await _site.Device.SendRawAsync([1, 2, 3]));
        await _site.Services.GetRequiredService<TicketingPart>().Services.GetRequiredService<ITicketSystem>().ReportPassageAsync(
            new PassageReport { Outcome = PassageOutcome.Unadmitted, RequestId = 7 }, new Entrance("demo", "main"), "gate-1",
            new TicketCall("test", TimeSpan.FromSeconds(1)), Stop);
        var counts = _site.Services.GetRequiredService<MatcherMetrics>();
        counts.Shed("overload");
        counts.Refused(AttemptRefusal.TooMany);
        while (true)
        {
            var text = await _site.HttpWithoutKey.GetStringAsync("/metrics", Stop);
            if (text.Contains("matcher_requests_dropped_total", StringComparison.Ordinal) && text.Contains("stage=\"total\"", StringComparison.Ordinal))
            {
                return text;
            }
        }
    }

    [GeneratedRegex("""^([a-z_]+)(?:\{([^}]*)\})? """, RegexOptions.Multiline)]
    private static partial Regex Series();

    [GeneratedRegex("""(\w+)="([^"]*)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();
}
