using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Engine;
using Pedestal.Identity;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>The events the palm store knows, and which of them is tonight's.</summary>
/// <param name="Tonight">The event whose gallery is searched.</param>
/// <param name="Gallery">What is searched, in memory.</param>
/// <param name="Events">All events that palms are stored for or were.</param>
sealed record EventsAnswer(string Tonight, GalleryAnswer Gallery, IReadOnlyList<EventSummary> Events);

/// <summary>The gallery in memory.</summary>
/// <param name="Palms">Palms.</param>
/// <param name="Templates">Templates of these palms.</param>
sealed record GalleryAnswer(int Palms, int Templates);

/// <summary>Which event is over.</summary>
/// <param name="Event">Its name.</param>
sealed record PurgeRequest(string? Event);

/// <summary>Events: what is stored for them, and their end.</summary>
static class EventEndpoints
{
    const string PurgePath = "/purges";
    const string EventPath = "/events";

    /// <summary>Where purges are posted.</summary>
    public const string Purges = HttpApi.Administration + PurgePath;

    /// <summary>Adds them.</summary>
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
            .WithSummary("Ends an event: destroys its key, deletes its palms, answers with the certificate.");
    }

    static EventsAnswer List(MatcherOptions options, PalmsPart palms, Gallery gallery) =>
        new(options.Event, new GalleryAnswer(gallery.PalmCount, gallery.TemplateCount),
            palms.Get<PalmStore>().Events(options.Event));

    static IResult Find(string name, HttpContext context, MatcherOptions options, PalmsPart palms) =>
        palms.Get<PalmStore>().Events(options.Event).FirstOrDefault(known => known.Name == AsSent(name, context)) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem(
                "No palm was ever stored for an event of this name. GET /v1/events lists those known.",
                statusCode: StatusCodes.Status404NotFound);

    // Routing decodes all but %2F, so that only the address as it was sent tells a slash in the name from a "%2F" in it.
    static string AsSent(string name, HttpContext context)
    {
        const string before = HttpApi.Administration + EventPath + "/";
        var address = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var start = address.IndexOf(before, StringComparison.OrdinalIgnoreCase);
        return NameRule.Normalise(start < 0 ? name : Uri.UnescapeDataString(address[(start + before.Length)..]));
    }

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
