using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>The events known to the palm store, and tonight's event.</summary>
/// <param name="Tonight">The event whose gallery is searched.</param>
/// <param name="Gallery">The searched gallery in memory.</param>
/// <param name="Events">All events for which palms are or were stored.</param>
sealed record EventsResponse(string Tonight, GallerySummary Gallery, IReadOnlyList<EventSummary> Events);

/// <summary>The gallery in memory.</summary>
/// <param name="Palms">Number of palms.</param>
/// <param name="Templates">Number of templates of these palms.</param>
sealed record GallerySummary(int Palms, int Templates);

/// <summary>The event that is over.</summary>
/// <param name="Event">Its name.</param>
sealed record PurgeRequest(string? Event);

/// <summary>Events: what is stored for them, and their end.</summary>
static class EventEndpoints
{
    const string PurgePath = "/purges";
    const string EventPath = "/events";

    /// <summary>Where purges are posted.</summary>
    public const string Purges = HttpApi.Administration + PurgePath;

    /// <summary>Maps the endpoints.</summary>
    public static void MapEvents(this IEndpointRouteBuilder administration)
    {
        administration.MapGet(EventPath, List)
            .WithTags("Events").WithSummary("Tonight's event, its gallery, and all events with stored palms.");
        administration.MapGet(EventPath + "/{**name}", Find).Produces<EventSummary>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Events").WithSummary("One event: what is stored for it and whether it is over.");
        administration.MapPost(PurgePath, Purge).Produces<PurgeCertificate>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Events")
            .WithSummary("Ends an event: destroys its key, deletes its palms, returns the certificate.");
    }

    static EventsResponse List(MatcherOptions options, PalmsPart palms)
    {
        var galleries = palms.Get<PalmRegister>().Galleries;
        return new EventsResponse(options.Event, new GallerySummary(galleries.PalmCount, galleries.TemplateCount),
            palms.Get<PalmStore>().Events());
    }

    static IResult Find(string name, HttpContext context, PalmsPart palms) =>
        palms.Get<PalmStore>().Events().FirstOrDefault(known => known.Name == AsSent(name, context)) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem(
                "No palm was ever stored for an event of this name. GET /v1/events lists the known events.",
                statusCode: StatusCodes.Status404NotFound);

    static string AsSent(string name, HttpContext context) =>
        NameInAddress.Of(context, HttpApi.Administration + EventPath + "/", name);

    static IResult Purge(PurgeRequest request, PalmsPart palms, ILogger<MatcherService> logger)
    {
        if (request.Event is not { } name || string.IsNullOrWhiteSpace(name))
        {
            return Results.Problem("Give \"event\", the name of the event that is over.", statusCode: 400);
        }

        try
        {
            var certificate = palms.Get<PalmRegister>().Purge(NameRule.Normalise(name));
            logger.LogInformation(
                "Purged {Event}: its key is destroyed, {Persons} persons are deleted, audit head {Head}",
                certificate.Event, certificate.Persons, certificate.AuditHead);
            return Results.Ok(certificate);
        }
        catch (PalmStoreException e) when (e.Error == PalmStoreError.EventClosed)
        {
            return Results.Problem(e.Message, statusCode: 404);
        }
    }
}
