using Pedestal.Web.Services;

namespace Pedestal.Web.Operators.Events.Rules;

/// <summary>An event's rules while somebody edits them: what was typed, as it was typed.</summary>
public sealed class RulesDraft
{
    /// <summary>Whether a palm admits further tickets of its account.</summary>
    public bool Parties { get; set; }

    /// <summary>Most guests inside.</summary>
    public string Capacity { get; set; } = "";

    /// <summary>When a day begins.</summary>
    public string DayStartsAt { get; set; } = "";

    /// <summary>In which time zone.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The zones.</summary>
    public List<ZoneDraft> Zones { get; private init; } = [];

    /// <summary>The products.</summary>
    public List<ProductDraft> Products { get; private init; } = [];

    /// <summary>Rules as they are.</summary>
    public static RulesDraft Of(EventRules rules)
    {
        var zones = rules.Zones.Select(ZoneDraft.Of).ToList();
        return new RulesDraft
        {
            Parties = rules.Parties, Capacity = DraftText.Of(rules.Capacity), DayStartsAt = rules.DayStartsAt ?? "",
            TimeZone = rules.TimeZone ?? "",
            Zones = zones, Products = [.. rules.Products.Select(product => ProductDraft.Of(product, zones))],
        };
    }

    /// <summary>The rules that were typed, as far as they can be read.</summary>
    /// <param name="wrong">What cannot be read, by the member of the rules.</param>
    public EventRules Read(Dictionary<string, string[]> wrong) => new(
        Parties, DraftText.Count(Capacity, "capacity", wrong), DraftText.TimeOfDay(DayStartsAt), DraftText.OrNull(TimeZone),
        [.. Zones.Select((zone, i) => zone.Read($"zones[{i}].", wrong))],
        [.. Products.Select((product, i) => product.Read($"products[{i}].", wrong))]);

    /// <summary>Removes a zone; a product that is for it must be changed first, or it would admit everywhere.</summary>
    /// <returns>Why it was not removed; null if it was.</returns>
    public string? Remove(ZoneDraft zone)
    {
        if (Products.FirstOrDefault(product => product.Zones.Contains(zone)) is { } product)
        {
            return $"product '{product.Product}' is for this zone; change that first";
        }

        Zones.Remove(zone);
        return null;
    }
}
