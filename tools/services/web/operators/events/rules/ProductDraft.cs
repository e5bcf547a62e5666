using Pedestal.Web.Services;

namespace Pedestal.Web.Operators.Events.Rules;

/// <summary>A product while somebody edits it.</summary>
public sealed class ProductDraft
{
    /// <summary>The product.</summary>
    public string Product { get; set; } = "";

    /// <summary>How often its tickets admit.</summary>
    public string Entry { get; set; } = "once";

    /// <summary>The zones that they admit to; the zones themselves, so that another name is followed.</summary>
    public HashSet<ZoneDraft> Zones { get; private init; } = [];

    /// <summary>Further entrances, with commas.</summary>
    public string Entrances { get; set; } = "";

    /// <summary>From when on, in the time of this machine.</summary>
    public string From { get; set; } = "";

    /// <summary>Until when.</summary>
    public string Until { get; set; } = "";

    /// <summary>What a steward should check.</summary>
    public string Attention { get; set; } = "";

    /// <summary>A product as it is.</summary>
    public static ProductDraft Of(ProductRule product, IEnumerable<ZoneDraft> zones) => new()
    {
        Product = product.Product, Entry = product.Entry, Zones = [.. zones.Where(zone => product.Zones?.Contains(zone.Name) == true)],
        Entrances = string.Join(", ", product.Entrances ?? []), From = DraftText.Of(product.From), Until = DraftText.Of(product.Until),
        Attention = product.Attention ?? "",
    };

    /// <summary>The product that was typed.</summary>
    public ProductRule Read(string field, Dictionary<string, string[]> wrong) => new(
        Product.Trim(), [.. Zones.Select(zone => zone.Name.Trim())], DraftText.Names(Entrances),
        DraftText.Instant(From, field + "from", wrong),
        DraftText.Instant(Until, field + "until", wrong), Entry, DraftText.OrNull(Attention));
}
