using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

public sealed class EntryTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task An_enrolled_guest_is_admitted_once_with_either_palm()
    {
        await EnrolAsync(1);
        var reply = await _venue.Device.EnterAsync(Guests.Probe(1, PalmSide.Left), RequestIds.Next());
        Assert.Equal(Decision.Admitted, reply.Decision);
        Assert.Equal(Decision.AlreadyInside, await EnterAsync(1));
    }

    [Fact]
    public async Task A_resend_redeems_once_even_across_a_restart_of_the_matcher()
    {
        await EnrolAsync(1);
        Assert.Equal(Decision.Admitted, await EnterAsync(1, 7));
        Assert.Equal(Decision.Admitted, await EnterAsync(1, 7));
        await _venue.StopMatcherAsync();
        await _venue.StartMatcherAsync();
        Assert.Equal(Decision.Admitted, await EnterAsync(1, 7));
        Assert.Equal(Decision.AlreadyInside, await EnterAsync(1, 8));
    }

    [Fact]
    public async Task A_stranger_is_not_recognised()
    {
        await EnrolAsync(1);
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task A_ticket_cancelled_after_enrolment_opens_nothing()
    {
        await EnrolAsync(1);
        _venue.Import("CODE-1,account-1,tonight,cancelled");
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task A_ticket_for_another_event_enrols_but_admits_nobody_tonight()
    {
        _venue.Import("CODE-1,account-1,tomorrow,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
    }

    [Fact]
    public async Task While_ticketing_is_down_the_reply_comes_in_time_and_says_so()
    {
        await EnrolAsync(1);
        await _venue.StopTicketingAsync();
        Assert.Equal(Decision.Unavailable, await PedestalClient.RepliedAsync(
            async () => (await _venue.Device.EnterAsync(Guests.Probe(1), RequestIds.Next(), budget: TimeSpan.FromSeconds(2))).Decision));
        await _venue.StartTicketingAsync();
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task A_guest_who_shows_one_palm_only_is_enrolled_with_it_and_the_end_is_no_attempt()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        var link = (await _venue.Device.OpenEnrolmentAsync("CODE-1")).Link;
        Assert.Equal(Decision.SampleAccepted, await _venue.Device.EnrolSamplesAsync(link, 1, samples: 3));
        Assert.Equal(Decision.Enrolled, await _venue.Device.FinishEnrolmentAsync(link));
        for (var again = 0; again < AttemptLimit.Tolerated + 1; again++)
        {
            Assert.Equal(Decision.Refused, await _venue.Device.FinishEnrolmentAsync(link));
        }

        Assert.Equal(3, Gallery.TemplateCount);
        var probe = Guests.Probe(1, PalmSide.Left);
        Assert.Equal(Decision.Admitted, (await _venue.Device.EnterAsync(probe, RequestIds.Next())).Decision);
    }

    [Fact]
    public async Task A_palm_enrols_once()
    {
        await EnrolAsync(1);
        _venue.Import("CODE-2,account-2,tonight,valid");
        Assert.Equal(Decision.OtherAccount, await _venue.Device.EnrolAsync("CODE-2", 1));
    }

    [Fact]
    public async Task A_link_not_issued_by_ticketing_enrols_nobody()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.Refused, await _venue.Device.EnrolSamplesAsync(new byte[MatchRequest.LinkLength], 1));
        Assert.Equal(0, Gallery.TemplateCount);
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
    }

    [Fact]
    public async Task Readiness_reports_the_broker_and_the_gallery()
    {
        await EnrolAsync(1);
        using var http = new HttpClient();
        using var response = await http.GetAsync(_venue.Readiness, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var health = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.True(health.GetProperty("serves").GetProperty("palms").GetBoolean());
        Assert.Equal(0, health.GetProperty("faults").GetArrayLength());
        Assert.Equal(6, health.GetProperty("galleryTemplates").GetInt32());
    }

    EventGalleries Gallery => _venue.Matcher.GetRequiredService<PalmRegister>().Galleries;

    async Task EnrolAsync(int guest)
    {
        _venue.Import($"CODE-{guest},account-{guest},tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync($"CODE-{guest}", guest));
    }

    async Task<Decision> EnterAsync(int guest, ulong? request = null) =>
        (await _venue.Device.EnterAsync(
            request is { } id ? Guests.Capture(guest, PalmSide.Right, 50 + (int)id) : Guests.Probe(guest),
            request ?? RequestIds.Next())).Decision;
}
