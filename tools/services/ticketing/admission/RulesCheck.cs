using Pedestal.Messaging;
using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing;

/// <summary>Refuses rules that contradict themselves or their event.</summary>
static class RulesCheck
{
    const int LongestText = 100;
    const int MostRules = 100;

    /// <summary>Everything for which an event cannot have these rules; nothing when it can.</summary>
    public static IReadOnlyList<RuleFault> FaultsOf(EventRules rules, EventDetails e)
    {
        if (rules.Zones.Count > MostRules || rules.Products.Count > MostRules)
        {
            return [new RuleFault(rules.Zones.Count > MostRules ? "zones" : "products", $"there are more than {MostRules} zones or products")];
        }

        return
        [
            .. When(rules.Capacity < 1, "capacity", "the capacity is not 1 or more"),
            .. OfDays(rules),
            .. Twice("zone", rules.Zones.Select((zone, i) => (zone.Name, $"zones[{i}].name"))),
            .. Twice("product", rules.Products.Select((product, i) => (product.Product, $"products[{i}].product"))),
            .. Twice("entrance of a zone", rules.Zones.SelectMany((zone, i) => zone.Entrances.Select(at => (at, $"zones[{i}].entrances")))),
            .. rules.Zones.SelectMany((zone, i) => OfZone(zone, $"zones[{i}].", rules, e)),
            .. rules.Products.SelectMany((product, i) => OfProduct(product, $"products[{i}].", rules, e)),
        ];
    }

    /// <summary>The same in words; null when the event can have them.</summary>
    public static string? RefusalOf(EventRules rules, EventDetails e) =>
        FaultsOf(rules, e) is { Count: > 0 } faults ? InWords(faults) : null;

    /// <summary>Faults as the end of a sentence.</summary>
    public static string InWords(IEnumerable<RuleFault> faults) => string.Join("; ", faults.Select(fault => fault.Reason));

    static IEnumerable<RuleFault> OfDays(EventRules rules) =>
    [
        .. When(rules.DayStartsAt is null != rules.TimeZone is null, rules.DayStartsAt is null ? "dayStartsAt" : "timeZone",
            "the beginning of a day and its time zone are needed together"),
        .. When(rules.DayStartsAt is { } start && EventRules.TimeOf(start) is null, "dayStartsAt",
            "the beginning of a day is not a time of day such as 06:00"),
        .. When(rules.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), "timeZone",
            "the time zone is not a time zone that this host knows, such as Europe/Berlin"),
        .. rules.Products.SelectMany((product, i) => When(product.Entry == EntryRule.Daily && rules.DayStartsAt is null, $"products[{i}].entry",
            $"{Named(product)} admits once a day, which needs the beginning of a day and its time zone")),
    ];

    static IEnumerable<RuleFault> OfZone(ZoneRule zone, string field, EventRules rules, EventDetails e) =>
    [
        .. When(NameRule.RefusalOf(zone.Name) is not null, field + "name", $"a zone's name {NameRule.RefusalOf(zone.Name)}"),
        .. When(zone.Entrances.Count == 0, field + "entrances", $"{Named(zone)} has no entrances"),
        .. When(zone.Capacity < 1, field + "capacity", $"the capacity of {Named(zone)} is not 1 or more"),
        .. When(zone.Capacity > rules.Capacity, field + "capacity", $"{Named(zone)} holds more guests than the event"),
        .. Strangers(zone.Entrances, e).Select(at =>
            new RuleFault(field + "entrances", $"{Named(zone)} has the entrance '{at}', which is not the event's")),
    ];

    static IEnumerable<RuleFault> OfProduct(ProductRule product, string field, EventRules rules, EventDetails e) =>
    [
        .. When(product.Product.Length > 0 && NameRule.RefusalOf(product.Product) is not null, field + "product",
            $"a product's name {NameRule.RefusalOf(product.Product)}"),
        .. (product.Zones ?? []).Where(zone => rules.Zones.All(z => z.Name != zone)).Select(zone =>
            new RuleFault(field + "zones", $"{Named(product)} is for zone '{zone}', which is not among the zones")),
        .. Strangers(product.Entrances ?? [], e).Select(at =>
            new RuleFault(field + "entrances", $"{Named(product)} is for entrance '{at}', which is not the event's")),
        .. When(product.From >= product.Until, field + "until", $"{Named(product)} ends before it begins"),
        .. When(product.From >= e.End, field + "from", $"{Named(product)} admits only while the event is closed: {EventText.Times(e)}"),
        .. When(product.Until <= e.Doors, field + "until", $"{Named(product)} admits only while the event is closed: {EventText.Times(e)}"),
        .. When(product.Attention is { } text && (text.Length is 0 or > LongestText || text.Any(char.IsControl)), field + "attention",
            $"the attention of {Named(product)} is not a text of 1 to {LongestText} characters"),
    ];

    static IEnumerable<RuleFault> When(bool isWrong, string field, string reason) => isWrong ? [new RuleFault(field, reason)] : [];

    static IEnumerable<RuleFault> Twice(string what, IEnumerable<(string Name, string Field)> named) => named
        .GroupBy(one => one.Name, StringComparer.Ordinal).SelectMany(group => group.Skip(1))
        .Select(again => new RuleFault(again.Field, $"the {what} '{again.Name}' occurs twice"));

    static IEnumerable<string> Strangers(IEnumerable<string> entrances, EventDetails e) => entrances.Where(entrance =>
        !Topics.IsName(entrance) || (e.Entrances.Count > 0 && !e.Entrances.Contains(entrance, StringComparer.Ordinal)));

    static string Named(ZoneRule zone) => zone.Name.Length == 0 ? "the zone without a name" : $"zone '{zone.Name}'";

    static string Named(ProductRule product) => product.Product.Length == 0 ? "the rule for tickets without a product" : $"product '{product.Product}'";
}
