using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>The parties' events, their galleries, and what is stored.</summary>
/// <param name="Gallery">All galleries in memory together.</param>
/// <param name="Shows">The events as their parties describe them.</param>
/// <param name="Parties">How far each party's guest lists are followed.</param>
/// <param name="Overlaps">Events of two parties that are at one entrance at one time.</param>
/// <param name="Events">What is stored for each event.</param>
sealed record EventsResponse(GallerySummary Gallery, IReadOnlyList<Show> Shows, IReadOnlyList<GuestListState> Parties,
    IReadOnlyList<OverlapSummary> Overlaps, IReadOnlyList<EventSummary> Events);

/// <summary>A gallery in memory.</summary>
/// <param name="Palms">Number of palms.</param>
/// <param name="Templates">Number of templates of these palms.</param>
sealed record GallerySummary(int Palms, int Templates);

/// <summary>A party's event.</summary>
/// <param name="Party">The party.</param>
/// <param name="Event">The event as the party describes it.</param>
/// <param name="IsOpen">Whether guests may enter now.</param>
/// <param name="Gallery">Its gallery; null while it is not loaded, which happens some hours before doors.</param>
sealed record Show(string Party, EventDetails Event, bool IsOpen, GallerySummary? Gallery);

/// <summary>Two parties' events that are at one entrance at one time.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Counts">The event that counts there.</param>
/// <param name="Other">The event that does not.</param>
sealed record OverlapSummary(string Venue, string Counts, string Other)
{
    /// <summary>All that are now or later.</summary>
    public static IReadOnlyList<OverlapSummary> Of(PalmRegister register) =>
    [
        .. register.Schedule.OverlapsFrom(register.Store.Time.GetUtcNow()).Select(overlap => new OverlapSummary(
            overlap.Kept.Details.Venue, $"{overlap.Kept.Party}/{overlap.Kept.Details.Name}", $"{overlap.Other.Party}/{overlap.Other.Details.Name}")),
    ];
}

/// <summary>The event that is over.</summary>
/// <param name="Event">Its name.</param>
sealed record PurgeRequest(string? Event);

/// <summary>Events: when and where they are, what is stored for them, and their end.</summary>
static class EventEndpoints
{
    const string PurgePath = "/purges";
    const string EventPath = "/events";

    /// <summary>Where purges are posted.</summary>
    public const string Purges = HttpApi.Administration + PurgePath;

    /// <summary>Maps the endpoints.</summary>
    public static void MapEvents(this IEndpointRouteBuilder administration)
    {
        administration.MapGet(EventPath, List).RequiresAny(KeyRights.Status)
            .WithTags("Events").WithSummary("The parties' events, their galleries and guest lists, and what is stored for each event.");
        administration.MapGet(EventPath + "/{**name}", Find).Produces<EventSummary>()
            .ProducesProblem(StatusCodes.Status404NotFound).RequiresAny(KeyRights.Status)
            .WithTags("Events").WithSummary("One event: what is stored for it and whether it is over.");
        administration.MapPost(PurgePath, Purge).Produces<PurgeCertificate>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .RequiresAny(KeyRights.Purge).WithTags("Events")
            .WithSummary("Ends an event: destroys its key, deletes its palms, returns the certificate.");
    }

    static EventsResponse List(PalmsPart palms)
    {
        var register = palms.Get<PalmRegister>();
        var (galleries, now) = (register.Galleries, register.Store.Time.GetUtcNow());
        return new EventsResponse(new GallerySummary(galleries.PalmCount, galleries.TemplateCount),
            [
                .. register.Schedule.Events.Select(known => new Show(known.Party, known.Details, known.Details.IsOpenAt(now),
                    galleries.Find(known) is { } gallery ? new GallerySummary(gallery.PalmCount, gallery.TemplateCount) : null)),
            ],
            palms.Get<MatcherService>().GuestLists, OverlapSummary.Of(register), register.Store.Events());
    }

    static IResult Find(string name, HttpContext context, PalmsPart palms) =>
        palms.Get<PalmStore>().Events().FirstOrDefault(known => known.Name == AsSent(name, context)) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem(
                "There is no event of this name, and no palm was ever stored for one. GET /v1/events lists the known events.",
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
