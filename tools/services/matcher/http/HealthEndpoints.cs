using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pedestal.Matcher;

/// <summary>Whether the process is up.</summary>
/// <param name="Status">Always "up": whoever reads it got an answer.</param>
sealed record Liveness(string Status);

/// <summary>Whether guests can be answered.</summary>
/// <param name="Ready">Whether all parts are there and work.</param>
/// <param name="Serves">What works, also while something else does not.</param>
/// <param name="Missing">What is not there: "broker", "ticketing", "store", "gallery", "palms", ...</param>
/// <param name="Faults">What does not work, why, and what to do.</param>
/// <param name="Warnings">What needs somebody's attention and keeps nobody out, such as a key file that cannot be used.</param>
/// <param name="GalleryTemplates">Templates in the gallery.</param>
sealed record Readiness(
    bool Ready, ServesAnswer Serves, IReadOnlyList<string> Missing, IReadOnlyList<PartFault> Faults,
    IReadOnlyList<string> Warnings, int GalleryTemplates);

/// <summary>What guests can use.</summary>
/// <param name="Codes">Whether tickets' codes are redeemed; null when ticketing is another process.</param>
/// <param name="Palms">Whether palms are recognised and their tickets redeemed.</param>
sealed record ServesAnswer(bool? Codes, bool Palms);

/// <summary>Something that does not work.</summary>
/// <param name="Part">The part of the process that it is a fault of: "ticketing" or "palms".</param>
/// <param name="Missing">What that part lacks.</param>
/// <param name="Fault">Why, and what to do.</param>
sealed record PartFault(string Part, string Missing, string Fault);

/// <summary>For supervisors and load balancers; no key needed.</summary>
static class HealthEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new Liveness("up")))
            .WithTags("Health").WithSummary("Whether the process is up; nothing about its parts.");
        app.MapGet("/readyz", ReadyAsync)
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Health").WithSummary("Whether guests can be answered; 503, what does not work and what still does if not.");
    }

    static async Task<IResult> ReadyAsync(Health health)
    {
        var readiness = await health.CheckAsync();
        return TypedResults.Json(
            readiness, statusCode: readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
