using System.Collections.Concurrent;
using Pedestal.Messaging;

namespace Pedestal.Fleet.Discovery;

/// <summary>Tells Home Assistant of the pedestals, and makes it forget those that are gone.</summary>
sealed class Discovering(FleetLink fleet)
{
    // Set while the broker keeps a message in a topic.
    readonly ConcurrentDictionary<string, bool> _kept = new(StringComparer.Ordinal);

    /// <summary>Brings what the broker keeps in step with the pedestals. Returns how many it now keeps, and which topics were removed.</summary>
    /// <param name="remove">Whether to remove all.</param>
    /// <param name="stop">Cancels it.</param>
    /// <exception cref="FleetException">The broker refuses, or is unreachable.</exception>
    public async Task<(int Kept, IReadOnlyList<string> Removed)> RunAsync(bool remove, CancellationToken stop)
    {
        await fleet.Link.SubscribeAsync(DiscoveryTopics.Filter, (topic, payload) =>
        {
            _kept[topic] = !payload.IsEmpty;
            return Task.CompletedTask;
        }, stop);
        var view = new FleetView(fleet);
        await view.ListenAsync(stop);
        var pedestals = remove ? [] : view.Pedestals.Where(pedestal => Topics.IsName(pedestal.Device)).ToList();
        foreach (var pedestal in pedestals)
        {
            await fleet.RetainAsync(DiscoveryTopics.Of(fleet.Venue, pedestal.Device), DiscoveryMessage.Of(fleet.Venue, pedestal), stop);
        }

        var known = pedestals.Select(pedestal => DiscoveryTopics.Of(fleet.Venue, pedestal.Device)).ToHashSet(StringComparer.Ordinal);
        List<string> removed = [];
        foreach (var (topic, _) in _kept.Where(kept => kept.Value && DiscoveryTopics.IsOf(fleet.Venue, kept.Key) && !known.Contains(kept.Key)))
        {
            await fleet.RetainAsync(topic, [], stop);
            removed.Add(topic);
        }

        return (known.Count, removed);
    }
}
