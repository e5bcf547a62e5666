using Pedestal.Messaging.Guests;

namespace Pedestal.Identity;

/// <summary>An event of a relying party. All times are instants, so that midnight and summer time move nothing.</summary>
/// <param name="Party">The relying party, the master of its events.</param>
/// <param name="Number">Its number within the party; never reused.</param>
/// <param name="Name">Its name, unique within the party.</param>
/// <param name="Venue">The venue.</param>
/// <param name="Entrances">The entrances where it is; empty for all of the venue.</param>
/// <param name="Doors">From when on guests may enter; null if unknown.</param>
/// <param name="Start">When it begins; null if unknown.</param>
/// <param name="End">When it ends; null if unknown.</param>
/// <param name="Opening">Whether it opens by time or was opened or closed by hand.</param>
public sealed record PartyEvent(string Party, long Number, string Name, string Venue, IReadOnlyList<string> Entrances,
    DateTimeOffset? Doors, DateTimeOffset? Start, DateTimeOffset? End, EventOpening Opening)
{
    /// <summary>An event as its party describes it.</summary>
    public static PartyEvent Of(string party, EventDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return new PartyEvent(party, details.Number, details.Name, details.Venue, details.Entrances, details.Doors, details.Start,
            details.End, details.Opening);
    }

    /// <summary>The name under which the event has a key, if it has one.</summary>
    public string KeyName => Party == RelyingParty.Ticketing ? Name : $"{Party}/{Name}";

    /// <summary>Whether guests may enter now.</summary>
    public bool IsOpenAt(DateTimeOffset now) => Opening == EventOpening.Open
        || (Opening == EventOpening.ByTime && IsWithinTimes(now));

    /// <summary>Whether it is between doors and end, whether it is open or not.</summary>
    public bool IsWithinTimes(DateTimeOffset now) => IsDuring(now, TimeSpan.Zero);

    /// <summary>Whether it is at an entrance of a venue.</summary>
    public bool IsAt(string venue, string entrance) =>
        Venue == venue && (Entrances.Count == 0 || Entrances.Contains(entrance));

    /// <summary>Whether its guests' palms belong in memory: from some time before doors until its end, or while it is open.</summary>
    public bool IsWantedAt(DateTimeOffset now, TimeSpan before) => Opening == EventOpening.Open || IsDuring(now, before);

    /// <summary>Whether it shares an entrance and a time with another event.</summary>
    public bool Overlaps(PartyEvent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Venue == other.Venue && Doors < other.End && other.Doors < End
            && (Entrances.Count == 0 || other.Entrances.Count == 0 || Entrances.Intersect(other.Entrances).Any());
    }

    bool IsDuring(DateTimeOffset now, TimeSpan before) => now >= Doors - before && now < End;
}
