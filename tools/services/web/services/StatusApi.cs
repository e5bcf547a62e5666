using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Services;

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

    /// <summary>Palm requests that the matcher has refused since its start because they could not be answered in time.</summary>
    public async Task<long> ShedAsync(ActingPerson person, CancellationToken cancellation)
    {
        using var response = await venue.SendAsync(person, HttpMethod.Get, "/metrics", null, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return text.Split('\n').Where(line => line.StartsWith("matcher_requests_shed_total", StringComparison.Ordinal))
            .Sum(line => double.TryParse(line.Split(' ').ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var count) ? (long)count : 0);
    }
}
