using System.Security.Cryptography;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Guest lists as the matcher asks for them, and everybody who must not.</summary>
public sealed class GuestListOverTheBrokerTests
{
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)'t', 32)];
    static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task The_matcher_follows_what_is_bought_and_cancelled()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var matcher = await venue.DeviceAsync(Venue.Matcher);
        Bind(venue);

        var page = await PageAsync(matcher, GuestCursor.Beginning);
        Assert.Equal((GuestListStatus.Ok, false), (page.Status, page.HasMore));
        var tonight = Assert.Single(page.Changes.OfType<EventChange>()).Event;
        Assert.Equal(("tonight", Venue.Name, EventOpening.Open), (tonight.Name, tonight.Venue, tonight.Opening));
        AssertMember(page, tonight.Number, isIn: true);

        venue.Store.Import([new("code-of-ann", "account-of-ann", Venue.Tonight, true)]);
        AssertMember(await PageAsync(matcher, page.Next), tonight.Number, isIn: false);
        Assert.Equal(GuestListStatus.UnknownCursor, (await PageAsync(matcher, page.Next with { Counter = 999 })).Status);
        Assert.DoesNotContain(venue.Log.Lines, line => line.Contains("account-of-ann", StringComparison.Ordinal)
            || line.Contains(Convert.ToHexString(SHA256.HashData(Token)), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_pedestal_gets_a_list()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        Bind(venue);
        var pedestal = await venue.DeviceAsync("gate-1");
        var reply = await pedestal.AskAsync(new GuestListRequest(GuestCursor.Beginning).Write(), Venue.Budget, Venue.Stop);
        Assert.Equal(Decision.Refused, Requests.DecisionOf(reply));
    }

    [Fact]
    public async Task Each_party_answers_its_own_device_of_the_matcher_and_no_other()
    {
        var request = new GuestListRequest(GuestCursor.Beginning).Write();
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        Bind(venue);
        Assert.Null(await (await venue.DeviceAsync(Venue.MatcherOfTill)).AskAsync(request, Briefly, Venue.Stop));

        await using var till = await Venue.OpenTillAsync();
        await till.StartTicketingAsync();
        Bind(till);
        var stranger = await till.DeviceAsync(Venue.Matcher);
        Assert.Null(await stranger.AskAsync(request, Briefly, Venue.Stop));
        Assert.Null(await stranger.AskAsync(TokenEnd.Write(SHA256.HashData(Token)), Briefly, Venue.Stop));
        var own = await till.DeviceAsync(Venue.MatcherOfTill);
        AssertMember(await PageAsync(own, GuestCursor.Beginning), 1, isIn: true);
        Assert.Equal(Decision.Admitted, Requests.DecisionOf(
            await own.AskAsync(Requests.Palm(Token, "gate-1", 7), Venue.Budget, Venue.Stop)));
        Assert.DoesNotContain(till.Log.Lines, line => line.Contains("dropped", StringComparison.OrdinalIgnoreCase));
    }

    static void Bind(Venue venue) => Assert.Equal(Decision.Bound, venue.Store.Accounts.BindToken(
        venue.Store.Links.Open("code-of-ann", new Booth("gate-1"), DateTimeOffset.UtcNow).Link!, Token, "gate-1",
        DateTimeOffset.UtcNow).Decision);

    static async Task<GuestListReply> PageAsync(SealedClient matcher, GuestCursor after)
    {
        var body = await matcher.AskAsync(new GuestListRequest(after).Write(), Venue.Budget, Venue.Stop);
        Assert.NotNull(body);
        var page = GuestListReply.Read(body);
        Assert.NotNull(page);
        return page;
    }

    static void AssertMember(GuestListReply page, int number, bool isIn)
    {
        var member = Assert.Single(page.Changes.OfType<MembershipChange>());
        Assert.Equal((number, isIn), (member.Event, member.IsIn));
        Assert.Equal(SHA256.HashData(Token), member.TokenDigest);
    }
}
