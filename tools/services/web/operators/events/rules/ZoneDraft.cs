using Pedestal.Web.Services;

namespace Pedestal.Web.Operators.Events.Rules;

/// <summary>A zone while somebody edits it.</summary>
public sealed class ZoneDraft
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its entrances, with commas.</summary>
    public string Entrances { get; set; } = "";

    /// <summary>Most guests inside.</summary>
    public string Capacity { get; set; } = "";

    /// <summary>A zone as it is.</summary>
    public static ZoneDraft Of(ZoneRule zone) =>
        new() { Name = zone.Name, Entrances = string.Join(", ", zone.Entrances), Capacity = DraftText.Of(zone.Capacity) };

    /// <summary>The zone that was typed.</summary>
    public ZoneRule Read(string field, Dictionary<string, string[]> wrong) =>
        new(Name.Trim(), DraftText.Names(Entrances), DraftText.Count(Capacity, field + "capacity", wrong));
}
