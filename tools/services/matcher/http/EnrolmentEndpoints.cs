using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>The state of enrolment at all venues, without anything about the guests.</summary>
/// <param name="ConsentVersion">Version of the consent text; 0: nobody can enrol.</param>
/// <param name="Persons">Persons who are enrolled.</param>
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
        administration.MapGet("/enrolments", State).RequiresAny(KeyRights.Status)
            .WithTags("Enrolments").WithSummary("Persons enrolled, unfinished enrolments at all venues, and latest results.");
        administration.MapDelete("/enrolments/unfinished/{device}", CancelAsync).Produces<CancellationResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound).RequiresAny(KeyRights.Palms, nameof(OperatorRole.Supervisor))
            .WithTags("Enrolments")
            .WithSummary("Discards a pedestal's unfinished enrolment, so that its guest can start over; \"venue\" says at which of several venues.");
    }

    static EnrolmentsResponse State(MatcherOptions options, PalmsPart palms, RecentEnrolments recent) =>
        new(Math.Max(0, options.ConsentVersion),
            palms.Get<PalmStore>().Persons.Count,
            palms.Get<MatcherService>().Enrolment.Unfinished, recent.Latest);

    static async Task<IResult> CancelAsync(string device, string? venue, PalmsPart palms, ILogger<MatcherService> logger)
    {
        var matcher = palms.Get<MatcherService>();
        var places = matcher.Venues.All.Where(known => (venue is null || known.Name == venue) && known.Keys.TryGet(device, out _)).ToList();
        if (places.Count > 1)
        {
            return TypedResults.Problem($"Pedestals of this name are at {string.Join(", ", places.Select(place => place.Name))}. Add \"?venue=NAME\".",
                statusCode: StatusCodes.Status404NotFound);
        }

        if (places is not [var place])
        {
            return TypedResults.Problem("No pedestal of this name has keys here. GET /v1/enrolments names those in use.",
                statusCode: StatusCodes.Status404NotFound);
        }

        if (!await palms.Get<IPedestals>().At(place.Name, device).CancelEnrolmentAsync())
        {
            return TypedResults.Problem("This pedestal has no unfinished enrolment. GET /v1/enrolments lists them.",
                statusCode: StatusCodes.Status404NotFound);
        }

        logger.LogInformation("Cancelled an unfinished enrolment at {Device} on request", device);
        return TypedResults.Ok(new CancellationResponse(1));
    }
}
