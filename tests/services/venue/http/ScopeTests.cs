using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Matcher;
using Pedestal.Messaging.Operators;

namespace Pedestal.Venue.Tests;

/// <summary>What a machine's key and the pages' key may do.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    readonly Site _site = new();
    readonly HttpClient _http = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid")).Dispose();
        _http.BaseAddress = _site.Http.BaseAddress;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task A_machine_may_do_what_its_scopes_name_until_it_is_removed()
    {
        var file = Path.Combine(Path.GetDirectoryName(_site.PalmDatabase)!, "machines.json");
        var machines = new MachineKeys(file);
        var (monitor, office) = (machines.Set("monitor", [KeyScope.Status]), machines.Set("office", [KeyScope.Tickets]));
        Assert.DoesNotContain(monitor, await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(monitor, HttpMethod.Get, "/v1/events"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(monitor, HttpMethod.Post, "/v1/deletions", new { person = 1 }));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(monitor, HttpMethod.Post, "/v1/tickets/lookups", new { code = "CODE-1" }));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(office, HttpMethod.Post, "/v1/tickets/blocks", new { code = "CODE-1", blocked = true, reason = "x" }));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(office, HttpMethod.Post, "/v1/purges", new { @event = "tonight" }));
        Assert.Equal("office", _site.Tickets.Acts.Since(DateTimeOffset.UnixEpoch)[0].By);

        Assert.True(machines.Remove("monitor"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(monitor, HttpMethod.Get, "/v1/events"));
    }

    [Fact]
    public async Task The_pages_key_acts_for_a_person_within_the_persons_role_and_for_nobody_else()
    {
        var key = (await File.ReadAllTextAsync(_site.Services.GetRequiredService<MatcherOptions>().PagesKeyPath, Cancellation)).Trim();
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(key, HttpMethod.Get, "/v1/tickets/events"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(key, HttpMethod.Post, "/v1/my-palm/links", new { person = 9 }));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(key, HttpMethod.Post, "/v1/my-palm/records", new { visit = "invented" }));
        var block = new { code = "CODE-1", blocked = true, reason = "x" };
        (PersonRole Role, HttpMethod Method, string Path, object? Body, HttpStatusCode Status)[] cases =
        [
            (PersonRole.Steward, HttpMethod.Post, "/v1/tickets/lookups", new { code = "CODE-1" }, HttpStatusCode.OK),
            (PersonRole.Steward, HttpMethod.Post, "/v1/tickets/blocks", block, HttpStatusCode.Forbidden),
            (PersonRole.Steward, HttpMethod.Post, "/v1/deletions", new { person = 9 }, HttpStatusCode.Forbidden),
            (PersonRole.PrivacyOfficer, HttpMethod.Post, "/v1/tickets/blocks", block, HttpStatusCode.Forbidden),
            (PersonRole.PrivacyOfficer, HttpMethod.Post, "/v1/deletions", new { person = 9 }, HttpStatusCode.NotFound),
            (PersonRole.Administrator, HttpMethod.Post, "/v1/deletions", new { person = 9 }, HttpStatusCode.Forbidden),
            (PersonRole.PrivacyOfficer, HttpMethod.Post, "/v1/my-palm/links", new { person = 9 }, HttpStatusCode.NotFound),
            (PersonRole.PrivacyOfficer, HttpMethod.Post, "/v1/my-palm/records", new { visit = "invented" }, HttpStatusCode.Forbidden),
            (PersonRole.Supervisor, HttpMethod.Post, "/v1/tickets/blocks", block, HttpStatusCode.OK),
        ];
        foreach (var (role, method, path, body, status) in cases)
        {
            Assert.Equal((role, path, status), (role, path, await SendAsync(key, method, path, body, new ActingPerson("Zoë 山田", role))));
        }

        Assert.Equal("Zoë 山田", _site.Tickets.Acts.Since(DateTimeOffset.UnixEpoch)[0].By);
    }

    async Task<HttpStatusCode> SendAsync(string key, HttpMethod method, string path, object? body = null, ActingPerson? person = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue(BearerKey.Scheme, key);
        person?.Write(request);
        using var response = await _http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
