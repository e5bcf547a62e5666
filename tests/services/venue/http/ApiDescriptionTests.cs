using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Pedestal.Venue.Tests;

/// <summary>The OpenAPI document, against the endpoints that it describes.</summary>
public sealed class ApiDescriptionTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_OpenAPI_document_lists_every_endpoint_with_summary_responses_and_key()
    {
        var document = await _site.HttpWithoutKey.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);
        var listed = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(
                operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)))
            .ToDictionary(operation => operation.Name, operation => operation.Value);
        Assert.Equal(
            _site.Endpoints.Select(e => $"{e.Method} {e.Path}").Order(), listed.Keys.Order());
        Assert.Equal(48, listed.Count);
        foreach (var (name, operation) in listed)
        {
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.True(operation.GetProperty("responses").GetProperty("200").TryGetProperty("content", out _), name);
            Assert.Equal(name.Contains(" /v1/", StringComparison.Ordinal), operation.TryGetProperty("security", out _));
        }

        Assert.True(listed["POST /v1/tickets"].GetProperty("requestBody").GetProperty("content")
            .TryGetProperty("text/csv", out _));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes")
            .GetProperty("administrationKey").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_and_examples_that_are_valid()
    {
        var document = JsonNode.Parse(await _site.HttpWithoutKey.GetStringAsync("/openapi/v1.json", Cancellation))!;
        var ids = new HashSet<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (_, operation) in item!.AsObject())
            {
                var id = operation!["operationId"]!.GetValue<string>();
                Assert.True(ids.Add(id), id);
                Assert.Matches("^[a-z]+([A-Z][a-zA-Z0-9]*)+$", id);
                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                {
                    await AssertValidAsync(parameter!, $"{path}: {parameter!["name"]}");
                }

                List<JsonNode?> bodies = [operation["requestBody"], .. operation["responses"]!.AsObject().Select(response => response.Value)];
                foreach (var (type, body) in bodies.SelectMany(body => body?["content"]?.AsObject() ?? []))
                {
                    await AssertValidAsync(body!, $"{path}: {type}");
                }
            }
        }

        Assert.Contains("postTicketsBlocks", ids);
        Assert.Contains("getTicketsEventsByName", ids);

        // With each reference replaced by what it stands for.
        JsonNode? Whole(JsonNode? schema) => schema switch
        {
            JsonObject part when part["$ref"] is { } other => Whole(document["components"]!["schemas"]![other.GetValue<string>().Split('/')[^1]]),
            JsonObject part => new JsonObject(part.Select(member => KeyValuePair.Create(member.Key, Whole(member.Value)))),
            JsonArray parts => new JsonArray([.. parts.Select(Whole)]),
            _ => schema?.DeepClone(),
        };

        async Task AssertValidAsync(JsonNode described, string what)
        {
            Assert.True(described["example"] is not null, $"{what} has no example");
            if (described["schema"] is { } schema)
            {
                var problems = (await JsonSchema.FromJsonAsync(Whole(schema)!.ToJsonString())).Validate(described["example"]!.ToJsonString());
                Assert.True(problems.Count == 0, $"{what}: {string.Join(", ", problems)}: {described["example"]!.ToJsonString()}");
            }
        }
    }

    [Fact]
    public async Task Every_example_of_a_request_is_one_that_the_service_understands()
    {
        var paths = JsonNode.Parse(await _site.HttpWithoutKey.GetStringAsync("/openapi/v1.json", Cancellation))!["paths"]!.AsObject();
        foreach (var (path, item) in paths)
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var example = operation!["parameters"]?.AsArray().Aggregate(path, (part, parameter) => part.Replace(
                    $"{{{parameter!["name"]}}}", $"{parameter["example"]}", StringComparison.Ordinal)) ?? path;
                using var request = new HttpRequestMessage(new HttpMethod(method), example);
                if (operation["requestBody"]?["content"]?.AsObject().Single() is var (type, body))
                {
                    var json = body!["example"]!;
                    request.Content = new StringContent(
                        type == "text/csv" ? json.GetValue<string>() : json.ToJsonString(), Encoding.UTF8, type);
                }

                using var response = await _site.Http.SendAsync(request, Cancellation);
                Assert.True((int)response.StatusCode is 200 or 201 or 404 or 409 or 502 or 503,
                    $"{method} {example}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
            }
        }
    }
}
