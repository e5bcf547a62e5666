using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>
/// Leaves a node out of the cluster that every broker of every venue has missed for a second: its pedestals live elsewhere then. The cluster's own
/// probes notice later that a node is frozen or cut off, and that its link carries too little not at all. The node joins again by itself.
/// </summary>
sealed class MissedNodes(VenueLinks venues, Cluster cluster, TimeProvider time, ILogger<MissedNodes> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var node in venues.All.Select(venue => venue.MissedNodes).Aggregate<IEnumerable<string>>((some, more) => some.Intersect(more)))
            {
                await LeaveOutAsync(node);
            }
        }
    }

    async Task LeaveOutAsync(string node)
    {
        foreach (var venue in venues.All)
        {
            venue.ForgetNode(node);
        }

        try
        {
            if (await cluster.LeaveOutAsync(node))
            {
                logger.LogWarning("The node {Node} is left out of the cluster: its signs of life have been missing or late for a second at every broker", node);
            }
        }
        catch (Exception e)
        {
            // Whatever it was, the cluster's own probes remain, and so must this watch.
            logger.LogWarning("The node {Node}, which every broker misses, could not be left out of the cluster: {Fault}", node, e.Message);
        }
    }
}
