using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>Tickets that change while doors are open, over a broker on TCP and over restarts of either side.</summary>
public sealed class DoorsTests : IAsyncLifetime
{
    readonly Venue _venue = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    int Expected => _venue.Matcher.GetRequiredService<PalmRegister>().Galleries.PalmCount;

    public async ValueTask InitializeAsync()
    {
        await _venue.InitializeAsync();
        _venue.Import("EARLY-1,account-1,tomorrow,valid", "EARLY-2,account-2,tomorrow,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("EARLY-1", 1));
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync("EARLY-2", 2));
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task A_ticket_bought_at_the_doors_admits_its_guest_and_a_cancelled_one_no_longer_does()
    {
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
        _venue.Sell("LATE-1,account-1,tonight,valid", "LATE-2,account-2,tonight,valid");
        await Eventually.TrueAsync(() => Expected == 4, Stop);
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
        _venue.Sell("LATE-2,account-2,tonight,cancelled");
        await Eventually.TrueAsync(() => Expected == 2, Stop);
        Assert.Equal(Decision.NotRecognised, await EnterAsync(2));
    }

    [Fact]
    public async Task What_is_sold_while_ticketing_restarts_is_known_afterwards()
    {
        await _venue.StopTicketingAsync();
        _venue.Sell("LATE-1,account-1,tonight,valid");
        await _venue.StartTicketingAsync();
        await Eventually.TrueAsync(() => Expected == 2, Stop);
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
    }

    [Fact]
    public async Task A_restarted_matcher_serves_from_its_own_copy_and_follows_what_it_missed()
    {
        _venue.Import("LATE-1,account-1,tonight,valid");
        await _venue.StopTicketingAsync();
        await _venue.StopMatcherAsync();
        _venue.Sell("LATE-2,account-2,tonight,valid");
        await _venue.StartMatcherAsync();
        Assert.Equal(2, Expected);
        Assert.Equal(Decision.Unavailable, await EnterAsync(1));

        await _venue.StartTicketingAsync();
        await Eventually.TrueAsync(() => Expected == 4, Stop);
        Assert.Equal(Decision.Admitted, await EnterAsync(1));
        Assert.Equal(Decision.Admitted, await EnterAsync(2));
        var list = Assert.Single(_venue.Matcher.GetRequiredService<MatcherService>().GuestLists);
        Assert.Equal(("ticketing", 0, null), (list.Party, list.Unknown, list.Fault));
    }

    [Fact]
    public async Task After_a_database_is_replaced_it_is_read_again_and_guests_missing_from_it_are_no_longer_expected()
    {
        _venue.Import("LATE-1,account-1,tonight,valid");
        await _venue.StopTicketingAsync();
        File.Delete(_venue.TicketDatabase);
        _venue.Sell("OTHER-1,account-9,tonight,valid");
        await _venue.StartTicketingAsync();
        await Eventually.TrueAsync(() => Expected == 0, Stop);
        Assert.Contains("does not know how far its guest lists were read", _venue.Log, StringComparison.Ordinal);
        Assert.Equal(Decision.NotRecognised, await EnterAsync(1));
    }

    async Task<Decision> EnterAsync(int guest) => (await _venue.Device.EnterAsync(Guests.Probe(guest), RequestIds.Next())).Decision;
}
