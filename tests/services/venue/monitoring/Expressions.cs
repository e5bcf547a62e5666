using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Pedestal.Venue.Tests;

/// <summary>The PromQL expressions of the alert rules and of the dashboard, and what each asks for.</summary>
static partial class Expressions
{
    static readonly HashSet<string> Words = ["by", "on", "and", "or", "sum", "rate", "increase", "histogram_quantile", "vector", "le"];

    /// <summary>All expressions of both files.</summary>
    public static IReadOnlyList<string> All => [.. Dashboard, .. Found(JsonNode.Parse(Alerts())!)];

    /// <summary>The expressions of the dashboard.</summary>
    public static IEnumerable<string> Dashboard => Found(JsonNode.Parse(File.ReadAllText(PathOf("dashboard.json")))!);

    /// <summary>A shipped file.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "monitoring", file);

    /// <summary>The metrics that an expression names.</summary>
    public static IEnumerable<string> Metrics(string expression) =>
        Name().Matches(Selection().Replace(expression, " ")).Select(name => name.Value).Where(name => !Words.Contains(name)).Distinct();

    /// <summary>The labels and values that an expression selects from a metric, and the labels that it groups by.</summary>
    public static IEnumerable<(string Label, string[] Values)> Labels(string expression) =>
        Matcher().Matches(expression).Select(label => (label.Groups[1].Value, label.Groups[2].Value.Split('|')))
            .Concat(Grouping().Matches(expression).SelectMany(group => group.Groups[1].Value.Split(','))
                .Select(label => (label.Trim(), Array.Empty<string>())).Where(label => label.Item1.Length > 0));

    static IEnumerable<string> Found(JsonNode node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => part is { Key: "expr", Value: JsonValue text } ? [text.GetValue<string>()]
            : part.Value is null ? [] : Found(part.Value)),
        JsonArray parts => parts.SelectMany(part => Found(part!)),
        _ => [],
    };

    static string Alerts()
    {
        using var yaml = new StreamReader(PathOf("alerts.yml"));
        return new SerializerBuilder().JsonCompatible().Build().Serialize(new DeserializerBuilder().Build().Deserialize(yaml));
    }

    // Labels, ranges and groupings name no metric.
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|(by|on) \([^)]*\)")]
    private static partial Regex Selection();

    [GeneratedRegex(@"\b[a-z_][a-z0-9_]*\b")]
    private static partial Regex Name();

    [GeneratedRegex("""(\w+)(?:=~|!~|!=|=)"([^"]*)"(?=[,}])""")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"(?:by|on) \(([^)]*)\)")]
    private static partial Regex Grouping();
}
