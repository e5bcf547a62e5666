using System.Globalization;
using System.Text.Json.Serialization;

namespace Pedestal.Ticketing;

/// <summary>How often a ticket admits.</summary>
public enum EntryRule
{
    /// <summary>Once.</summary>
    Once,

    /// <summary>Once a day.</summary>
    Daily,

    /// <summary>Again after every exit.</summary>
    Reentry,
}

/// <summary>A part of an event's site with entrances of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entrances">Its entrances; each belongs to one zone at most.</param>
/// <param name="Capacity">Most guests inside at a time; null for no limit.</param>
public sealed record ZoneRule(string Name, IReadOnlyList<string> Entrances, int? Capacity = null);

/// <summary>What tickets of a product are for.</summary>
/// <param name="Product">The product, as in the tickets; "*": tickets of every product that no other rule names.</param>
/// <param name="Zones">Zones that they admit to; null, like Entrances: everywhere.</param>
/// <param name="Entrances">Further entrances where they admit.</param>
/// <param name="From">From when on they admit; null: as soon as the event is open.</param>
/// <param name="Until">Until when they admit; null: as long as the event is open.</param>
/// <param name="Entry">How often they admit.</param>
/// <param name="Attention">What a steward should check, such as the guest's age; null for nothing.</param>
public sealed record ProductRule(
    string Product, IReadOnlyList<string>? Zones = null, IReadOnlyList<string>? Entrances = null, DateTimeOffset? From = null,
    DateTimeOffset? Until = null, EntryRule Entry = EntryRule.Once, string? Attention = null);

/// <summary>An event's rules of admission. Without any, every ticket admits once, at every entrance of the event.</summary>
public sealed record EventRules
{
    /// <summary>The product rule for tickets that no other one names.</summary>
    public const string AnyProduct = "*";

    /// <summary>The rules of an event that has none.</summary>
    public static readonly EventRules None = new();

    static readonly ProductRule OnceEverywhere = new(AnyProduct);

    /// <summary>Whether a palm that was admitted may admit further tickets of its account that are no other person's.</summary>
    public bool Parties { get; init; }

    /// <summary>Most guests inside at a time; null for no limit.</summary>
    public int? Capacity { get; init; }

    /// <summary>The time of day when a day begins, as in 06:00; null: the event is one day. Nobody is inside any more then.</summary>
    public string? DayStartsAt { get; init; }

    /// <summary>The time zone of that time, as in Europe/Berlin.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The zones.</summary>
    public IReadOnlyList<ZoneRule> Zones { get; init; } = [];

    /// <summary>The products.</summary>
    public IReadOnlyList<ProductRule> Products { get; init; } = [];

    /// <summary>Whether the number of guests inside is limited.</summary>
    [JsonIgnore]
    public bool IsLimited => Capacity is not null || Zones.Any(zone => zone.Capacity is not null);

    /// <summary>The rule for a ticket's product.</summary>
    internal ProductRule Of(string product) =>
        Products.FirstOrDefault(rule => rule.Product == product && product != AnyProduct)
        ?? Products.FirstOrDefault(rule => rule.Product == AnyProduct) ?? OnceEverywhere;

    /// <summary>Whether a product's tickets admit at an entrance.</summary>
    internal bool Admits(ProductRule rule, string entrance) => (rule.Zones ?? []).Count + (rule.Entrances ?? []).Count == 0
        || (rule.Entrances ?? []).Contains(entrance, StringComparer.Ordinal)
        || (ZoneOf(entrance) is { } zone && (rule.Zones ?? []).Contains(zone.Name, StringComparer.Ordinal));

    /// <summary>The entrances where a product's tickets admit; null: everywhere, and nobody has said where that is.</summary>
    /// <param name="rule">The product's rule.</param>
    /// <param name="ofEvent">The event's entrances; none: every entrance of the venue.</param>
    internal IReadOnlyList<string>? EntrancesOf(ProductRule rule, IReadOnlyList<string> ofEvent) =>
        (rule.Zones ?? []).Count + (rule.Entrances ?? []).Count == 0 ? ofEvent.Count == 0 ? null : ofEvent
        : [.. Zones.Where(zone => (rule.Zones ?? []).Contains(zone.Name, StringComparer.Ordinal)).SelectMany(zone => zone.Entrances)
            .Union(rule.Entrances ?? [], StringComparer.Ordinal)];

    /// <summary>The zone of an entrance; null for none.</summary>
    internal ZoneRule? ZoneOf(string entrance) => Zones.FirstOrDefault(zone => zone.Entrances.Contains(entrance, StringComparer.Ordinal));

    /// <summary>When the day of an instant began; the beginning of time if the event is one day.</summary>
    internal DateTimeOffset DayOf(DateTimeOffset now)
    {
        if (DayStartsAt is null || TimeZone is null)
        {
            return DateTimeOffset.MinValue;
        }

        var (zone, start) = (TimeZoneInfo.FindSystemTimeZoneById(TimeZone), TimeOf(DayStartsAt)!.Value.ToTimeSpan());
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return new[] { 1, 0, -1 }.Select(days => BeginOf(today.AddDays(days) + start, zone)).First(begin => begin <= now);
    }

    /// <summary>Reads a time of day; null for anything else.</summary>
    internal static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    // A time that comes twice is the first one; one that the clock skips is the moment when it is set forward.
    static DateTimeOffset BeginOf(DateTime local, TimeZoneInfo zone) => new(local,
        zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
        : zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(-1) : local));
}
