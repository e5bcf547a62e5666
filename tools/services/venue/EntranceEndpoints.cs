using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Venue;

/// <summary>Where a pedestal is.</summary>
/// <param name="Pedestal">The pedestal.</param>
/// <param name="Entrance">Its entrance from now on.</param>
sealed record PlaceRequest(string? Pedestal, string? Entrance);

/// <summary>Puts pedestals at entrances over HTTP, as "provision --entrance" does.</summary>
static class EntranceEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="administration">The route builder.</param>
    /// <param name="keyFile">The matcher's key file; those of ticketing are beside it.</param>
    /// <param name="logger">The log.</param>
    public static void MapEntrances(this IEndpointRouteBuilder administration, string keyFile, ILogger logger) =>
        administration.MapPost("/pedestals/entrances", (PlaceRequest request, HttpContext context) => Place(request, context, keyFile, logger))
            .Produces<PlaceRequest>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).Requires(OperatorRole.Administrator).WithTags("Pedestals")
            .WithSummary("Puts a pedestal that has keys at an entrance; its keys stay, and the services follow within seconds.");

    static IResult Place(PlaceRequest request, HttpContext context, string keyFile, ILogger logger)
    {
        if (request is not { Pedestal: { } pedestal, Entrance: { } entrance } || !Topics.IsName(entrance))
        {
            return TypedResults.Problem("Give \"pedestal\" and \"entrance\"; an entrance's name is 1 to 64 letters, digits, '-', '_' or '.'.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            if (PartyNames.IsMatcher(pedestal) || !Provisioning.Place(KeyRing.Load(keyFile).Venue, pedestal, Path.GetDirectoryName(keyFile) ?? "", entrance))
            {
                return TypedResults.Problem("No pedestal of this name has keys here.", statusCode: StatusCodes.Status404NotFound);
            }
        }
        catch (KeyFileException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status409Conflict);
        }

        logger.LogInformation("{Operator} put {Pedestal} at the entrance {Entrance}", context.OperatorName(), pedestal, entrance);
        return TypedResults.Ok(request);
    }
}
