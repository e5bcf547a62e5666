using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>An attacker with a pedestal's keys or somebody else's ticket tries to be linked to an account.</summary>
public sealed class EnrolmentAttackTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _venue.Import("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid");
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task A_stub_found_inside_the_venue_takes_over_nobodys_account()
    {
        Assert.Equal(Decision.Admitted, await _venue.Device.RedeemCodeAsync("CODE-1"));
        Assert.Equal(Decision.TicketUsed, await _venue.Device.EnrolAsync("CODE-1", 9));

        // Nor does one that its owner dropped after enrolling.
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-2", 2));
        Assert.Equal(Decision.TicketUsed, await _venue.Device.EnrolAsync("CODE-2", 9));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(9));
        Assert.Equal(Decision.Admitted, await EnterAsync(2));
    }

    [Fact]
    public async Task Invented_links_reveal_nothing_and_block_no_other_pedestal()
    {
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-1", 1));
        await using var thief = await PedestalClient.ConnectAsync(
            _venue.BrokerPort, _venue.SecondKeys, new(), TestContext.Current.CancellationToken);
        for (var i = 0; i < 80; i++)
        {
            // Enrolled palms and strangers' get the same reply, and no search is made.
            var link = RandomNumberGenerator.GetBytes(MatchRequest.LinkLength);
            var decision = await thief.EnrolSamplesAsync(link, guest: 1 + 8 * (i % 2), samples: 1);
            Assert.True(decision == Decision.Refused || (i >= AttemptLimit.Tolerated && decision == Decision.Unavailable));
        }

        // Operators still see the pending enrolments of the others.
        var recent = _venue.Matcher.GetRequiredService<RecentEnrolments>().Latest;
        Assert.Contains(recent, result => result is { Device: "gate-1", Decision: Decision.Enrolled });
        Assert.Equal(0, _venue.Matcher.GetRequiredService<MatcherService>().Enrolment.PendingCount);
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("CODE-2", 2));
    }

    [Fact]
    public async Task A_link_opened_at_another_pedestal_is_treated_as_invented()
    {
        await using var thief = await PedestalClient.ConnectAsync(
            _venue.BrokerPort, _venue.SecondKeys, new(), TestContext.Current.CancellationToken);
        var opened = await _venue.Device.OpenEnrolmentAsync("CODE-1");
        Assert.Equal(Decision.Refused, await thief.EnrolSamplesAsync(opened.Link, 9));
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolSamplesAsync(opened.Link, 1));

        // Once used it opens nothing, not even at its own pedestal.
        Assert.Equal(Decision.Refused, await _venue.Device.EnrolSamplesAsync(opened.Link, 9, samples: 1));
        Assert.Single(_venue.Matcher.GetRequiredService<PalmStore>().Templates.ReadAll().Templates.Select(t => t.Palm).Chunk(6));
    }

    async Task<Decision> EnterAsync(int guest) =>
        (await _venue.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;
}
