using System.Collections.Concurrent;
using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>
/// No page breaks a rule of axe, in light and in dark; each fits a telephone; none loads anything from elsewhere or violates its security
/// policy.
/// </summary>
public sealed class AccessibilityTests(Browser browser) : SiteTests(browser)
{
    readonly ConcurrentBag<string> _broken = [];

    protected override void Prepare()
    {
        Site.Sell("CODE-1,a,tonight", "CODE-2,b,tonight");
        Site.Enrol("CODE-2", 1);
        Site.Pass("CODE-1", DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    [Fact]
    public async Task Every_page_keeps_the_rules()
    {
        await using var lane = await Site.StartLaneAsync("gate-1");
        await Task.WhenAll(AdministratorAsync(), OfficerAndNobodyAsync());
        Assert.Equal("", string.Join("\n", _broken));
        Assert.Empty(Site.Elsewhere);
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    async Task AdministratorAsync()
    {
        var page = await Site.SignedInAsync("ada", PersonRole.Administrator);
        await VisitAsync(page, "/", "Tonight", page.Locator(".figure").First);
        await VisitAsync(page, "/pedestals", "Pedestals", page.GetByRole(AriaRole.Link, new() { Name = "gate-1" }).First);
        await VisitAsync(page, "/pedestals/gate-1", "gate-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByLabel("Settings", new() { Exact = true })).ToBeVisibleAsync();
        await CheckAsync(page, "settings of a pedestal");
        await VisitEventAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        await (await page.FileInputAsync()).SetInputFilesAsync(
            new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = "code,account,event\n,a,b\nX,y,z\n"u8.ToArray() });
        await Expect(page.GetByLabel("Rows that would be left out")).ToBeVisibleAsync();
        await CheckAsync(page, "an import");
        await VisitAsync(page, "/guests", "Guests");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("CODE-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(page.GetByLabel("Ticket", new() { Exact = true })).ToBeVisibleAsync();
        await CheckAsync(page, "a ticket");
        await page.GetByRole(AriaRole.Button, new() { Name = "Admit by hand" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync(page, "the question for a reason");
        await VisitAsync(page, "/acts", "Acts");
        await VisitAsync(page, "/people", "People", page.GetByRole(AriaRole.Row, new() { Name = "new" }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync(page, "an invitation");
        await VisitAsync(page, "/sign-out", "Sign out, ada?");
    }

    async Task OfficerAndNobodyAsync()
    {
        var invitation = Site.Accounts.Invite("new", PersonRole.Steward, "test");
        var officer = await Site.SignedInAsync("pia", PersonRole.PrivacyOfficer);
        await VisitAsync(officer, "/privacy", "Privacy", officer.GetByLabel("Consents"));
        await officer.GetByPlaceholder("The guest's account").FillAsync("b");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Ask ticketing" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Ask the matcher" }).ClickAsync();
        await Expect(officer.GetByText("Known to")).ToBeVisibleAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(officer.GetByLabel("Audit log")).ToContainTextAsync("intact");
        await CheckAsync(officer, "a record");
        await VisitAsync(officer, "/people", "Your role does not include this page");
        var nobody = await Site.NewPageAsync();
        await VisitAsync(nobody, "/sign-in", "Sign in");
        await VisitAsync(nobody, "/join/never", "This invitation has ended");
        await VisitAsync(nobody, $"/join/{invitation}", "Welcome, new");
    }

    async Task VisitEventAsync(IPage page)
    {
        await VisitAsync(page, "/events", "Events");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a zone" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a product" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
        await Expect(page.Locator(".rules .wrong").First).ToBeVisibleAsync();
        await CheckAsync(page, "an event");
    }

    async Task VisitAsync(IPage page, string path, string heading, ILocator? until = null)
    {
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        if (until is not null)
        {
            await Expect(until).ToBeVisibleAsync();
        }

        await CheckAsync(page, path);
    }

    async Task CheckAsync(IPage page, string what)
    {
        foreach (var broken in await page.BrokenRulesInAllViewsAsync())
        {
            _broken.Add($"{what}: {broken}");
        }
    }
}
