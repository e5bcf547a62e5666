using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;
using Pedestal.Matcher;

namespace Pedestal.Venue.Tests;

/// <summary>What the endpoints refuse, how they say it, and how they are described.</summary>
public sealed class HttpRefusalTests : IAsyncLifetime
{
    readonly Site _site = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    public static TheoryData<string, string, string?, string?, int, string> Bad => new()
    {
        { "POST", "/v1/deletions", null, null, 400, "no body" },
        { "POST", "/v1/deletions", "application/json", "", 400, "no body" },
        { "POST", "/v1/deletions", "application/json", "null", 400, "no body" },
        { "POST", "/v1/deletions", "application/json", "{\n \"token\": }", 400, "line 2, byte" },
        { "POST", "/v1/deletions", "application/json", "[]", 400, "line 1, byte" },
        { "POST", "/v1/deletions", "application/json", "{\"token\":\"12\"}", 400, "64 hexadecimal digits" },
        { "POST", "/v1/deletions", "text/plain", "token", 415, "media type" },
        { "POST", "/v1/deletions", "application/json", "HUGE", 413, "too large" },
        { "GET", "/v1/deletions", null, null, 405, "only POST" },
        { "POST", "/v1/deletions", "application/json", "{\"token\":\"12\",\"person\":1}", 400, "64 hexadecimal digits" },
        { "POST", "/v1/deletions", "application/json", "{\"person\":9}", 404, "No palm" },
        { "POST", "/v1/approvals", "application/json", "{}", 400, "Retention" },
        { "POST", "/v1/approvals", "application/json", "{\"kind\":\"Clock\"}", 404, "waits" },
        { "POST", "/v1/purges", "application/json", "{}", 400, "name of the event" },
        { "POST", "/v1/purges", "application/json", "{\"event\":\"never\"}", 404, "never" },
        { "GET", "/v1/events/never", null, null, 404, "GET /v1/events" },
        { "GET", "/v1/nothing", null, null, 404, "openapi" },
        { "DELETE", "/v1/enrolments/unfinished/gate-9", null, null, 404, "No pedestal" },
        { "DELETE", "/v1/enrolments/unfinished/gate-1", null, null, 404, "no unfinished enrolment" },
        { "POST", "/v1/tickets", "text/csv", "", 400, "empty" },
        { "POST", "/v1/tickets", "text/csv", "a,b,c\n1,2,3\n", 400, "Line 1" },
        { "POST", "/v1/tickets", "text/csv", "code,account,event\n,a,tonight\n", 400, "Line 2" },
        { "POST", "/v1/tickets", "application/json", "{}", 415, "media type" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Bad_input_gets_a_problem_document_that_says_what_to_do(
        string method, string path, string? type, string? body, int status, string says)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            var text = body == "HUGE" ? $"{{\"token\":\"{new string('0', (int)HttpApi.LargestBody)}\"}}" : body;
            request.Content = new StringContent(text, Encoding.UTF8, type!);
        }

        using var response = await _site.Http.SendAsync(request, Cancellation);
        await AssertProblemAsync(response, status, says);
    }

    [Fact]
    public async Task An_import_that_is_not_text_or_too_long_is_refused()
    {
        using var latin = new ByteArrayContent([.. "code,account,event\nM"u8, 0xFC, .. ",a,tonight\n"u8]);
        latin.Headers.ContentType = new("text/csv");
        using var response = await _site.Http.PostAsync("/v1/tickets", latin, Cancellation);
        await AssertProblemAsync(response, 400, "UTF-8");

        // More than the limit for other requests, then more than the limit for this one.
        using var large = await _site.PostTicketsAsync([.. Rows(4000)]);
        Assert.Equal(HttpStatusCode.OK, large.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/tickets")
        {
            Content = Site.Csv(new string('x', 16 * 1024 * 1024 + 1)), Headers = { ExpectContinue = true },
        };
        using var tooLarge = await _site.Http.SendAsync(request, Cancellation);
        await AssertProblemAsync(tooLarge, 413, "too large");
    }

    [Fact]
    public async Task A_request_without_the_key_is_refused_before_its_body_is_read()
    {
        foreach (var endpoint in Endpoints().Where(e => PathOf(e).StartsWith("/v1/", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(MethodOf(endpoint)), PathOf(endpoint));
            request.Content = new StringContent("neither JSON nor CSV", Encoding.UTF8, "image/png");
            using var response = await _site.HttpWithoutKey.SendAsync(request, Cancellation);
            await AssertProblemAsync(response, 401, "administration key");
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task The_OpenAPI_document_lists_every_endpoint_with_summary_responses_and_key()
    {
        var document = await _site.HttpWithoutKey.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);
        var listed = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(
                operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)))
            .ToDictionary(operation => operation.Name, operation => operation.Value);
        Assert.Equal(
            Endpoints().Select(e => $"{MethodOf(e)} {PathOf(e)}").Order(), listed.Keys.Order());
        Assert.Equal(46, listed.Count);
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

    static async Task AssertProblemAsync(HttpResponseMessage response, int status, string says)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    static IEnumerable<string> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => $"LIST-{i},account-{i},another-night,valid");

    IEnumerable<RouteEndpoint> Endpoints() => _site.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);

    static string PathOf(RouteEndpoint endpoint) =>
        "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{**", "{", StringComparison.Ordinal);

    static string MethodOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single() ?? "GET";
}
