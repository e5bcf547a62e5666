using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>The metrics as Prometheus reads them.</summary>
static class PrometheusMetrics
{
    /// <summary>Where they are scraped.</summary>
    public const string Path = "/metrics";

    /// <summary>Adds the metrics and their export.</summary>
    public static void AddPrometheus(this IServiceCollection services)
    {
        services.AddSingleton<MatcherMetrics>();
        services.AddOpenTelemetry().ConfigureResource(process => process.AddService("palm-matcher")).WithMetrics(metrics => metrics
            .AddMeter(MatcherMetrics.MeterName, TicketingMetrics.MeterName)
            .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0));

        // Meters are heard by name all over the process; another matcher's in it are its own to report.
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var own = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument =>
                ReferenceEquals(instrument.Meter.Scope, own) ? null : MetricStreamConfiguration.Drop);
        });
    }

    /// <summary>Adds the endpoint.</summary>
    public static void MapPrometheus(this WebApplication app) => app.MapPrometheusScrapingEndpoint(Path);
}
