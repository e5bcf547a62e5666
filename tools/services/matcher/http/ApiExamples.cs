using System.Globalization;
using System.Text.Json;
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

    static readonly Dictionary<string, OpenApiMediaType> None = [];

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
                    parameter.Example ??= Of(parameter.Schema, "", parameter.Name ?? "", 0);
                }

                foreach (var (type, body) in operation.RequestBody?.Content ?? None)
                {
                    body.Example ??= ExampleValues.BodyOf(type) ?? OneOfEach(Of(body.Schema, "", "", 0));
                }

                foreach (var (status, response) in operation.Responses ?? [])
                {
                    foreach (var (type, body) in response.Content ?? None)
                    {
                        body.Example ??= type == "application/problem+json" ? ExampleValues.Problem(int.Parse(status, CultureInfo.InvariantCulture))
                            : ExampleValues.BodyOf(type) ?? Of(body.Schema, "", "", 0);
                    }
                }
            }
        }
    }

    // A request that has one of several members is refused with more.
    static JsonNode? OneOfEach(JsonNode? request)
    {
        foreach (var others in ExampleValues.Alternatives.SelectMany(
            names => names.Where(name => (request as JsonObject)?.ContainsKey(name) == true).Skip(1)).ToList())
        {
            request!.AsObject().Remove(others);
        }

        return request;
    }

    static JsonNode? Of(IOpenApiSchema? schema, string parent, string name, int depth)
    {
        if (schema is null || depth > Deepest)
        {
            return null;
        }

        // "None" is what a venue sees least.
        if (schema.Enum is [var first, ..])
        {
            return (schema.Enum.FirstOrDefault(word => word.GetValueKind() == JsonValueKind.String && word.GetValue<string>() != "None") ?? first).DeepClone();
        }

        var choices = schema.OneOf is { Count: > 0 } one ? one : schema.AnyOf is { Count: > 0 } any ? any : schema.AllOf ?? [];
        if (choices.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) is { } chosen)
        {
            return Of(chosen, parent, name, depth + 1);
        }

        return schema.Type switch
        {
            { } type when type.HasFlag(JsonSchemaType.Array) => new JsonArray(Of(schema.Items, parent, name, depth + 1)),
            { } type when type.HasFlag(JsonSchemaType.Boolean) => true,
            { } type when type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number) => 1,
            { } type when type.HasFlag(JsonSchemaType.String) => Text(schema, parent, name),
            _ => Object(schema, name, depth),
        };
    }

    static JsonObject Object(IOpenApiSchema schema, string name, int depth)
    {
        var example = new JsonObject();
        foreach (var (member, of) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            example[member] = Of(of, name, member, depth + 1);
        }

        if (schema.AdditionalProperties is { } values)
        {
            example["main"] = Of(values, name, "", depth + 1);
        }

        return example;
    }

    static string Text(IOpenApiSchema schema, string parent, string name) =>
        schema.Pattern is not null && schema.Pattern.Contains(@"\d", StringComparison.Ordinal) ? "00:05:00"
        : ExampleValues.TextOf(parent, name) ?? ExampleValues.TextOfFormat(schema.Format) ?? (name.Length > 0 ? name : "text");

    static string IdOf(string method, string path) => method.ToLowerInvariant() + string.Concat(path.Split('/', '-')
        .Where(word => word.Length > 0 && word != HttpApi.Administration.Trim('/'))
        .Select(word => word.StartsWith('{') ? $"By{Upper(word.Trim('{', '}', '*'))}" : Upper(word.Replace(".", "", StringComparison.Ordinal))));

    static string Upper(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
