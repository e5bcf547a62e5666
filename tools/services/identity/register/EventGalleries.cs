using Pedestal.Engine;

namespace Pedestal.Identity;

/// <summary>
/// The galleries of the events that are open or about to open, one for each; none shares anything that changes with another.
/// </summary>
public sealed class EventGalleries
{
    /// <summary>How long before doors an event's gallery is loaded.</summary>
    public static readonly TimeSpan LoadedBefore = TimeSpan.FromHours(6);

    volatile IReadOnlyDictionary<(string Party, int Event), Gallery> _loaded =
        new Dictionary<(string, int), Gallery>();

    /// <summary>Number of palms in all galleries.</summary>
    public int PalmCount => _loaded.Values.Sum(gallery => gallery.PalmCount);

    /// <summary>Number of templates in all galleries.</summary>
    public int TemplateCount => _loaded.Values.Sum(gallery => gallery.TemplateCount);

    /// <summary>Number of galleries loaded.</summary>
    public int Count => _loaded.Count;

    /// <summary>An event's gallery; null while it is not loaded.</summary>
    public Gallery? Find(PartyEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return _loaded.GetValueOrDefault((@event.Party, @event.Number));
    }

    /// <summary>Adds a gallery that is filled.</summary>
    internal void Add(PartyEvent @event, Gallery gallery) => _loaded =
        new Dictionary<(string, int), Gallery>(_loaded) { [(@event.Party, @event.Number)] = gallery };

    /// <summary>Keeps the galleries of these events only.</summary>
    internal void Keep(IEnumerable<PartyEvent> events)
    {
        var kept = events.Select(known => (known.Party, known.Number)).ToHashSet();
        if (!_loaded.Keys.All(kept.Contains))
        {
            _loaded = _loaded.Where(entry => kept.Contains(entry.Key)).ToDictionary();
        }
    }

    /// <summary>Removes palms from every gallery.</summary>
    internal void Remove(IEnumerable<long> palms)
    {
        foreach (var palm in palms)
        {
            foreach (var gallery in _loaded.Values)
            {
                gallery.Remove(palm);
            }
        }
    }
}
