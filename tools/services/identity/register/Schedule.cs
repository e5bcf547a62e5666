using Pedestal.Messaging.Guests;

namespace Pedestal.Identity;

/// <summary>Two parties' events that are at one entrance at the same time.</summary>
/// <param name="Kept">The one known first, which counts.</param>
/// <param name="Other">The other, which is not used while both are open.</param>
public sealed record EventOverlap(PartyEvent Kept, PartyEvent Other);

/// <summary>
/// Which event a request is for: what is open at an entrance of a venue at an instant. Of two that are open there, one within its
/// times counts before one that was opened by hand and forgotten, and otherwise the one known first. Safe for concurrent callers.
/// </summary>
public sealed class Schedule
{
    volatile IReadOnlyList<PartyEvent> _events = [];

    /// <summary>All events, in the order in which they became known.</summary>
    public IReadOnlyList<PartyEvent> Events => _events;

    /// <summary>The event that is open at an entrance; null if there is none.</summary>
    public PartyEvent? OpenAt(string venue, string entrance, DateTimeOffset now) =>
        _events.Where(known => known.Details.IsAt(venue, entrance) && known.Details.IsOpenAt(now))
            .OrderBy(known => known.Details.IsWithinTimes(now) ? 0 : 1).FirstOrDefault();

    /// <summary>The event that is open at an entrance, or else the next one there; null if there is none.</summary>
    public PartyEvent? OpenOrNextAt(string venue, string entrance, DateTimeOffset now) =>
        OpenAt(venue, entrance, now) ?? _events
            .Where(known => known.Details.IsAt(venue, entrance) && known.Details.Opening == EventOpening.ByTime && known.Details.Doors > now)
            .MinBy(known => known.Details.Doors);

    /// <summary>Events of different parties that are in each other's way now or later.</summary>
    public IReadOnlyList<EventOverlap> OverlapsFrom(DateTimeOffset now)
    {
        var coming = _events.Where(known => known.Details.End > now && known.Details.Opening != EventOpening.Closed).ToList();
        return
        [
            .. coming.SelectMany((kept, index) => coming.Skip(index + 1)
                .Where(other => other.Party != kept.Party && other.Details.Overlaps(kept.Details))
                .Select(other => new EventOverlap(kept, other))),
        ];
    }

    /// <summary>Takes over the events, in the order in which they became known.</summary>
    internal void Set(IReadOnlyList<PartyEvent> events) => _events = events;
}
