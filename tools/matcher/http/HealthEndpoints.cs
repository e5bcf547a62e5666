using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pedestal.Engine;
using Pedestal.Identity;

namespace Pedestal.Matcher;

/// <summary>Whether the process is up.</summary>
/// <param name="Status">Always "up": whoever reads it got an answer.</param>
sealed record Liveness(string Status);

/// <summary>Whether guests can be answered.</summary>
/// <param name="Ready">Whether all parts are there.</param>
/// <param name="Missing">The parts that are not: "broker", "store", "gallery".</param>
/// <param name="BrokerConnected">Whether the MQTT broker is connected and requests arrive.</param>
/// <param name="StoreReadable">Whether the palm store answers a read.</param>
/// <param name="GalleryLoaded">Whether the event's gallery is loaded.</param>
/// <param name="GalleryTemplates">Templates in the gallery.</param>
sealed record Readiness(
    bool Ready, IReadOnlyList<string> Missing, bool BrokerConnected, bool StoreReadable, bool GalleryLoaded,
    int GalleryTemplates);

/// <summary>For supervisors and load balancers; no key needed.</summary>
static class HealthEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new Liveness("up")))
            .WithTags("Health").WithSummary("Whether the process is up; nothing about its parts.");
        app.MapGet("/readyz", Ready)
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Health").WithSummary("Whether guests can be answered; 503 and what is missing if not.");
    }

    static IResult Ready(MatcherService matcher, PalmRegister register, Gallery gallery)
    {
        var (broker, store, loaded) = (matcher.IsConnected, register.Store.IsReadable(), register.IsLoaded);
        string[] missing = [.. Absent("broker", broker), .. Absent("store", store), .. Absent("gallery", loaded)];
        var readiness = new Readiness(missing.Length == 0, missing, broker, store, loaded, gallery.TemplateCount);
        return TypedResults.Json(
            readiness, statusCode: readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    static string[] Absent(string part, bool isThere) => isThere ? [] : [part];
}
