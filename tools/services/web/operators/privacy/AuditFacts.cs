using System.Text.Json;

namespace Pedestal.Web.Operators.Privacy;

/// <summary>The facts of an audit entry, which are an object of JSON, as people read them.</summary>
static class AuditFacts
{
    /// <summary>As in "person 7, palms 2, event key no".</summary>
    public static string InWords(string facts)
    {
        try
        {
            using var json = JsonDocument.Parse(facts);
            return string.Join(", ", json.RootElement.EnumerateObject().Select(fact => $"{Words.Of(fact.Name)} {Of(fact.Value)}"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return facts;
        }
    }

    static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "none",
        _ => value.ToString(),
    };
}
