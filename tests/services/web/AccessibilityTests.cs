using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>No page breaks a rule of axe, in light and in dark.</summary>
public sealed class AccessibilityTests(Browser browser) : IAsyncLifetime
{
    readonly List<string> _broken = [];
    AxeRunOptions? _rules;
    WebSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await WebSite.StartAsync(browser);
        _site.Sell("CODE-1,a,tonight", "CODE-2,b,tonight");
        _site.Enrol("CODE-2", 1);
        _site.Pass("CODE-1", DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Text_has_contrast_in_the_dark_on_a_telephone()
    {
        var page = await _site.SignedInAsync("ada", PersonRole.Administrator, telephone: true, ColorScheme.Dark);
        _rules = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };
        await VisitAsync(page, "/", "Tonight", page.Locator(".figure").First);
        await VisitAsync(page, "/events", "Events");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Expect(page.GetByLabel("Rules as JSON")).ToBeVisibleAsync();
        await CheckAsync(page, "an event");
        await VisitAsync(await _site.NewPageAsync(telephone: true, ColorScheme.Dark), "/sign-in", "Sign in");
        Assert.Equal("", string.Join("\n", _broken));
    }

    [Fact]
    public async Task Every_page_keeps_the_rules()
    {
        await using var lane = await _site.StartLaneAsync("gate-1");
        var page = await _site.SignedInAsync("ada", PersonRole.Administrator);
        await VisitAsync(page, "/", "Tonight", page.Locator(".figure").First);
        await VisitAsync(page, "/pedestals", "Pedestals", page.GetByRole(AriaRole.Link, new() { Name = "gate-1" }).First);
        await VisitAsync(page, "/pedestals/gate-1", "gate-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await CheckAsync(page, "settings of a pedestal");
        await VisitAsync(page, "/events", "Events");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Expect(page.GetByLabel("Rules as JSON")).ToBeVisibleAsync();
        await CheckAsync(page, "an event");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(
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
        await VisitAsync(page, "/people", "People");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync(page, "an invitation");
        await VisitAsync(page, "/sign-out", "Sign out, ada?");

        var officer = await _site.SignedInAsync("pia", PersonRole.PrivacyOfficer);
        await VisitAsync(officer, "/privacy", "Privacy", officer.GetByLabel("Consents"));
        await officer.GetByPlaceholder("The guest's account").FillAsync("b");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Ask ticketing" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Ask the matcher" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(officer.GetByLabel("Audit log")).ToContainTextAsync("intact");
        await CheckAsync(officer, "a record");
        await VisitAsync(officer, "/people", "Your role does not include this page");
        var nobody = await _site.NewPageAsync();
        await VisitAsync(nobody, "/sign-in", "Sign in");
        await VisitAsync(nobody, "/join/never", "This invitation has ended");
        await VisitAsync(nobody, $"/join/{_site.Accounts.Invite("new", PersonRole.Steward, "test")}", "Welcome, new");
        Assert.Equal("", string.Join("\n", _broken));
        Assert.Empty(_site.Elsewhere);
        Assert.Equal("", string.Join("\n", _site.Errors));
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
        // What fades in has another contrast while it does.
        await page.WaitForFunctionAsync("() => document.getAnimations().every(animation => animation.playState !== 'running')");
        var result = await page.RunAxe(_rules);
        _broken.AddRange(result.Violations.Select(violation =>
            $"{what}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
    }
}
