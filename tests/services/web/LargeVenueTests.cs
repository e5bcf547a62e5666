using Microsoft.Playwright;
using Pedestal.Hal.Host.Chips;
using Pedestal.Messaging.Operators;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The page Tonight of a venue with more lanes than anybody reads at a time.</summary>
public sealed class LargeVenueTests(Browser browser)
{
    [Fact]
    public async Task An_entrance_shows_the_lanes_that_need_somebody_and_all_of_them_when_asked()
    {
        await using var site = await WebSite.StartAsync(browser, furtherGates: 40);
        await using var lane = await site.StartLaneAsync("gate-4");
        var page = await site.SignedInAsync("sam", PersonRole.Steward);
        await page.GotoAsync("/");
        var north = page.GetByRole(AriaRole.Region, new() { Name = "north" });
        await Expect(north).ToContainTextAsync("20 lanes, all well");
        await Expect(page.Locator("a.lane")).ToHaveCountAsync(0);
        lane.Parts.Reader.Fault = Gm65Fault.Silent;
        await Expect(north).ToContainTextAsync("20 lanes, 1 with a fault");
        await Expect(page.Locator("a.lane")).ToContainTextAsync("gate-4");
        await north.GetByRole(AriaRole.Button, new() { Name = "All lanes" }).ClickAsync();
        await Expect(north.Locator("a.lane")).ToHaveCountAsync(20);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "west" }).Locator("a.lane")).ToHaveCountAsync(0);
        Assert.Empty(await page.BrokenRulesAsync());
    }
}
