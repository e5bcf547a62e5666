using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>Whose link is made: the party's token, or its SHA-256, in hexadecimal digits; or the person's number.</summary>
/// <param name="Token">The token.</param>
/// <param name="TokenDigest">The token's SHA-256, which is all that ticketing keeps.</param>
/// <param name="Person">The person's number.</param>
/// <param name="Hours">For how many hours the link can be opened, 1 to 720; 72 if none are given.</param>
sealed record GuestLinkRequest(string? Token = null, string? TokenDigest = null, long? Person = null, int? Hours = null);

/// <summary>A link to a person's own page.</summary>
/// <param name="Path">Its path, below the address of the pages.</param>
/// <param name="Expires">Until when it can be opened, once.</param>
sealed record GuestLinkResponse(string Path, DateTimeOffset Expires);

/// <summary>A link to be opened.</summary>
/// <param name="Link">The last part of its path.</param>
sealed record GuestLinkOpening(string? Link);

/// <summary>A visit.</summary>
/// <param name="Visit">Stands for the visitor until it expires; a secret.</param>
/// <param name="Expires">When it ends.</param>
sealed record VisitResponse(string Visit, DateTimeOffset Expires);

/// <summary>What a visitor asks for.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Party">The party, for a withdrawal.</param>
sealed record VisitorRequest(string? Visit, string? Party = null);

/// <summary>The page on which a guest sees what is stored: its links, and what it asks for.</summary>
static class MyPalmEndpoints
{
    const string Path = "/my-palm";
    const int MostHours = 720;
    const string Over = "The visit is over, or the link was opened before. Ask for another link.";

    /// <summary>The path of a link, below the address of the pages.</summary>
    public static string PathOf(string link) => $"{Path}/{link}";

    /// <summary>Maps the endpoints.</summary>
    public static void MapMyPalm(this IEndpointRouteBuilder administration)
    {
        administration.MapPost(Path + "/links", Create).Produces<GuestLinkResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .RequiresAny(KeyRights.Palms).WithTags("My palm")
            .WithSummary("Makes the link with which a person sees what is stored, withdraws and deletes: opened once, to be sent to its account alone.");
        administration.MapPost(Path + "/visits", Open).Produces<VisitResponse>().ForGuests("Opens a link, for the pages.");
        administration.MapPost(Path + "/records", Read).Produces<GuestRecord>().ForGuests("What is stored about a visitor, for the pages.");
        administration.MapPost(Path + "/withdrawals", WithdrawAsync).Produces<GuestRecord>().ForGuests("Withdraws a visitor's consent for one party, for the pages.");
        administration.MapPost(Path + "/deletions", DeleteAsync).Produces<GuestRecord>().ForGuests("Deletes a visitor, for the pages.");
    }

    static void ForGuests(this RouteHandlerBuilder endpoint, string summary) => endpoint
        .ProducesProblem(StatusCodes.Status404NotFound).RequiresAny(KeyRights.Guests).WithTags("My palm").WithSummary(summary);

    static IResult Create(GuestLinkRequest request, HttpContext context, PalmsPart palms, ILogger<MatcherService> logger)
    {
        var digest = new DeletionRequest(request.Token, request.TokenDigest).Digest();
        var namesToken = request.Token is not null || request.TokenDigest is not null;
        if (namesToken ? digest is null || request.Person is not null : request.Person is null)
        {
            return TypedResults.Problem("Give exactly one of \"token\" or \"tokenDigest\", 64 hexadecimal digits, or \"person\", a number.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        if (request.Hours is < 1 or > MostHours)
        {
            return TypedResults.Problem($"\"hours\" is 1 to {MostHours}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var store = palms.Get<PalmStore>();
        if ((request.Person ?? store.Persons.OfToken(digest!)) is not { } person || store.Persons.PalmsOf(person).Count == 0)
        {
            return TypedResults.Problem("Nothing is stored under this token or number.", statusCode: StatusCodes.Status404NotFound);
        }

        var link = store.Links.Create(
            person, request.Hours is { } hours ? TimeSpan.FromHours(hours) : GuestLinks.Lifetime, context.OperatorName());
        logger.LogInformation("{Operator} made a link to a person's own page", context.OperatorName());
        return TypedResults.Ok(new GuestLinkResponse(PathOf(link.Text), link.Expires));
    }

    static IResult Open(GuestLinkOpening request, PalmsPart palms) => palms.Get<PalmStore>().Links.Open(request.Link ?? "") is { } visit
        ? TypedResults.Ok(new VisitResponse(visit.Text, visit.Expires)) : Ended();

    static IResult Read(VisitorRequest request, PalmsPart palms) => palms.Get<MatcherService>().Guests.Read(request.Visit ?? "") is { } record
        ? TypedResults.Ok(record) : Ended();

    static async Task<IResult> WithdrawAsync(VisitorRequest request, PalmsPart palms, ILogger<MatcherService> logger, CancellationToken cancellation) =>
        Done(await palms.Get<MatcherService>().Guests.WithdrawAsync(request.Visit ?? "", request.Party ?? "", cancellation), "has withdrawn a consent", logger);

    static async Task<IResult> DeleteAsync(VisitorRequest request, PalmsPart palms, ILogger<MatcherService> logger, CancellationToken cancellation) =>
        Done(await palms.Get<MatcherService>().Guests.DeleteAsync(request.Visit ?? "", cancellation), "has deleted everything", logger);

    static IResult Done(GuestRecord? record, string what, ILogger<MatcherService> logger)
    {
        if (record is null)
        {
            return Ended();
        }

        logger.LogInformation("A guest {What} at the own page, receipt {Number}", what, record.Receipts is [var receipt, ..] ? receipt.Number : null);
        return TypedResults.Ok(record);
    }

    static IResult Ended() => TypedResults.Problem(Over, statusCode: StatusCodes.Status404NotFound);
}
