using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pedestal.Matcher;

namespace Pedestal.Venue.Tests;

/// <summary>What the endpoints refuse, and how they say it.</summary>
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
        foreach (var (method, path) in _site.Endpoints.Where(e => e.Path.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = new StringContent("neither JSON nor CSV", Encoding.UTF8, "image/png");
            using var response = await _site.HttpWithoutKey.SendAsync(request, Cancellation);
            await AssertProblemAsync(response, 401, "administration key");
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
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
}
