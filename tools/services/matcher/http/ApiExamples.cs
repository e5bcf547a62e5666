using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Pedestal.Matcher;

/// <summary>
/// Gives every operation an id from its method and path, such as getTicketsEventsByName, and every parameter and body an example that is
/// made from its schema, so that neither is missing or out of date.
/// </summary>
static class ApiExamples
{
    // Deeper than any body of this API.
    const int Deepest = 12;

    // Of what a venue would have there; a member's name says what it is.
    static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["account"] = "guest-155", ["by"] = "anna", ["code"] = "T-0310", ["device"] = "gate-1", ["entrance"] = "main", ["entrances"] = "main",
        ["event"] = "tonight", ["hash"] = new string('5', 64), ["head"] = new string('5', 64), ["kind"] = "Retention", ["name"] = "tonight",
        ["party"] = "ticketing", ["pedestal"] = "gate-1", ["product"] = "standing", ["reason"] = "telephone is empty", ["status"] = "up",
        ["token"] = new string('7', 64), ["tokenDigest"] = new string('7', 64), ["venue"] = "demo", ["version"] = "1", ["zone"] = "floor",
    };

    /// <summary>Adds what is missing.</summary>
    public static void Complete(OpenApiDocument document)
    {
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                operation.OperationId ??= IdOf(method.Method, path);
                foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
                {
                    parameter.Example ??= Of(parameter.Schema, parameter.Name ?? "", 0);
                }

                AddTo(operation.RequestBody?.Content);
                foreach (var (_, response) in operation.Responses ?? [])
                {
                    AddTo(response.Content);
                }
            }
        }
    }

    static void AddTo(IDictionary<string, OpenApiMediaType>? content)
    {
        foreach (var (type, body) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            body.Example ??= type switch
            {
                "text/csv" => "code,account,event\nT-0310,guest-155,tonight\n",
                "text/plain" => "matcher_gallery_palms 1280\n",
                _ => Of(body.Schema, "", 0),
            };
        }
    }

    static JsonNode? Of(IOpenApiSchema? schema, string name, int depth)
    {
        if (schema is null || depth > Deepest)
        {
            return null;
        }

        if (schema.Enum is [var first, ..])
        {
            return first.DeepClone();
        }

        var choices = schema.OneOf is { Count: > 0 } one ? one : schema.AnyOf is { Count: > 0 } any ? any : schema.AllOf ?? [];
        if (choices.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) is { } chosen)
        {
            return Of(chosen, name, depth + 1);
        }

        return schema.Type switch
        {
            { } type when type.HasFlag(JsonSchemaType.Array) => new JsonArray(Of(schema.Items, name, depth + 1)),
            { } type when type.HasFlag(JsonSchemaType.Boolean) => true,
            { } type when type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number) => 1,
            { } type when type.HasFlag(JsonSchemaType.String) => Text(schema, name),
            _ => Object(schema, depth),
        };
    }

    static JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            example[name] = Of(member, name, depth + 1);
        }

        if (schema.AdditionalProperties is { } values)
        {
            example["main"] = Of(values, "", depth + 1);
        }

        return example;
    }

    static string Text(IOpenApiSchema schema, string name) => schema.Format switch
    {
        "date-time" => "2031-11-28T20:00:00Z",
        "date" => "2031-11-28",
        "time" => "20:00:00",
        "uri" => "https://tickets.example",
        "byte" => "AAEC",
        _ => schema.Pattern is not null && schema.Pattern.Contains(@"\d", StringComparison.Ordinal) ? "00:05:00" : Texts.GetValueOrDefault(name, name.Length > 0 ? name : "text"),
    };

    static string IdOf(string method, string path) => method.ToLowerInvariant() + string.Concat(path.Split('/', '-')
        .Where(word => word.Length > 0 && word != HttpApi.Administration.Trim('/'))
        .Select(word => word.StartsWith('{') ? $"By{Upper(word.Trim('{', '}', '*'))}" : Upper(word.Replace(".", "", StringComparison.Ordinal))));

    static string Upper(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
