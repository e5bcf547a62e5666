using Pedestal.Messaging;
using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>
/// The pedestals that share an event's rotating tickets: those of the setting OfflineLanes that stand at one of its entrances, in
/// the order of their lanes.
/// </summary>
sealed class OfflineLanes(TicketingOptions options, KeyRing keys)
{
    /// <summary>Whether no pedestal admits offline.</summary>
    public bool IsEmpty => options.OfflineLanes.Length == 0;

    /// <summary>Whether a pedestal may admit offline.</summary>
    public bool Contains(string device) => options.OfflineLanes.Contains(device, StringComparer.Ordinal);

    /// <summary>The lanes of an event.</summary>
    public List<string> Of(EventDetails e) =>
        [.. options.OfflineLanes.Where(device => e.IsAt(options.Venue, keys.EntranceOf(device)))];
}
