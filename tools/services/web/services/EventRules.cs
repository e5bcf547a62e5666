namespace Pedestal.Web.Services;

/// <summary>An event's rules of admission, as ticketing's API has them.</summary>
/// <param name="Parties">Whether a palm that was admitted may admit further tickets of its account.</param>
/// <param name="Capacity">Most guests inside; null for no limit.</param>
/// <param name="DayStartsAt">The time of day when a day begins, as in 06:00; null: the event is one day.</param>
/// <param name="TimeZone">The time zone of that time.</param>
/// <param name="Zones">The zones.</param>
/// <param name="Products">The products.</param>
public sealed record EventRules(
    bool Parties, int? Capacity, string? DayStartsAt, string? TimeZone, IReadOnlyList<ZoneRule> Zones, IReadOnlyList<ProductRule> Products);

/// <summary>A part of an event's site with entrances of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entrances">Its entrances.</param>
/// <param name="Capacity">Most guests inside; null for no limit.</param>
public sealed record ZoneRule(string Name, IReadOnlyList<string> Entrances, int? Capacity);

/// <summary>What tickets of a product are for.</summary>
/// <param name="Product">The product; "*" for all that no other rule names, empty for tickets without one.</param>
/// <param name="Zones">Zones that they admit to; null, like Entrances: everywhere.</param>
/// <param name="Entrances">Further entrances where they admit.</param>
/// <param name="From">From when on they admit; null: as soon as the event is open.</param>
/// <param name="Until">Until when they admit; null: as long as the event is open.</param>
/// <param name="Entry">How often: "once", "daily" or "reentry".</param>
/// <param name="Attention">What a steward should check; null for nothing.</param>
public sealed record ProductRule(string Product, IReadOnlyList<string>? Zones, IReadOnlyList<string>? Entrances, DateTimeOffset? From,
    DateTimeOffset? Until, string Entry, string? Attention);
