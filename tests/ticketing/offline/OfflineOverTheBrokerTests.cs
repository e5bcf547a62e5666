using System.Text;
using Pedestal.Core.Protocol;
using Pedestal.Messaging;

namespace Pedestal.Ticketing.Tests;

public sealed class OfflineOverTheBrokerTests
{
    [Fact]
    public async Task Only_its_own_lane_redeems_a_signed_ticket_also_online()
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
    public async Task A_lane_is_handed_its_tickets_if_it_is_set_as_ticketing_is()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var gate = await venue.DeviceAsync("gate-2");
        var mark = System.Security.Cryptography.HMACSHA256.HashData(venue.Codes.EventKeyOf(Venue.Tonight), "mark"u8)[..8];

        Assert.Equal(Decision.Refused, await Ask(gate, Opening([1, 2, .. mark]), 1));
        Assert.Equal(Decision.Refused, await Ask(gate, Opening([2, 3, .. mark]), 2));
        Assert.Equal(Decision.Refused, await Ask(gate, Opening([2, 2, .. new byte[8]]), 3));
        Assert.Equal(Decision.Refused, await Ask(gate, Opening([2]), 4));
        Assert.Equal(Decision.WrongRole, await Ask(await venue.DeviceAsync(Venue.Matcher), Opening([2, 2, .. mark]), 5));
        Assert.Equal(Decision.Admitted, await Ask(gate, Opening([2, 2, .. mark]), 6));
    }

    [Fact]
    public async Task A_report_is_written_down_once_and_a_conflict_is_logged_and_counted_without_the_code()
    {
        await using var venue = await Venue.OpenAsync(null, "gate-1", "gate-2");
        await venue.StartTicketingAsync();
        var (code, others) = Code(venue, lane: 1);
        var gate = await venue.DeviceAsync("gate-1");

        Assert.Equal(Decision.Admitted, await Ask(gate, Report(code, 7), 1));
        Assert.Equal(Decision.Admitted, await Ask(gate, Report(code, 7), 2));
        Assert.Equal(0, venue.Offline.Conflicts);

        var other = await venue.DeviceAsync("gate-2");
        Assert.Equal(Decision.TicketUsed, await Ask(other, Report(code, 7), 1));
        Assert.Equal(Decision.TicketUsed, await Ask(other, Report(code, 7), 2));
        Assert.Equal(Decision.UnknownTicket, await Ask(gate, Report("unheard-of", 8), 3));
        Assert.Equal(2, venue.Offline.Conflicts);
        Assert.DoesNotContain(venue.Log.Lines, line => line.Contains(code, StringComparison.Ordinal));
        const string conflict = "gate-2 admitted a ticket offline at 2026-11-";
        Assert.Contains(venue.Log.Lines, line => line.Contains(conflict, StringComparison.Ordinal));
        Assert.NotEqual(code, others);
    }

    [Fact]
    public async Task Without_lanes_everything_is_refused()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();

        Assert.Equal(Decision.Refused, await Ask(await venue.DeviceAsync("gate-1"), Opening([1, 1, .. new byte[8]]), 1));
    }

    [Theory]
    [InlineData("gate 1")]
    [InlineData("gate-1,gate-1")]
    public void Lanes_that_cannot_be_are_named(string lanes) =>
        Assert.Contains("OfflineLanes", Assert.Throws<InvalidOperationException>(() => new TicketingOptions
        {
            Venue = "demo", Event = "tonight", OfflineLanes = lanes.Split(','),
        }.Validate()).Message);

    [Fact]
    public void A_system_elsewhere_and_offline_lanes_exclude_each_other() =>
        Assert.Contains("built-in tickets", Assert.Throws<InvalidOperationException>(() => new TicketingOptions
        {
            Venue = "demo", Event = "tonight", OfflineLanes = ["gate-1"], External = { BaseUrl = "https://tickets.example" },
        }.Validate()).Message);

    /// <summary>Imports a rotating ticket of the lane and one of the other.</summary>
    static (string Own, string Other) Code(Venue venue, int lane)
    {
        var codes = Enumerable.Range(0, 50).Select(i => $"turning-{i}").ToLookup(code => OfflineTickets.LaneOf(code, 2) == lane);
        var (own, other) = (codes[true].First(), codes[false].First());
        venue.Store.Import([
            new(own, "eve", Venue.Tonight, false, Rotating: true), new(other, "eve", Venue.Tonight, false, Rotating: true)]);
        return (own, other);
    }

    static byte[] Opening(byte[] text) => Body(TicketPurpose.OpenOffline, text, 0);

    static byte[] Report(string code, ulong id) => Body(TicketPurpose.ReportOffline, Encoding.ASCII.GetBytes(code), id);

    static byte[] Body(TicketPurpose purpose, byte[] code, ulong id)
    {
        var request = new TicketRequest { Purpose = purpose, CodeLength = code.Length };
        code.CopyTo(request.Code, 0);
        Bytes.PutUInt64(request.Link, 0, id);
        Bytes.PutUInt64(request.Link, 8, 1_795_465_000);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        return body;
    }

    static async Task<Decision> Ask(SealedClient client, byte[] body, ulong id) =>
        Requests.DecisionOf(await client.AskAsync(body, id, Venue.Budget, Venue.Stop));
}
