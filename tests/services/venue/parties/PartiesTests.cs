using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>One person at two venues and for three parties, over two brokers on TCP.</summary>
public sealed class PartiesTests : IAsyncLifetime
{
    readonly TwoVenues _venues = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _venues.InitializeAsync();
        await _venues.SellAsync("ticketing", "N-1,anna,concert", "N-2,ben,concert");
        await _venues.SellAsync("partner", "S-1,a.smith,match", "S-2,b.jones,match");
        await _venues.SellAsync("till", "T-1,card-1,season");
    }

    public ValueTask DisposeAsync() => _venues.DisposeAsync();

    [Fact]
    public async Task A_guest_enrolled_at_one_venue_is_linked_at_the_other_and_at_the_till_and_enters_everywhere()
    {
        Assert.Equal(Decision.Enrolled, await _venues.North.EnrolAsync("N-1", 1));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(_venues.South));
        Assert.Equal(Decision.Linked, await _venues.South.EnrolAsync("S-1", 1, isKnown: true));
        Assert.Equal(Decision.Linked, await _venues.Till.EnrolAsync("T-1", 1, isKnown: true));
        Assert.Equal(Decision.Admitted, await EnterAsync(_venues.North));
        Assert.Equal(Decision.Admitted, await EnterAsync(_venues.South));
        Assert.Equal(Decision.Admitted, await EnterAsync(_venues.Till));
        Assert.Equal(1, _venues.Matcher.GetRequiredService<PalmStore>().Persons.Count);
    }

    [Fact]
    public async Task Two_parties_token_lists_cannot_be_joined_and_neither_gets_the_other_s()
    {
        Assert.Equal(Decision.Enrolled, await _venues.North.EnrolAsync("N-1", 1));
        Assert.Equal(Decision.Linked, await _venues.South.EnrolAsync("S-1", 1, isKnown: true));
        var (north, south) = (DigestOf("ticketing", "anna"), DigestOf("partner", "a.smith"));
        Assert.NotEqual(north, south);
        Assert.Empty(_venues.Tickets("partner").Accounts.DigestsOf("anna"));

        // What each party's lists name is its own digest, and no other.
        Assert.Equal([north], Members("ticketing"));
        Assert.Equal([south], Members("partner"));

        // Requests under the matcher's name for another party are not even opened: the key is not among a party's own.
        var north1 = Messaging.KeyRing.Load(Path.Combine(_venues.FolderOf("north"), Provisioning.TicketingFile));
        var till = Messaging.KeyRing.Load(Path.Combine(_venues.FolderOf("north"), "ticketing.till.keys.json"));
        Assert.DoesNotContain("matcher.till", north1.Devices);
        Assert.Equal(["matcher.till", "till-1"], till.Devices);
        var tokens = _venues.Matcher.GetRequiredService<PalmStore>().Tokens.Of(1);
        Assert.Equal(["partner", "ticketing"], tokens.Select(token => token.Party).Order());
        Assert.Equal(south, Convert.ToHexString(SHA256.HashData(tokens.Single(token => token.Party == "partner").Token)));
    }

    [Fact]
    public async Task A_withdrawn_consent_ends_one_party_s_token_and_the_last_one_deletes_the_person()
    {
        Assert.Equal(Decision.Enrolled, await _venues.North.EnrolAsync("N-1", 1));
        Assert.Equal(Decision.Linked, await _venues.South.EnrolAsync("S-1", 1, isKnown: true));
        var south = DigestOf("partner", "a.smith");
        Assert.Equal(HttpStatusCode.NotFound, (await WithdrawAsync(new { tokenDigest = south, party = "ticketing" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await WithdrawAsync(new { person = 1 })).Status);
        var (status, withdrawn) = await WithdrawAsync(new { tokenDigest = south, party = "partner" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("partner", JsonValueKind.Null, true), (withdrawn.GetProperty("party").GetString(),
            withdrawn.GetProperty("deletion").ValueKind, withdrawn.GetProperty("ticketingConfirmed").GetBoolean()));
        Assert.Empty(_venues.Tickets("partner").Accounts.DigestsOf("a.smith"));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(_venues.South));
        Assert.Equal(Decision.Admitted, await EnterAsync(_venues.North));

        Assert.Equal(1, await WithdrawCommandAsync("--person", "1"));
        Assert.Equal(0, await WithdrawCommandAsync("--person", "1", "--party", "ticketing"));
        Assert.Equal(Decision.NotRecognised, await EnterAsync(_venues.North));
        Assert.Equal(0, _venues.Matcher.GetRequiredService<PalmStore>().Persons.Count);
    }

    [Fact]
    public async Task Pedestals_of_one_name_at_two_venues_are_two_pedestals()
    {
        var north = (await _venues.North.OpenEnrolmentAsync("N-1")).Link;
        var south = (await _venues.South.OpenEnrolmentAsync("S-2")).Link;
        Assert.Equal(Decision.SampleAccepted, await _venues.North.EnrolSamplesAsync(north, 3, samples: 2));
        Assert.Equal(Decision.SampleAccepted, await _venues.South.EnrolSamplesAsync(south, 4, samples: 3));
        var state = await _venues.Http.GetFromJsonAsync<JsonElement>("/v1/enrolments", Stop);
        Assert.Equal([("north", "gate-1", 2), ("south", "gate-1", 3)], state.GetProperty("unfinished").EnumerateArray().Select(
            one => (one.GetProperty("venue").GetString(), one.GetProperty("device").GetString(), one.GetProperty("samples").GetInt32())));

        using var ambiguous = await _venues.Http.DeleteAsync("/v1/enrolments/unfinished/gate-1", Stop);
        Assert.Equal(HttpStatusCode.NotFound, ambiguous.StatusCode);
        Assert.Contains("north, south", await ambiguous.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var cancelled = await _venues.Http.DeleteAsync("/v1/enrolments/unfinished/gate-1?venue=south", Stop);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal("north", Assert.Single(_venues.Matcher.GetRequiredService<MatcherService>().Enrolment.Unfinished).Venue);
    }

    [Fact]
    public async Task A_party_s_own_consent_text_is_what_its_guests_agree_to()
    {
        Assert.Equal(Decision.Enrolled, await _venues.South.EnrolAsync("S-1", 1));
        using var deleted = await _venues.Http.PostAsJsonAsync("/v1/deletions", new { tokenDigest = DigestOf("partner", "a.smith") }, Stop);
        var proof = (await deleted.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("proof");
        Assert.Equal(7, proof.GetProperty("consentVersion").GetInt32());
    }

    [Fact]
    public async Task Two_parties_at_one_entrance_at_one_time_are_reported_and_the_first_one_counts()
    {
        Assert.Equal(Decision.Enrolled, await _venues.North.EnrolAsync("N-1", 1));
        var now = DateTimeOffset.UtcNow;
        EventDetails During(EventDetails known) => known with
        {
            Doors = now.AddHours(-1), End = now.AddHours(5), Opening = Messaging.Guests.EventOpening.ByTime, Entrances = ["main"],
        };
        _venues.Tickets("ticketing").Events.Change("concert", "north", During, now);
        _venues.Tickets("till").Events.Change("season", "north", During, now);
        await _venues.FollowAsync();

        // Which of the two is known first depends on whose lists arrived first.
        var first = _venues.Matcher.GetRequiredService<PalmRegister>().Schedule.Events.First(known => known.Details.Venue == "north").Party;
        var (counts, other) = first == "till" ? ("till/season", "ticketing/concert") : ("ticketing/concert", "till/season");
        var upkeep = await _venues.Http.GetFromJsonAsync<JsonElement>("/v1/upkeep", Stop);
        var overlap = Assert.Single(upkeep.GetProperty("overlaps").EnumerateArray());
        Assert.Equal(("north", counts, other), (overlap.GetProperty("venue").GetString(),
            overlap.GetProperty("counts").GetString(), overlap.GetProperty("other").GetString()));
        Assert.Contains("Two parties' events are at one entrance", await _venues.Http.GetStringAsync("/readyz", Stop), StringComparison.Ordinal);
        Assert.Equal(first == "till" ? Decision.NotRecognised : Decision.Admitted, await EnterAsync(_venues.North));
        Assert.Equal(Decision.NoEvent, await EnterAsync(_venues.Till));
    }

    List<string> Members(string party)
    {
        var (found, cursor, more) = (new List<string>(), GuestCursor.Beginning, true);
        while (more)
        {
            var page = _venues.Tickets(party).Guests.Page(cursor, "north");
            found.AddRange(page.Changes.OfType<MembershipChange>().Where(change => change.IsIn).Select(change => Convert.ToHexString(change.TokenDigest)));
            (cursor, more) = (page.Next, page.HasMore);
        }

        return found;
    }

    string DigestOf(string party, string account) =>
        Convert.ToHexString(Assert.Single(_venues.Tickets(party).Accounts.DigestsOf(account)));

    async Task<(HttpStatusCode Status, JsonElement Body)> WithdrawAsync(object request)
    {
        using var response = await _venues.Http.PostAsJsonAsync("/v1/withdrawals", request, Stop);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    Task<int> WithdrawCommandAsync(params string[] whom) => MatcherCommands.Root().Parse(
        ["withdraw", .. whom, "--matcher", _venues.Http.BaseAddress!.ToString(), "--admin-key", _venues.AdminKeyFile]).InvokeAsync(cancellationToken: Stop);

    static async Task<Decision> EnterAsync(PedestalClient pedestal) =>
        (await pedestal.EnterAsync(Guests.Probe(1), RequestIds.Next())).Decision;
}
