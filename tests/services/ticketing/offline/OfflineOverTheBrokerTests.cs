using System.Text;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class OfflineOverTheBrokerTests
{
    [Fact]
    public async Task A_signed_ticket_is_redeemed_only_at_its_own_lane_even_online()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var (code, other) = Code(venue, lane: 1);
        var shown = RotatingCodes.Show(code, venue.Codes.SecretOf(code, Venue.Tonight), DateTimeOffset.UtcNow);

        var request = Requests.Code(TicketPurpose.RedeemCode, shown);
        Assert.Equal(Decision.OtherLane, await Ask(await venue.DeviceAsync("gate-2"), request, 1));
        Assert.Equal(Decision.Admitted, await Ask(await venue.DeviceAsync("gate-1"), request, 1));
        Assert.NotEqual(code, other);
    }

    [Fact]
    public async Task A_lane_holds_the_tickets_of_the_event_whose_key_it_has_and_shares_them_with_that_events_lanes()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        venue.Place("gate-1", "north");
        venue.Place("gate-2", "south");
        venue.Store.OpenByHand(Venue.Tonight, "south");
        venue.Store.OpenByHand("north show", "north");
        await venue.StartTicketingAsync();
        var (north, south) = (await venue.DeviceAsync("gate-1"), await venue.DeviceAsync("gate-2"));

        // Of each event it is the only lane; the other event's key is of no use to it.
        Assert.Equal(Decision.Refused, await Ask(north, Opening([1, 1, .. Mark(venue, 1, 1)]), 1));
        Assert.Equal(Decision.Refused, await Ask(south, Opening([2, 2, .. Mark(venue, 2)]), 1));
        Assert.Equal(Decision.Admitted, await Ask(south, Opening([1, 1, .. Mark(venue, 1, 1)]), 2));
        Assert.Equal(Decision.Admitted, await Ask(north, Opening([1, 1, .. Mark(venue, 1, 1, "north show")]), 2));

        venue.Store.Events.SetOpening(Venue.Tonight, Venue.Name, EventOpening.Closed, DateTimeOffset.UtcNow);
        Assert.Equal(Decision.Refused, await Ask(south, Opening([1, 1, .. Mark(venue, 1, 1)]), 3));
    }

    [Fact]
    public async Task An_offline_admission_outside_the_events_times_is_a_conflict()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var (code, _) = Code(venue, lane: 1);
        var pedestal = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Opening([1, 2, .. Mark(venue, 1)]), 1));
        var now = DateTimeOffset.UtcNow;
        void Plan(double begin, double end) => venue.Store.Events.Change(Venue.Tonight, Venue.Name, e => e with
        {
            Opening = EventOpening.ByTime, Doors = now.AddHours(begin), End = now.AddHours(end),
        }, now);

        Plan(-3, -1);
        Assert.Equal(Decision.NoTicket, await Ask(pedestal, Report(venue, code, 7), 2));
        Plan(1, 3);
        Assert.Equal(Decision.NoTicket, await Ask(pedestal, Report(venue, code, 8), 3));
        Assert.Contains(venue.Log.Lines, line => line.Contains("NoTicket (NotOpen)", StringComparison.Ordinal));
        Assert.Equal(2, venue.Offline.Conflicts);
        Assert.Null(venue.RedeemedBy(code));
        Plan(-1, 3);
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Report(venue, code, 9), 4));
    }

    [Fact]
    public async Task A_lane_is_given_its_tickets_if_its_settings_agree_with_ticketing()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-2");
        var mark = Mark(venue, 2);

        Assert.Equal(Decision.Refused, await Ask(pedestal, Opening([1, 2, .. mark]), 1));
        Assert.Equal(Decision.Refused, await Ask(pedestal, Opening([2, 3, .. mark]), 2));
        Assert.Equal(Decision.Refused, await Ask(pedestal, Opening([2, 2, .. new byte[8]]), 3));
        Assert.Equal(Decision.Refused, await Ask(pedestal, Opening([2]), 4));
        Assert.Equal(Decision.WrongRole, await Ask(await venue.DeviceAsync(Venue.Matcher), Opening([2, 2, .. mark]), 5));
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Opening([2, 2, .. mark]), 6));
    }

    [Fact]
    public async Task A_report_is_recorded_once()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var (code, _) = Code(venue, lane: 1);
        var pedestal = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Opening([1, 2, .. Mark(venue, 1)]), 1));

        Assert.Equal(Decision.Admitted, await Ask(pedestal, Report(venue, code, 7), 2));
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Report(venue, code, 7), 3));
        Assert.Equal(0, venue.Offline.Conflicts);
        Assert.Equal("gate-1/0000000000000007", venue.RedeemedBy(code));
    }

    [Fact]
    public async Task Only_the_lane_that_holds_the_ticket_is_believed()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var (code, others) = Code(venue, lane: 1);
        var (pedestal, other) = (await venue.DeviceAsync("gate-1"), await venue.DeviceAsync("gate-2"));

        // No lane has been given its tickets yet, not even the right one.
        Assert.Equal(Decision.Refused, await Ask(pedestal, Report(venue, code, 7), 1));
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Opening([1, 2, .. Mark(venue, 1)]), 2));

        // Another lane with a genuine code, a lane with another lane's ticket, the matcher.
        Assert.Equal(Decision.Refused, await Ask(other, Report(venue, code, 8), 1));
        Assert.Equal(Decision.Refused, await Ask(pedestal, Report(venue, others, 9), 3));
        Assert.Equal(Decision.WrongRole, await Ask(await venue.DeviceAsync(Venue.Matcher), Report(venue, code, 10), 1));
        Assert.Null(venue.RedeemedBy(code));
        Assert.Null(venue.RedeemedBy(others));
        Assert.Equal(0, venue.Offline.Conflicts);
    }

    [Fact]
    public async Task A_report_without_the_code_as_read_changes_nothing()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var (code, _) = Code(venue, lane: 1);
        var pedestal = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Opening([1, 2, .. Mark(venue, 1)]), 1));
        var now = DateTimeOffset.UtcNow;

        var forged = Report(venue, code, 1);
        forged[2 + TicketRequest.LinkLength + 4] ^= 1;
        byte[][] bodies =
        [
            forged,
            Report(venue, code, 2, shown: now.AddMinutes(-3)),
            Report(venue, code, 3, shown: now.AddHours(-3), at: now.AddHours(-3)),
            Report(venue, code, 4, shown: now.AddHours(3), at: now.AddHours(3)),
        ];
        foreach (var (i, body) in bodies.Index())
        {
            Assert.Equal(Decision.NoTicket, await Ask(pedestal, body, (ulong)i + 2));
        }

        Assert.Equal(Decision.Refused, await Ask(pedestal, Body(TicketPurpose.ReportOffline, Encoding.ASCII.GetBytes(code), 5, now), 9));
        Assert.Null(venue.RedeemedBy(code));
        Assert.Equal(bodies.Length, venue.Offline.Conflicts);
    }

    [Fact]
    public async Task A_conflict_is_counted_once_and_logged_at_most_once_a_minute_without_the_code()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Opening([1, 2, .. Mark(venue, 1)]), 1));
        var unheard = Enumerable.Range(0, 50).Select(i => $"unheard-of-{i}").First(c => OfflineTickets.LaneOf(c, 2) == 1);

        for (var id = 0UL; id < 8; id++)
        {
            Assert.Equal(Decision.UnknownTicket, await Ask(pedestal, Report(venue, unheard, 7 + id / 2), 2 + id));
        }

        Assert.Equal(4, venue.Offline.Conflicts);
        Assert.DoesNotContain(venue.Log.Lines, line => line.Contains(unheard, StringComparison.Ordinal));
        Assert.Single(venue.Log.Lines, line => line.Contains("gate-1 admitted a ticket offline at ", StringComparison.Ordinal));
    }

    [Fact]
    public void Conflicts_of_a_lane_are_limited_to_the_size_of_its_list()
    {
        var conflicts = new OfflineConflicts();
        for (var id = 0UL; id < 3 * TicketRequest.MaximumReports; id++)
        {
            conflicts.Add("gate-1", id);
        }

        Assert.Equal(TicketRequest.MaximumReports, conflicts.Count);
        Assert.True(conflicts.Add("gate-2", 1));
        Assert.False(conflicts.Add("gate-2", 1));
    }

    [Fact]
    public async Task Without_offline_lanes_everything_is_refused()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();

        Assert.Equal(Decision.Refused, await Ask(await venue.DeviceAsync("gate-1"), Opening([1, 1, .. new byte[8]]), 1));
    }

    [Theory]
    [InlineData("gate 1")]
    [InlineData("gate-1,gate-1")]
    public void Invalid_lanes_are_reported(string lanes) =>
        Assert.Contains("OfflineLanes", Assert.Throws<InvalidOperationException>(() => new TicketingOptions
        {
            Venue = "demo", OfflineLanes = lanes.Split(','),
        }.Validate()).Message);

    [Fact]
    public void An_external_system_and_offline_lanes_exclude_each_other() =>
        Assert.Contains("built-in tickets", Assert.Throws<InvalidOperationException>(() => new TicketingOptions
        {
            Venue = "demo", OfflineLanes = ["gate-1"], External = { BaseUrl = "https://tickets.example" },
        }.Validate()).Message);

    /// <summary>Imports a rotating ticket of the given lane and one of the other lane.</summary>
    static (string Own, string Other) Code(Venue venue, int lane)
    {
        var codes = Enumerable.Range(0, 50).Select(i => $"turning-{i}").ToLookup(code => OfflineTickets.LaneOf(code, 2) == lane);
        var (own, other) = (codes[true].First(), codes[false].First());
        venue.Store.Import([
            new(own, "eve", Venue.Tonight, false, Rotating: true), new(other, "eve", Venue.Tonight, false, Rotating: true)]);
        return (own, other);
    }

    static byte[] Opening(byte[] text) => Body(TicketPurpose.OpenOffline, text, 0);

    static byte[] Mark(Venue venue, int lane, int lanes = 2, string name = Venue.Tonight) =>
        System.Security.Cryptography.HMACSHA256.HashData(venue.Codes.LaneKeyOf(name, lane, lanes), "mark"u8)[..8];

    /// <summary>A lane's report of a code that was shown to it, by default just now.</summary>
    static byte[] Report(Venue venue, string code, ulong id, DateTimeOffset? shown = null, DateTimeOffset? at = null)
    {
        var now = DateTimeOffset.UtcNow;
        var signed = new SignedCode(new HostCipher());
        var text = Encoding.ASCII.GetBytes(RotatingCodes.Show(code, venue.Codes.SecretOf(code, Venue.Tonight), shown ?? now));
        Assert.True(signed.Read(text, text.Length));
        var step = new byte[4];
        Bytes.PutUInt32(step, 0, (uint)signed.Step);
        return Body(TicketPurpose.ReportOffline, [.. step, .. signed.Tag, .. signed.Code], id, at ?? now);
    }

    static byte[] Body(TicketPurpose purpose, byte[] code, ulong id, DateTimeOffset at = default)
    {
        var request = new TicketRequest { Purpose = purpose, CodeLength = code.Length };
        code.CopyTo(request.Code, 0);
        Bytes.PutUInt64(request.Link, 0, id);
        Bytes.PutUInt64(request.Link, 8, (ulong)at.ToUnixTimeSeconds());
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        return body;
    }

    static async Task<Decision> Ask(SealedClient client, byte[] body, ulong id) =>
        Requests.DecisionOf(await client.AskAsync(body, id, Venue.Budget, Venue.Stop));
}
