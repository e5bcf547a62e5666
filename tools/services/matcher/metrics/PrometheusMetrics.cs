using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Pedestal.Matcher;

/// <summary>Exports the metrics for Prometheus.</summary>
static class PrometheusMetrics
{
    /// <summary>The path for scraping.</summary>
    public const string Path = "/metrics";

    /// <summary>Adds the metrics and their export.</summary>
    public static void AddPrometheus(this IServiceCollection services)
    {
        services.AddSingleton<MatcherMetrics>();
        services.AddOpenTelemetry().ConfigureResource(process => process.AddService("palm-matcher")).WithMetrics(metrics => metrics
            .AddMeter(MatcherMetrics.MeterName)
            .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0));

        // Meters are found by name in the whole process; those of another matcher in it are that matcher's to report.
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var own = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument =>
                ReferenceEquals(instrument.Meter.Scope, own) ? null : MetricStreamConfiguration.Drop);
        });
    }

    /// <summary>Maps the endpoint.</summary>
    public static void MapPrometheus(this WebApplication app) => app.MapPrometheusScrapingEndpoint(Path);
}
