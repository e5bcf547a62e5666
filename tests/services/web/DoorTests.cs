using Microsoft.Playwright;
using Pedestal.Core.Settings;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The page Guests: who is found, and what each role may do.</summary>
public sealed class DoorTests(Browser browser) : SiteTests(browser)
{
    protected override void Prepare() =>
        Site.Sell("CODE-1,山田 太郎,tonight", "CODE-2,山田 太郎,tonight", "CODE-3,محمد,tonight");

    [Fact]
    public async Task A_steward_admits_by_hand_and_a_supervisor_undoes_it_and_blocks()
    {
        await using var lane = await Site.StartLaneAsync("gate-1");
        var page = await Site.SignedInAsync("sam", PersonRole.Steward, telephone: true);
        await FindAsync(page, "山田");
        await page.GetByRole(AriaRole.Button, new() { Name = "CODE-1" }).ClickAsync();
        var ticket = page.GetByLabel("Ticket", new() { Exact = true });
        await Expect(ticket).ToContainTextAsync("Would be admitted.");
        await Expect(ticket.GetByRole(AriaRole.Button, new() { Name = "Block" })).ToHaveCountAsync(0);
        await ticket.GetByRole(AriaRole.Button, new() { Name = "Admit by hand" }).ClickAsync();
        await AnswerAsync(page, "Admit", "telephone is empty", "gate-1");
        await Expect(ticket).ToContainTextAsync("telephone is empty");
        await Expect(ticket.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToHaveCountAsync(0);
        Assert.Equal(1, lane.Gate.Openings);
        Assert.Equal(Decision.TicketUsed, await lane.ScanAsync("CODE-1"));

        var other = await Site.SignedInAsync("ben", PersonRole.Supervisor);
        await FindAsync(other, "CODE-1");
        var seen = other.GetByLabel("Ticket", new() { Exact = true });
        await Expect(seen).ToContainTextAsync("has admitted its guest already");
        await seen.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await AnswerAsync(other, "Undo", "did not go in");
        await Expect(seen).ToContainTextAsync("Would be admitted.");
        await seen.GetByRole(AriaRole.Button, new() { Name = "Block" }).ClickAsync();
        await AnswerAsync(other, "Block", "reported stolen");
        await Expect(seen).ToContainTextAsync("Blocked: reported stolen");

        // The steward's page is older than that, and the service decides.
        await ticket.GetByRole(AriaRole.Button, new() { Name = "Admit by hand" }).ClickAsync();
        await AnswerAsync(page, "Admit", "again", "gate-1");
        await Expect(ticket.GetByRole(AriaRole.Alert)).ToContainTextAsync("The ticket is blocked: reported stolen");
        await Expect(ticket).ToContainTextAsync("Blocked: reported stolen");
        Assert.Equal([("ben", "Blocked"), ("ben", "Undone"), ("sam", "Admitted")],
            Site.Tickets.Acts.Since(DateTimeOffset.UnixEpoch).Select(act => (act.By, act.Kind.ToString())));
        await other.GotoAsync("/acts");
        await Expect(other.Locator("tr", new() { HasText = "reported stolen" })).ToContainTextAsync("ben");
        Site.Tickets.ByHand.Block("CODE-2", "eve", "charged back", DateTimeOffset.UtcNow.AddDays(-3));
        await other.GetByLabel("Within").SelectOptionAsync("the last week");
        await Expect(other.Locator("tr", new() { HasText = "charged back" })).ToContainTextAsync("eve");
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    [Fact]
    public async Task A_code_is_read_by_the_camera_where_the_browser_can()
    {
        var page = await Site.SignedInAsync("sam", PersonRole.Steward, telephone: true);
        await page.GotoAsync("/guests");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Find" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Camera" })).ToHaveCountAsync(0);

        // Chromium on Linux has no detector.
        await page.AddInitScriptAsync("""
            window.BarcodeDetector = class { async detect() { return [{ rawValue: "CODE-3" }]; } };
            navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
            """);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Camera" }).ClickAsync();
        await Expect(page.GetByLabel("Ticket", new() { Exact = true })).ToContainTextAsync("محمد");
    }

    [Fact]
    public async Task Of_two_stewards_who_admit_one_guest_at_once_one_does_and_the_other_is_told_who_was_first()
    {
        await using var lane = await Site.StartLaneAsync("gate-1");
        await using var exit = await Site.StartLaneAsync("gate-2", LaneMode.Exit);
        var pages = await Task.WhenAll(OpenAsync("sam"), OpenAsync("tom"));
        await Task.WhenAll(pages.Select(page => AnswerAsync(page, "Admit", "telephone is empty", "gate-1")));
        var refusals = pages.Select(page => page.GetByLabel("Ticket", new() { Exact = true }).GetByRole(AriaRole.Alert)).ToList();
        foreach (var page in pages)
        {
            await Expect(page.GetByLabel("Ticket", new() { Exact = true })).ToContainTextAsync("has admitted its guest already");
        }

        Assert.Single((await Task.WhenAll(refusals.Select(refusal => refusal.AllTextContentsAsync()))).SelectMany(text => text),
            text => text.Contains("after you looked", StringComparison.Ordinal));
        Assert.Equal(1, lane.Gate.Openings);
        var admitted = Assert.Single(Site.Tickets.Acts.Since(DateTimeOffset.UnixEpoch));
        Assert.Equal("Admitted", admitted.Kind.ToString());

        async Task<IPage> OpenAsync(string name)
        {
            var page = await Site.SignedInAsync(name, PersonRole.Steward);
            await FindAsync(page, "CODE-1");
            await page.GetByRole(AriaRole.Button, new() { Name = "Admit by hand" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("gate-1");
            await Expect(page.GetByRole(AriaRole.Dialog)).Not.ToContainTextAsync("gate-2");
            return page;
        }
    }

    static async Task FindAsync(IPage page, string text)
    {
        await page.GotoAsync("/guests");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
    }

    static async Task AnswerAsync(IPage page, string button, string reason, string? lane = null)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        if (lane is not null)
        {
            await dialog.GetByLabel(lane).CheckAsync();
        }

        await dialog.GetByLabel("Reason").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }
}
