using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>Parties that the settings name and nobody provisioned, and settings that cannot work.</summary>
public sealed class PartyWithoutKeysTests
{
    [Fact]
    public async Task It_is_named_with_what_to_do_keeps_nobody_else_out_and_is_reached_once_it_has_keys()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var venues = new TwoVenues { MoreParties = ["ghost"] };
        await venues.InitializeAsync();
        venues.SellOnly("ticketing", "N-1,anna,concert");
        var matcher = venues.Matcher.GetRequiredService<MatcherService>();
        await Eventually.TrueAsync(() => matcher.GuestLists.Single(list => list.Party == "ticketing").Fault is null, stop);
        Assert.Equal(Decision.Enrolled, await venues.North.EnrolAsync("N-1", 1));
        await Eventually.TrueAsync(() => venues.ExpectedAt("ticketing") == 2, stop);
        Assert.Equal(Decision.Admitted, (await venues.North.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision);
        var fault = matcher.GuestLists.Single(list => list.Party == "ghost").Fault;
        Assert.Contains("provision --venue north --party ghost", fault, StringComparison.Ordinal);
        var ready = await (await venues.Http.GetAsync("/readyz", stop)).Content.ReadFromJsonAsync<JsonElement>(stop);
        Assert.True(ready.GetProperty("ready").GetBoolean());
        Assert.Contains(ready.GetProperty("warnings").EnumerateArray(),
            warning => warning.GetString()!.Contains("matcher.ghost", StringComparison.Ordinal));

        Provisioning.AddParty("north", "ghost", venues.FolderOf("north"));
        await Eventually.TrueAsync(() => matcher.GuestLists.Single(list => list.Party == "ghost").Fault?.Contains("matcher.ghost", StringComparison.Ordinal) != true, stop);
    }

    [Theory]
    [InlineData("a/b", "Matcher:Party or Matcher:MoreParties cannot be used.")]
    [InlineData("ticketing", "different parties")]
    [InlineData("Ticketing", "different parties")]
    public void A_party_that_cannot_be_is_refused(string party, string reason) => Assert.Contains(reason,
        Assert.Throws<InvalidOperationException>(() => MatcherHost.Create(new MatcherOptions { MoreParties = [party] })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", "partner", "Matcher:MoreVenues:0:KeyFile is missing")]
    [InlineData("keys.json", "", "Matcher:MoreVenues:0:Party")]
    public void A_venue_without_keys_or_party_is_refused(string keyFile, string party, string reason) => Assert.Contains(reason,
        Assert.Throws<InvalidOperationException>(() => MatcherHost.Create(
            new MatcherOptions { MoreVenues = [new VenueSettings { KeyFile = keyFile, Party = party }] })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Two_parties_in_one_process_share_no_database()
    {
        var error = Assert.Throws<InvalidOperationException>(() => VenueHost.Create(
            new MatcherOptions(), new VenueOptions { Parties = { ["till"] = new TicketingSettings() } }));
        Assert.Contains("Matcher:Parties:till needs a Database and a KeyFile of its own", error.Message, StringComparison.Ordinal);
    }
}
