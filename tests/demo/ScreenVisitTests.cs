using Pedestal.Demo.Serve;

namespace Pedestal.Demo.Tests;

/// <summary>The booth with a screen of the evening that goes on.</summary>
public sealed class ScreenVisitTests
{
    [Fact]
    public async Task A_guest_waits_until_somebody_agrees_at_the_screen_and_takes_a_link_along()
    {
        var stop = TestContext.Current.CancellationToken;
        var guest = new Guest(1, "guest-1", Enrols: true, Cancelled: false, ["TICKET-1"]);
        await using var house = await OpenHouse.OpenAsync([new SoldTicket("TICKET-1", "guest-1", "tonight", IsCancelled: false)], "http://127.0.0.1:0", stop);
        var visit = new ScreenVisit(house, guest, new PhantomHands(1), TimeSpan.Zero).RunAsync(stop);
        Assert.Equal(("Consent", false), ((await house.ReadScreenAsync())!.Step, visit.IsCompleted));
        await house.AgreeAtScreenAsync();
        Assert.StartsWith("/my-palm/", await visit, StringComparison.Ordinal);
        Assert.Equal("Enrolled", (await house.ReadScreenAsync())!.Ending!.Decision);
    }
}
