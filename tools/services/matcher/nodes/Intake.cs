using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>
/// Takes this node's share of the requests from the brokers. It starts last and ends first: another node gets the requests from then
/// on, and those that were taken are decided before anything else stops.
/// </summary>
sealed class Intake(VenueLinks venues, IPedestals pedestals, ILogger<Intake> logger) : IHostedService
{
    // Longer than a pedestal waits for a reply.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Whether no requests are taken any more.</summary>
    public bool IsDrained { get; private set; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(venues.All.Select(venue =>
        venue.TakeRequestsAsync(device => pedestals.At(venue.Name, device), cancellationToken)));

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => DrainAsync();

    /// <summary>Takes no more requests, and returns when every request that was taken has its reply.</summary>
    public async Task DrainAsync()
    {
        IsDrained = true;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await Task.WhenAll(venues.All.Select(venue => venue.EndRequestsAsync(patience.Token)));
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("A broker does not answer, so that requests may still have come from it; their pedestals send them again");
        }
    }
}
