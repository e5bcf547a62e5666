using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>
/// Keeps this node's view of the cluster true. A node that every broker of every venue has missed for a second is left out: its pedestals live
/// elsewhere then, and it joins again by itself. Orleans' own probes notice later that a node is frozen or cut off, and that its link carries too
/// little not at all. And the table of nodes is read every second: Orleans' timers follow the host's clock, and a step of it stops them for as long.
/// </summary>
sealed class NodeWatch(VenueLinks venues, Cluster cluster, TimeProvider time, ILogger<NodeWatch> logger) : BackgroundService
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan BetweenReadings = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        EveryAsync(BetweenLooks, LeaveOutMissedAsync, stoppingToken),
        EveryAsync(BetweenReadings, () => TryAsync("The table of nodes was not read", () => cluster.RefreshAsync(stoppingToken)), stoppingToken));

    async Task EveryAsync(TimeSpan interval, Func<Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await act();
        }
    }

    async Task LeaveOutMissedAsync()
    {
        foreach (var node in venues.All.Select(venue => venue.MissedNodes).Aggregate<IEnumerable<string>>((some, more) => some.Intersect(more)))
        {
            await TryAsync($"The node {node}, which every broker misses, could not be left out of the cluster", () => LeaveOutAsync(node));
        }
    }

    async Task LeaveOutAsync(string node)
    {
        foreach (var venue in venues.All)
        {
            venue.ForgetNode(node);
        }

        if (await cluster.LeaveOutAsync(node))
        {
            logger.LogWarning("The node {Node} is left out of the cluster: its signs of life have been missing or late for a second at every broker", node);
        }
    }

    async Task TryAsync(string failure, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it was, Orleans' own probes remain, and so must this watch.
            logger.LogWarning("{Failure}: {Fault}", failure, e.Message);
        }
    }
}
