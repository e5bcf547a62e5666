using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>A pedestal whose requests are limited, and where it is.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Device">The pedestal.</param>
/// <param name="RefusalsInARow">Palms refused there in a row.</param>
/// <param name="SecondsApart">The required time between its attempts.</param>
public sealed record SlowedAt(string Venue, string Device, int RefusalsInARow, int SecondsApart);

/// <summary>The limits of each venue's pedestals; they outlast a restart of the palms' part.</summary>
public sealed class AttemptLimits(MatcherOptions options, TimeProvider time, ILogger<AttemptLimit> logger)
{
    readonly ConcurrentDictionary<string, AttemptLimit> _venues = new(StringComparer.Ordinal);

    /// <summary>The pedestals that are slowed down now, by venue and name.</summary>
    public IReadOnlyList<SlowedAt> Slowed =>
    [
        .. _venues.OrderBy(venue => venue.Key, StringComparer.Ordinal).SelectMany(venue => venue.Value.Slowed.Select(
            slowed => new SlowedAt(venue.Key, slowed.Device, slowed.RefusalsInARow, slowed.SecondsApart))),
    ];

    /// <summary>The limit of a venue's pedestals.</summary>
    public AttemptLimit Of(string venue) => _venues.GetOrAdd(venue, _ => new AttemptLimit(options, time, logger));
}
