using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The page Tonight while guests come.</summary>
public sealed class NightTests(Browser browser) : SiteTests(browser)
{
    [Fact]
    public async Task An_evening_is_seen_as_it_happens()
    {
        Site.Sell("CODE-1,账户,tonight", "CODE-2,b,tonight", "CODE-3,c,tonight");
        Site.Tickets.Events.SetRules("tonight", "demo", new EventRules { Capacity = 2 });
        await using var lane = await Site.StartLaneAsync("gate-1");
        var page = await Site.SignedInAsync("sam", PersonRole.Steward);
        await page.GotoAsync("/");
        var (inside, card) = (Figure(page, 0), page.Locator("a.lane", new() { HasText = "gate-1" }));
        await Expect(inside).ToContainTextAsync("0 inside, of 2 allowed");
        await Expect(Figure(page, 1)).ToContainTextAsync("of 3 expected");
        await Expect(card).ToContainTextAsync("hover a palm or scan a ticket");
        await Expect(page.Locator("a.lane", new() { HasText = "gate-2" })).ToContainTextAsync("never seen");

        Assert.Equal(Decision.Admitted, await lane.ScanAsync("CODE-1"));
        await Expect(inside).ToContainTextAsync("1 inside");
        await Expect(card).ToContainTextAsync("admitted by ticket");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "main" })).ToContainTextAsync("1 to 3");
        Assert.Equal(Decision.Admitted, await lane.ScanAsync("CODE-2"));
        await Expect(page.GetByLabel("Alerts")).ToContainTextAsync("tonight is full: 2 of 2 inside");
        Assert.Equal(Decision.Full, await lane.ScanAsync("CODE-3"));
        await Expect(Figure(page, 3)).ToContainTextAsync("1 refused: 1 full");

        lane.Parts.Reader.Fault = Hal.Host.Chips.Gm65Fault.Silent;
        await Expect(page.GetByLabel("Alerts")).ToContainTextAsync("gate-1: reader failed");
        await lane.DisposeAsync();
        await Expect(page.GetByLabel("Alerts")).ToContainTextAsync("gate-1 is not connected");
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    [Fact]
    public async Task A_page_that_is_open_over_a_restart_comes_back_by_itself()
    {
        Site.Sell("CODE-1,a,tonight");
        var page = await Site.SignedInAsync("sam", PersonRole.Steward);
        await page.GotoAsync("/");
        await Expect(Figure(page, 1)).ToContainTextAsync("of 1 expected");
        var again = page.WaitForURLAsync("**/", new() { WaitUntil = WaitUntilState.Load });
        await Site.RestartAsync();
        Site.Sell("CODE-2,b,tonight");
        await again;
        await Expect(Figure(page, 1)).ToContainTextAsync("of 2 expected");
    }

    static ILocator Figure(IPage page, int number) => page.Locator(".figure").Nth(number);
}
