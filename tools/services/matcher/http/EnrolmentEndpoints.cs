using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>How enrolment goes tonight; nothing about who enrols.</summary>
/// <param name="ConsentVersion">Version of the consent text; 0: nobody can enrol.</param>
/// <param name="Persons">Persons who may enter tonight with a palm.</param>
/// <param name="Unfinished">Enrolments that still lack samples.</param>
/// <param name="Latest">How the last ones ended since the matcher was started, the latest first.</param>
sealed record EnrolmentsAnswer(int ConsentVersion, long Persons, IReadOnlyList<UnfinishedEnrolment> Unfinished,
    IReadOnlyList<EnrolmentResult> Latest);

/// <summary>What was cancelled.</summary>
/// <param name="Cancelled">Unfinished enrolments forgotten.</param>
sealed record CancelAnswer(int Cancelled);

/// <summary>Enrolments. There is none to post: a palm comes from a pedestal, sealed.</summary>
static class EnrolmentEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapEnrolments(this IEndpointRouteBuilder administration)
    {
        administration.MapGet("/enrolments", State)
            .WithTags("Enrolments").WithSummary("Persons enrolled for tonight, unfinished enrolments, and latest results.");
        administration.MapDelete("/enrolments/unfinished/{device}", Cancel).Produces<CancelAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Enrolments")
            .WithSummary("Forgets the unfinished enrolments of a pedestal, so that its guest can begin anew.");
    }

    static EnrolmentsAnswer State(MatcherOptions options, PalmsPart palms, RecentEnrolments recent) =>
        new(Math.Max(0, options.ConsentVersion),
            palms.Get<PalmStore>().Events(options.Event).Single(e => e.Name == options.Event).Persons,
            palms.Get<MatcherService>().Enrolment.Unfinished, recent.Latest);

    static IResult Cancel(string device, PalmsPart palms, ILogger<MatcherService> logger)
    {
        if (!palms.Get<KeyRing>().TryGet(device, out _))
        {
            return TypedResults.Problem("No pedestal of this name has keys here. GET /v1/enrolments names those in use.",
                statusCode: StatusCodes.Status404NotFound);
        }

        var cancelled = palms.Get<MatcherService>().Enrolment.Cancel(device);
        if (cancelled == 0)
        {
            return TypedResults.Problem("This pedestal has no unfinished enrolment. GET /v1/enrolments lists them.",
                statusCode: StatusCodes.Status404NotFound);
        }

        logger.LogInformation("Cancelled {Count} unfinished enrolments at {Device} on request", cancelled, device);
        return TypedResults.Ok(new CancelAnswer(cancelled));
    }
}
