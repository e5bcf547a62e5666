using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pedestal.Evaluate;

/// <summary>The report for programs: every section and figure by its key; shares as fractions, not in percent.</summary>
static class JsonReport
{
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(string finding, string summary, IReadOnlyList<Section> sections, ScoreTable table)
    {
        var root = new JsonObject { ["finding"] = finding, ["summary"] = summary };
        foreach (var section in sections)
        {
            root[section.Key] = new JsonObject(section.Figures.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Node(f))));
        }

        root["samplesWithoutTemplate"] = new JsonArray(
        [
            .. table.GalleryFailures.Concat(table.ProbeFailures).Select(failure => new JsonObject
            {
                ["sample"] = failure.Sample.Name,
                ["reason"] = failure.Reason,
                ["detail"] = failure.Detail,
            }),
        ]);
        return root.ToJsonString(Indented) + "\n";
    }

    static JsonObject Node(Figure figure)
    {
        var node = new JsonObject { ["text"] = figure.Value, ["value"] = figure.Number };
        if (figure.Interval is var (low, high))
        {
            node["low"] = low;
            node["high"] = high;
        }

        if (figure.Note.Length > 0)
        {
            node["note"] = figure.Note;
        }

        return node;
    }
}
