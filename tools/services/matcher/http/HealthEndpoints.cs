using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pedestal.Matcher;

/// <summary>Whether the process is up.</summary>
/// <param name="Status">Always "up".</param>
sealed record Liveness(string Status);

/// <summary>Whether guests can be served.</summary>
/// <param name="Ready">Whether all parts are present and working.</param>
/// <param name="Serves">What works, even while something else does not.</param>
/// <param name="Missing">What is missing: "broker", "ticketing", "store", "gallery", "palms", ...</param>
/// <param name="Faults">The faults: what, why, and what to do.</param>
/// <param name="Warnings">What needs attention but keeps no guest out, such as an unusable key file.</param>
/// <param name="GalleryTemplates">Templates in the gallery.</param>
sealed record Readiness(
    bool Ready, ServiceSummary Serves, IReadOnlyList<string> Missing, IReadOnlyList<PartFault> Faults,
    IReadOnlyList<string> Warnings, int GalleryTemplates);

/// <summary>What guests can use.</summary>
/// <param name="Codes">Whether codes of tickets are redeemed; null when ticketing is another process.</param>
/// <param name="Palms">Whether palms are recognised and their tickets redeemed.</param>
sealed record ServiceSummary(bool? Codes, bool Palms);

/// <summary>A fault.</summary>
/// <param name="Part">The part of the process that has the fault: "ticketing" or "palms".</param>
/// <param name="Missing">What that part lacks.</param>
/// <param name="Fault">The reason, and what to do.</param>
public sealed record PartFault(string Part, string Missing, string Fault);

/// <summary>For supervisors and load balancers; no key needed.</summary>
static class HealthEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new Liveness("up")))
            .WithTags("Health").WithSummary("Whether the process is up; nothing about its parts.");
        app.MapGet("/readyz", ReadyAsync)
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Health").WithSummary("Whether guests can be served; 503 if not, with what does not work and what still does.");
    }

    static async Task<IResult> ReadyAsync(Health health)
    {
        var readiness = await health.CheckAsync();
        return TypedResults.Json(
            readiness, statusCode: readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
