using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Services;

/// <summary>The pedestals with keys.</summary>
/// <param name="Pedestals">The pedestals.</param>
public sealed record PlacedPedestals(IReadOnlyList<PlacedPedestal> Pedestals);

/// <summary>A pedestal with keys.</summary>
/// <param name="Venue">Its venue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entrance">Its entrance.</param>
/// <param name="Roles">What its keys may do.</param>
public sealed record PlacedPedestal(string Venue, string Name, string Entrance, string Roles);

/// <summary>What the venue's process says about itself.</summary>
public sealed class StatusApi(VenueClient venue)
{
    /// <summary>Whether its parts work.</summary>
    /// <exception cref="ServiceException">It does not answer; as for every request here.</exception>
    public async Task<ServiceHealth> HealthAsync(ActingPerson person, CancellationToken cancellation)
    {
        // 503 has a body too.
        using var response = await venue.SendAsync(person, HttpMethod.Get, "/readyz", null, cancellation);
        try
        {
            return await response.Content.ReadFromJsonAsync<ServiceHealth>(VenueClient.Json, cancellation) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new ServiceException("The venue does not say whether it works; update both to the same version.", inner: e);
        }
    }

    /// <summary>The pedestals with keys.</summary>
    public async Task<IReadOnlyList<PlacedPedestal>> PedestalsAsync(ActingPerson person, CancellationToken cancellation) =>
        (await venue.GetAsync<PlacedPedestals>(person, "/v1/pedestals", cancellation)).Pedestals;

    /// <summary>Puts a pedestal at an entrance.</summary>
    public Task PlaceAsync(ActingPerson person, string pedestal, string entrance) =>
        venue.PostAsync<object>(person, "/v1/pedestals/entrances", new { pedestal, entrance });

    /// <summary>Palm requests that the matcher has refused since its start because they could not be answered in time.</summary>
    public async Task<long> ShedAsync(ActingPerson person, CancellationToken cancellation)
    {
        using var response = await venue.SendAsync(person, HttpMethod.Get, "/metrics", null, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return text.Split('\n').Where(line => line.StartsWith("matcher_requests_shed_total", StringComparison.Ordinal))
            .Sum(line => double.TryParse(line.Split(' ').ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var count) ? (long)count : 0);
    }
}
