using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>What an account sees of its enrolments through an application, and what it can do about them.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    const string Path = "/v1/accounts/enrolments";

    readonly Site _site = new() { ConfirmEnrolments = true };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid")).Dispose();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Having_only_the_ticket_is_not_enough_to_enrol()
    {
        var opened = await _site.Device.OpenEnrolmentAsync("CODE-1");
        Assert.Equal(Decision.ConfirmationAwaited, opened.Decision);

        // A pedestal in the wrong hands does not wait for confirmation; still nothing is kept.
        Assert.Equal(Decision.Refused, await _site.Device.EnrolSamplesAsync(opened.Link, 9));
        Assert.Equal(0, _site.Palms.GetRequiredService<MatcherService>().Enrolment.PendingCount);

        var awaiting = Assert.Single((await EnrolmentsAsync("account-1")).GetProperty("awaiting").EnumerateArray());
        Assert.Equal("gate-1", awaiting.GetProperty("pedestal").GetString());
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync(awaiting, confirmed: false));
        Assert.Equal(HttpStatusCode.NotFound, await AnswerAsync(awaiting, confirmed: true));
        Assert.Equal(Decision.Refused, await _site.Device.EnrolSamplesAsync(opened.Link, 9));
        Assert.Equal(Decision.NoTicket, (await _site.Device.OpenEnrolmentAsync("CODE-1")).Decision);
        Assert.Equal(0, _site.Palms.GetRequiredService<PalmRegister>().Galleries.TemplateCount);
    }

    [Fact]
    public async Task A_link_is_shown_and_can_be_undone()
    {
        var opened = await _site.Device.OpenEnrolmentAsync("CODE-1");
        var awaiting = Assert.Single((await EnrolmentsAsync("account-1")).GetProperty("awaiting").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync(awaiting, confirmed: true));
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolSamplesAsync(opened.Link, 1));

        var all = await _site.Http.GetFromJsonAsync<JsonElement>(Path, Cancellation);
        Assert.Empty(all.GetProperty("awaiting").EnumerateArray());
        var linked = Assert.Single(all.GetProperty("linked").EnumerateArray());
        Assert.Equal(("account-1", "CODE-1"), (linked.GetProperty("account").GetString(), linked.GetProperty("code").GetString()));
        Assert.Empty((await EnrolmentsAsync("account-2")).GetProperty("linked").EnumerateArray());

        using var undone = await _site.Http.PostAsJsonAsync(
            "/v1/deletions", new { tokenDigest = linked.GetProperty("tokenDigest").GetString() }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Empty((await EnrolmentsAsync("account-1")).GetProperty("linked").EnumerateArray());
        Assert.Equal(Decision.NotRecognised, (await _site.Device.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
    }

    [Fact]
    public async Task Without_an_account_in_the_request_nothing_is_shown()
    {
        await _site.Device.OpenEnrolmentAsync("CODE-1");
        foreach (var account in new[] { null, "", " " })
        {
            using var response = await _site.Http.PostAsJsonAsync(Path, new { account }, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Empty((await EnrolmentsAsync("account-2")).GetProperty("awaiting").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_can_query_or_confirm_without_the_key()
    {
        await _site.Device.OpenEnrolmentAsync("CODE-1");
        var awaiting = Assert.Single((await EnrolmentsAsync("account-1")).GetProperty("awaiting").EnumerateArray());
        using var read = await _site.HttpWithoutKey.GetAsync(Path, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
        using var answered = await _site.HttpWithoutKey.PostAsJsonAsync(
            $"{Path}/{awaiting.GetProperty("id").GetString()}", new { confirmed = true }, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, answered.StatusCode);
        Assert.Single((await EnrolmentsAsync("account-1")).GetProperty("awaiting").EnumerateArray());
    }

    async Task<JsonElement> EnrolmentsAsync(string account)
    {
        using var response = await _site.Http.PostAsJsonAsync(Path, new { account }, Cancellation);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    async Task<HttpStatusCode> AnswerAsync(JsonElement awaiting, bool confirmed)
    {
        using var response = await _site.Http.PostAsJsonAsync(
            $"{Path}/{awaiting.GetProperty("id").GetString()}", new { confirmed }, Cancellation);
        return response.StatusCode;
    }
}
