using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>A pedestal with keys.</summary>
/// <param name="Venue">Its venue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entrance">Its entrance.</param>
/// <param name="Roles">What its keys may do.</param>
sealed record PlacedPedestal(string Venue, string Name, string Entrance, string Roles);

/// <summary>The pedestals with keys.</summary>
/// <param name="Pedestals">The pedestals, by venue and name.</param>
sealed record PlacedPedestals(IReadOnlyList<PlacedPedestal> Pedestals);

/// <summary>Which pedestals have keys, and which of them are slowed down.</summary>
static class PedestalEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapPedestals(this IEndpointRouteBuilder administration)
    {
        administration.MapGet("/pedestals", List).RequiresAny(KeyRights.Status)
            .WithTags("Pedestals").WithSummary("The pedestals with keys: where each is, and what its keys may do.");
        administration.MapGet("/slowed", (AttemptLimits attempts) => attempts.Slowed).RequiresAny(KeyRights.Status)
            .WithTags("Pedestals").WithSummary("Pedestals that are slowed down after palms that were refused in a row.");
    }

    static PlacedPedestals List(PalmsPart palms) => new(
    [
        .. palms.Get<MatcherService>().Venues.All.SelectMany(venue => venue.Keys.Devices.Where(device => !PartyNames.IsMatcher(device))
            .Order(StringComparer.Ordinal).Select(device => new PlacedPedestal(
                venue.Name, device, venue.Keys.EntranceOf(device), venue.Keys.RolesOf(device).ToString().ToLowerInvariant()))),
    ]);
}
