using System.Globalization;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>What Prometheus reads after guests have entered.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    readonly Site _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Stages_decisions_gallery_and_dropped_messages_are_measured()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
        Assert.Equal(Decision.AlreadyInside, await EnterAsync(1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
        Assert.Equal(Decision.Refused, (await _site.Device.AskAsync([1, 2, 3], RequestIds.Next()))?.Decision);
        Assert.True(await _site.Device.SendRawAsync([1, 2, 3]));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));

        // Eleven replies, plus the session offer before the first.
        var metrics = await ScrapeAsync(expected: "matcher_stage_duration_seconds_count{stage=\"total\"}", 12);
        Assert.Equal(1, metrics["matcher_decisions_total{decision=\"Admitted\",purpose=\"enter\"}"]);
        Assert.Equal(1, metrics["matcher_decisions_total{decision=\"AlreadyInside\",purpose=\"enter\"}"]);
        Assert.Equal(2, metrics["matcher_decisions_total{decision=\"NotRecognised\",purpose=\"enter\"}"]);
        Assert.Equal(5, metrics["matcher_decisions_total{decision=\"SampleAccepted\",purpose=\"enrol\"}"]);
        Assert.Equal(1, metrics["matcher_decisions_total{decision=\"EnrolledForEvent\",purpose=\"enrol\"}"]);
        Assert.Equal(1, metrics["matcher_decisions_total{decision=\"Refused\",purpose=\"none\"}"]);
        Assert.Equal(1, metrics["matcher_requests_dropped_total"]);
        Assert.Equal(2, metrics["matcher_gallery_palms"]);
        Assert.Equal(6, metrics["matcher_gallery_templates"]);
        Assert.Equal(2, metrics["matcher_population_palms"]);
        Assert.Equal(0, metrics["matcher_guest_lists_unknown{party=\"ticketing\"}"]);
        Assert.InRange(metrics["matcher_guest_lists_age_seconds{party=\"ticketing\"}"], 0, 3_600);
        Assert.Equal(12, metrics["matcher_stage_duration_seconds_count{stage=\"sealed\"}"]);
        Assert.Equal(11, metrics["matcher_stage_duration_seconds_count{stage=\"opened\"}"]);
        Assert.Equal(10, metrics["matcher_stage_duration_seconds_count{stage=\"search\"}"]);
        Assert.Equal(4, metrics["matcher_stage_duration_seconds_count{stage=\"redeem\"}"]);
        Assert.Contains("matcher_stage_duration_seconds_bucket{stage=\"total\",le=\"0.06\"}", metrics.Keys);
        Assert.Contains("matcher_stage_duration_seconds_bucket{stage=\"total\",le=\"1\"}", metrics.Keys);
    }

    [Fact]
    public async Task Codes_and_palms_are_counted_with_the_reason_of_a_refusal()
    {
        (await _site.PostTicketsAsync(
            "CODE-1,account-1,tonight,valid", "CODE-2,account-1,tonight,cancelled", "CODE-3,account-1,tomorrow,valid",
            "CODE-5,account-2,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-5", 2));
        Assert.Equal(Decision.Admitted, await EnterAsync(2));
        Assert.Equal(Decision.Admitted, await _site.Device.RedeemCodeAsync("CODE-1"));
        Assert.Equal(Decision.NoTicket, await _site.Device.RedeemCodeAsync("CODE-2"));
        Assert.Equal(Decision.NoTicket, await _site.Device.RedeemCodeAsync("CODE-3"));
        Assert.Equal(Decision.UnknownTicket, await _site.Device.RedeemCodeAsync("CODE-4"));
        Assert.Equal(Decision.AlreadyInside, await EnterAsync(2));

        var text = await _site.HttpWithoutKey.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        string[] expected =
        [
            "Admitted code None", "NoTicket code Cancelled", "NoTicket code OtherEvent", "UnknownTicket code Unknown",
            "Admitted palm None", "AlreadyInside palm None", "EnrolmentOpened enrolment None", "EnrolmentOpened link None", "Bound binding None",
        ];
        Assert.All(expected.Select(e => e.Split(' ')), e => Assert.Contains(
            text.Split('\n'), line => line.StartsWith("ticketing_decisions_total{", StringComparison.Ordinal)
                && line.Contains($"decision=\"{e[0]}\"", StringComparison.Ordinal)
                && line.Contains($"purpose=\"{e[1]}\",reason=\"{e[2]}\"}} 1", StringComparison.Ordinal)));
        Assert.Contains(text.Split('\n'), line => line.StartsWith("ticketing_decisions_total{", StringComparison.Ordinal)
            && line.Contains("decision=\"UnknownTicket\",entrance=\"main\"", StringComparison.Ordinal));
        foreach (var (name, labels, value) in new[]
        {
            ("inside", "entrance=\"main\",event=\"tonight\"", 2), ("entered", "entrance=\"main\",event=\"tonight\"", 2),
            ("expected", "entrance=\"main\",event=\"tonight\"", 2), ("expected", "event=\"tonight\"", 0),
        })
        {
            Assert.Contains(text.Split('\n'), line => line.StartsWith($"ticketing_guests_{name}{{", StringComparison.Ordinal)
                && line.Contains($"{labels}}} {value}", StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rush_that_cannot_be_answered_in_time_is_counted_as_shed()
    {
        const string shed = "matcher_requests_shed_total{reason=\"overload\"}";
        var budget = TimeSpan.FromMilliseconds(300);
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(Enumerable.Range(0, 200)
                .Select(_ => _site.Device.EnterAsync(Guests.Probe(1), RequestIds.Next(), budget)));
        }
        while ((await ScrapeAsync(shed, 0)).GetValueOrDefault(shed) == 0);
    }

    [Fact]
    public async Task No_label_reveals_a_person_or_a_pedestal()
    {
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-1", 1));
        string[] allowed = ["stage", "le", "purpose", "decision", "reason", "kind", "party", "entrance", "event"];
        Assert.Equal(Decision.UnknownTicket, await _site.Device.RedeemCodeAsync("CODE-2"));
        var labels = (await ScrapeAsync(expected: "matcher_stage_duration_seconds_count{stage=\"total\"}", 6)).Keys
            .Where(series => series.Contains('{')).SelectMany(series => series[(series.IndexOf('{') + 1)..^1].Split(','))
            .Select(label => label[..label.IndexOf('=')]).Distinct();
        Assert.Empty(labels.Except(allowed));
    }

    // A reply is sent before its total is recorded, so the last one may appear a moment later.
    async Task<Dictionary<string, double>> ScrapeAsync(string expected, double value)
    {
        while (true)
        {
            var text = await _site.HttpWithoutKey.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            var series = text.Split('\n').Where(line => line.StartsWith("matcher_", StringComparison.Ordinal)
                    || line.StartsWith("ticketing_", StringComparison.Ordinal))
                .Select(line => line.Split("} ") is [var name, var rest] ? (Name: name + "}", rest)
                    : (Name: line[..line.IndexOf(' ')], rest: line[(line.IndexOf(' ') + 1)..]))
                .ToDictionary(line => WithoutScope(line.Name),
                    line => Value(line.rest.Split(' ')[0]));
            if (series.GetValueOrDefault(expected) >= value)
            {
                return series;
            }
        }
    }

    // Before the first list is known, the age of the lists is what Prometheus calls +Inf.
    static double Value(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    // The meter's name, the same for all metrics.
    static string WithoutScope(string series) => series
        .Replace($"otel_scope_name=\"{MatcherMetrics.MeterName}\",", "", StringComparison.Ordinal)
        .Replace($"{{otel_scope_name=\"{MatcherMetrics.MeterName}\"}}", "", StringComparison.Ordinal)
        .Replace($"otel_scope_name=\"{Ticketing.TicketingMetrics.MeterName}\",", "", StringComparison.Ordinal);

    async Task<Decision> EnterAsync(int guest) =>
        (await _site.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;
}
