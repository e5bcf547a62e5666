using Pedestal.Messaging;
using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>Refuses rules that contradict themselves or their event.</summary>
static class RulesCheck
{
    const int LongestText = 100;
    const int MostRules = 100;

    /// <summary>Why an event cannot have these rules; null when it can.</summary>
    public static string? RefusalOf(EventRules rules, EventDetails e) =>
        rules.Zones.Count > MostRules || rules.Products.Count > MostRules ? $"there are more than {MostRules} zones or products"
        : rules.Capacity < 1 ? "the capacity is not 1 or more"
        : RefusalOfDays(rules)
            ?? TwiceIn("zone", rules.Zones.Select(zone => zone.Name))
            ?? TwiceIn("product", rules.Products.Select(product => product.Product))
            ?? TwiceIn("entrance of a zone", rules.Zones.SelectMany(zone => zone.Entrances))
            ?? rules.Zones.Select(zone => RefusalOf(zone, rules, e)).FirstOrDefault(reason => reason is not null)
            ?? rules.Products.Select(product => RefusalOf(product, rules, e)).FirstOrDefault(reason => reason is not null);

    static string? RefusalOfDays(EventRules rules) =>
        rules.DayStartsAt is null != rules.TimeZone is null ? "dayStartsAt and timeZone are needed together"
        : rules.DayStartsAt is { } start && EventRules.TimeOf(start) is null ? $"dayStartsAt is not a time of day such as 06:00"
        : rules.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? "timeZone is not a time zone that this host knows, such as Europe/Berlin"
        : rules.DayStartsAt is null && rules.Products.FirstOrDefault(product => product.Entry == EntryRule.Daily) is { } daily
            ? $"product '{daily.Product}' admits once a day, which needs dayStartsAt and timeZone"
        : null;

    static string? RefusalOf(ZoneRule zone, EventRules rules, EventDetails e) =>
        NameRule.RefusalOf(zone.Name) is { } name ? $"a zone's name {name}"
        : zone.Entrances.Count == 0 ? $"zone '{zone.Name}' has no entrances"
        : zone.Capacity < 1 ? $"the capacity of zone '{zone.Name}' is not 1 or more"
        : zone.Capacity > rules.Capacity ? $"zone '{zone.Name}' holds more guests than the event"
        : StrangerIn(zone.Entrances, e) is { } stranger ? $"zone '{zone.Name}' has the entrance '{stranger}', which is not the event's"
        : null;

    static string? RefusalOf(ProductRule product, EventRules rules, EventDetails e) =>
        product.Product.Length > 0 && NameRule.RefusalOf(product.Product) is { } name ? $"a product's name {name}"
        : (product.Zones ?? []).FirstOrDefault(zone => rules.Zones.All(z => z.Name != zone)) is { } unknown
            ? $"product '{product.Product}' is for zone '{unknown}', which is not among the zones"
        : StrangerIn(product.Entrances ?? [], e) is { } stranger
            ? $"product '{product.Product}' is for entrance '{stranger}', which is not the event's"
        : product.From >= product.Until ? $"product '{product.Product}' ends before it begins"
        : product.From >= e.End || product.Until <= e.Doors
            ? $"product '{product.Product}' admits only while the event is closed: {EventText.Times(e)}"
        : product.Attention is { } text && (text.Length is 0 or > LongestText || text.Any(char.IsControl))
            ? $"the attention of product '{product.Product}' is not a text of 1 to {LongestText} characters"
        : null;

    static string? StrangerIn(IEnumerable<string> entrances, EventDetails e) => entrances.FirstOrDefault(entrance =>
        !Topics.IsName(entrance) || (e.Entrances.Count > 0 && !e.Entrances.Contains(entrance, StringComparer.Ordinal)));

    static string? TwiceIn(string what, IEnumerable<string> names) => names.GroupBy(name => name, StringComparer.Ordinal)
        .FirstOrDefault(group => group.Count() > 1) is { } twice ? $"the {what} '{twice.Key}' occurs twice" : null;
}
