using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Serialization;

namespace Pedestal.Core.Tests;

/// <summary>The AsyncAPI document of all topics.</summary>
sealed class AsyncApiDocument
{
    readonly JsonNode _root;

    public AsyncApiDocument()
    {
        using var yaml = new StreamReader(Path.Combine(AppContext.BaseDirectory, "protocol", "asyncapi.yaml"));
        var json = new SerializerBuilder().JsonCompatible().Build()
            .Serialize(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml)!);
        _root = JsonNode.Parse(json)!;
    }

    /// <summary>Addresses by channel.</summary>
    public Dictionary<string, string> Addresses => _root["channels"]!.AsObject()
        .ToDictionary(channel => channel.Key, channel => channel.Value!["address"]!.GetValue<string>());

    /// <summary>Whether the pedestal sends or receives, by channel.</summary>
    public Dictionary<string, string> Actions => _root["operations"]!.AsObject().ToDictionary(
        operation => operation.Value!["channel"]!["$ref"]!.GetValue<string>().Split('/')[^1],
        operation => operation.Value!["action"]!.GetValue<string>());

    /// <summary>Message types by message, of the sealed ones.</summary>
    public Dictionary<string, int> MessageTypes => Messages.Where(message => message.Value!["x-message-type"] != null)
        .ToDictionary(message => message.Key, message => message.Value!["x-message-type"]!.GetValue<int>());

    /// <summary>The JSON messages.</summary>
    public List<string> JsonMessages =>
        [.. Messages.Where(m => m.Value!["contentType"]!.GetValue<string>() == "application/json").Select(m => m.Key)];

    /// <summary>The examples of a message: of a sealed one with key, body and bytes, of a JSON one with the payload.</summary>
    public List<JsonNode> Examples(string message) =>
        [.. (Messages[message]!["x-examples"] ?? Messages[message]!["examples"])!.AsArray().Select(example => example!)];

    /// <summary>The name of the schema of a sealed message's body.</summary>
    public string BodyOf(string message) => Messages[message]!["x-body"]!["$ref"]!.GetValue<string>().Split('/')[^1];

    JsonObject Messages => _root["components"]!["messages"]!.AsObject();

    /// <summary>A node of the schemas, such as <c>Birth/properties</c>; without a path all schemas.</summary>
    public JsonNode Schema(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(_root["components"]!["schemas"]!, (node, name) => node[name]!);

    /// <summary>The words of an enumeration.</summary>
    public List<string> Words(string path) => [.. Schema(path)["enum"]!.AsArray().Select(word => word!.GetValue<string>())];

    /// <summary>The words of an object's member, given directly or by reference.</summary>
    public List<string> WordsAt(string path, string member)
    {
        var schema = Schema($"{path}/properties/{member}");
        return Words(schema["$ref"] is { } other ? other.GetValue<string>().Split('/')[^1] : $"{path}/properties/{member}");
    }

    /// <summary>The names of an object's members.</summary>
    public List<string> Members(string path) => [.. Schema(path)["properties"]!.AsObject().Select(member => member.Key)];

    /// <summary>The errors of a message according to its schema.</summary>
    public async Task<List<string>> ProblemsAsync(string message, string json)
    {
        var schemas = Schema("").ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        var schema = await JsonSchema.FromJsonAsync($$"""{"$ref":"#/definitions/{{message}}","definitions":{{schemas}}}""");
        return [.. schema.Validate(json).Select(fault => fault.ToString())];
    }
}
