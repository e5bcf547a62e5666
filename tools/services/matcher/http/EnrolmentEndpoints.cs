using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>The state of tonight's enrolment, without anything about the guests.</summary>
/// <param name="ConsentVersion">Version of the consent text; 0: nobody can enrol.</param>
/// <param name="Persons">Persons who may enter tonight with a palm.</param>
/// <param name="Unfinished">Enrolments that still lack samples.</param>
/// <param name="Latest">How the latest enrolments since the matcher's start ended, latest first.</param>
sealed record EnrolmentsResponse(int ConsentVersion, long Persons, IReadOnlyList<UnfinishedEnrolment> Unfinished,
    IReadOnlyList<EnrolmentResult> Latest);

/// <summary>The result of a cancellation.</summary>
/// <param name="Cancelled">Number of unfinished enrolments discarded.</param>
sealed record CancellationResponse(int Cancelled);

/// <summary>Enrolments. They cannot be posted: a palm comes sealed from a pedestal.</summary>
static class EnrolmentEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapEnrolments(this IEndpointRouteBuilder administration)
    {
        administration.MapGet("/enrolments", State)
            .WithTags("Enrolments").WithSummary("Persons enrolled for tonight, unfinished enrolments, and latest results.");
        administration.MapDelete("/enrolments/unfinished/{device}", Cancel).Produces<CancellationResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Enrolments")
            .WithSummary("Discards a pedestal's unfinished enrolment, so that its guest can start over.");
    }

    static EnrolmentsResponse State(MatcherOptions options, PalmsPart palms, RecentEnrolments recent) =>
        new(Math.Max(0, options.ConsentVersion),
            palms.Get<PalmStore>().Events().Single(e => e.Name == options.Event).Persons,
            palms.Get<MatcherService>().Enrolment.Unfinished, recent.Latest);

    static IResult Cancel(string device, PalmsPart palms, ILogger<MatcherService> logger)
    {
        if (!palms.Get<KeyRing>().TryGet(device, out _))
        {
            return TypedResults.Problem("No pedestal of this name has keys here. GET /v1/enrolments names those in use.",
                statusCode: StatusCodes.Status404NotFound);
        }

        var cancelled = palms.Get<MatcherService>().Enrolment.Cancel(palms.Get<KeyRing>().Venue, device);
        if (cancelled == 0)
        {
            return TypedResults.Problem("This pedestal has no unfinished enrolment. GET /v1/enrolments lists them.",
                statusCode: StatusCodes.Status404NotFound);
        }

        logger.LogInformation("Cancelled {Count} unfinished enrolments at {Device} on request", cancelled, device);
        return TypedResults.Ok(new CancellationResponse(cancelled));
    }
}
