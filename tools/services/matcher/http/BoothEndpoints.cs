using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>A pedestal with a screen.</summary>
/// <param name="Venue">Its venue.</param>
/// <param name="Device">Its name.</param>
sealed record BoothPlace(string Venue, string Device);

/// <summary>The pedestals with a screen.</summary>
/// <param name="Booths">The pedestals.</param>
sealed record BoothsResponse(IReadOnlyList<BoothPlace> Booths);

/// <summary>A consent text as a screen shows it.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">Its SHA-256, which the agreement names.</param>
/// <param name="Text">The text.</param>
sealed record BoothText(string Language, int Version, string Digest, string Text);

/// <summary>What a booth's screen shows; nothing of a palm.</summary>
/// <param name="Step">What the guest does next.</param>
/// <param name="Party">The party to which the guest agrees.</param>
/// <param name="Texts">Its text in each language, the original first; none if nobody can enrol.</param>
/// <param name="AgreedAt">When the guest agreed; null for not yet.</param>
/// <param name="TicketWaits">Whether a ticket was shown already and waits for the agreement.</param>
/// <param name="Palm">Which palm, and how many of its samples are kept.</param>
/// <param name="IsRejected">Whether the last sample could not be used.</param>
/// <param name="Ending">How the enrolment ended, with the path of a link to the guest's own page; null while it has not.</param>
sealed record BoothResponse(BoothStep Step, string Party, IReadOnlyList<BoothText> Texts, DateTimeOffset? AgreedAt, bool TicketWaits,
    BoothPalm Palm, bool IsRejected, BoothEnding? Ending);

/// <summary>A guest agrees.</summary>
/// <param name="Digest">The SHA-256 of the text, as shown.</param>
sealed record AgreementRequest(string? Digest);

/// <summary>The screens beside enrolment pedestals, for the pages.</summary>
static class BoothEndpoints
{
    const string Path = "/booths";

    /// <summary>Maps the endpoints.</summary>
    public static void MapBooths(this IEndpointRouteBuilder administration)
    {
        administration.MapGet(Path, List).RequiresAny(KeyRights.Guests, KeyRights.Status)
            .WithTags("Booths").WithSummary("The pedestals with a screen.");
        Describe(administration.MapGet(Path + "/{venue}/{device}", async (string venue, string device, PalmsPart palms) =>
            IsKnown(palms, venue, device) ? TypedResults.Ok(await At(palms, venue, device).ReadScreenAsync()) : Unknown()))
            .WithSummary("What the screen beside a pedestal shows.");
        Describe(administration.MapPost(Path + "/{venue}/{device}/agreements", AgreeAsync)).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("The guest at the screen agrees to the text with this SHA-256.");
        Describe(administration.MapDelete(Path + "/{venue}/{device}", ClearAsync))
            .WithSummary("The guest at the screen is done, or another one begins.");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint.Produces<BoothResponse>()
        .ProducesProblem(StatusCodes.Status404NotFound).RequiresAny(KeyRights.Guests).WithTags("Booths");

    static BoothsResponse List(PalmsPart palms)
    {
        var matcher = palms.Get<MatcherService>();
        return new BoothsResponse(
        [
            .. matcher.Venues.All.SelectMany(venue => venue.Keys.Devices.Where(device => matcher.Enrolment.HasScreen(venue.Name, device))
                .Order(StringComparer.Ordinal).Select(device => new BoothPlace(venue.Name, device))),
        ]);
    }

    static async Task<IResult> AgreeAsync(string venue, string device, AgreementRequest request, PalmsPart palms, ILogger<MatcherService> logger)
    {
        if (!IsKnown(palms, venue, device))
        {
            return Unknown();
        }

        var digest = request.Digest is { Length: 64 } digits && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : [];
        var pedestal = At(palms, venue, device);
        if (!await pedestal.AgreeAsync(digest))
        {
            return TypedResults.Problem("This text is not shown here (any more). Show the present one.", statusCode: StatusCodes.Status409Conflict);
        }

        logger.LogInformation("A guest agreed at the screen beside {Device}", device);
        return TypedResults.Ok(await pedestal.ReadScreenAsync());
    }

    static async Task<IResult> ClearAsync(string venue, string device, PalmsPart palms)
    {
        if (!IsKnown(palms, venue, device))
        {
            return Unknown();
        }

        var pedestal = At(palms, venue, device);
        await pedestal.ClearScreenAsync();
        return TypedResults.Ok(await pedestal.ReadScreenAsync());
    }

    static IPedestal At(PalmsPart palms, string venue, string device) => palms.Get<IPedestals>().At(venue, device);

    static bool IsKnown(PalmsPart palms, string venue, string device) => palms.Get<MatcherService>() is { } matcher
        && matcher.Venues.All.Any(known => known.Name == venue && known.Keys.TryGet(device, out _)) && matcher.Enrolment.HasScreen(venue, device);

    static IResult Unknown() => TypedResults.Problem(
        "No screen is set up beside this pedestal. Matcher:BoothScreens names those that have one.", statusCode: StatusCodes.Status404NotFound);
}
