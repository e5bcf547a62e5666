using System.Collections.Immutable;
using System.Text.Json;
using Pedestal.Core.Supervision;

namespace Pedestal.Fleet;

/// <summary>The members of a pedestal's reports that this program shows, and their valid values.</summary>
static class ReportFields
{
    /// <summary>The longest text member, in characters.</summary>
    public const int LongestText = 48;

    /// <summary>The parts that a pedestal's state tells of.</summary>
    public static readonly ImmutableArray<string> Parts =
        [.. PartTable.All.Where(row => row.IsInState).Select(row => row.Name)];

    static readonly Field[] All =
    [
        new("state", ["online"], Kind.Flag, Required: true), new("state", ["service"], Kind.Flag),
        new("state", ["mode"]), new("state", ["brokerAddress"]), .. Parts.Select(part => new Field("state", [part])),
        new("birth", ["firmware"]), new("birth", ["settingsChecksum"]), new("birth", ["settingsState"]),
        new("health", ["upSeconds"], Kind.Number, Most: 1e10), new("health", ["freeBytes"], Kind.Number, Most: 1e12),
        new("health", ["temperatureTenths"], Kind.Number, Least: -2730, Most: 10_000),
        new("health", ["latencyUs"], Kind.Group), new("health", ["latencyUs", "total"], Kind.Group),
        new("health", ["latencyUs", "total", "p99"], Kind.Number, Most: 1e12),
    ];

    enum Kind
    {
        Text,
        Flag,
        Number,
        Group,
    }

    /// <summary>The first invalid member of a report; null if there is none.</summary>
    public static string? FaultOf(string kind, JsonElement report) => All
        .Where(field => field.Report == kind)
        .Select(field => (field, value: Find(report, field.Path)))
        .Where(entry => entry.value is { } value ? !entry.field.Allows(value) : entry.field.Required)
        .Select(entry => $"\"{string.Join('.', entry.field.Path)}\" is {(entry.value is null ? "missing" : "invalid")}")
        .FirstOrDefault();

    /// <summary>A nested member; null if there is none.</summary>
    public static JsonElement? Find(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value;
    }

    sealed record Field(
        string Report, string[] Path, Kind Kind = Kind.Text, double Least = 0, double Most = 0, bool Required = false)
    {
        public bool Allows(JsonElement value) => Kind switch
        {
            Kind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            Kind.Number => value.ValueKind == JsonValueKind.Number && value.GetDouble() >= Least && value.GetDouble() <= Most,
            Kind.Group => value.ValueKind == JsonValueKind.Object,
            _ => value.ValueKind == JsonValueKind.String,
        };
    }
}
