using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>
/// Takes the pictures of the README: run it with -explicit only, and PICTURES naming the folder.
/// </summary>
public sealed class Pictures(Browser browser) : SiteTests(browser)
{
    static readonly string Folder = Environment.GetEnvironmentVariable("PICTURES") ?? "pictures";

    [Fact(Explicit = true)]
    public async Task Of_every_page()
    {
        await FillAsync();
        await using var first = await Site.StartLaneAsync("gate-1", speed: 1);
        await using var second = await Site.StartLaneAsync("gate-2", speed: 1);
        second.Parts.Reader.Fault = Hal.Host.Chips.Gm65Fault.Silent;
        await second.WaitForAsync(Hal.Indication.Ready, TestContext.Current.CancellationToken);
        Assert.Equal(Decision.Admitted, await first.ScanAsync("T-0310"));
        foreach (var (scheme, telephone) in new[] { (ColorScheme.Light, false), (ColorScheme.Dark, false), (ColorScheme.Light, true), (ColorScheme.Dark, true) })
        {
            var name = $"{(telephone ? "telephone" : "desktop")}-{scheme.ToString().ToLowerInvariant()}";
            var page = await Site.SignedInAsync($"anna-{name}", PersonRole.Administrator, telephone, scheme);
            await page.GotoAsync("/");
            await Expect(page.GetByLabel("Alerts")).ToContainTextAsync("reader failed");
            await TakeAsync(page, $"tonight-{name}");
            await page.GotoAsync("/pedestals");
            await Expect(page.GetByRole(AriaRole.Row, new() { Name = "gate-1" })).ToBeVisibleAsync();
            await TakeAsync(page, $"pedestals-{name}");
            await page.GotoAsync("/pedestals/gate-1");
            await Expect(page.GetByLabel("From palm or ticket")).ToBeVisibleAsync();
            await TakeAsync(page, $"pedestal-{name}");
            await page.GotoAsync("/events");
            await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
            await Expect(page.GetByText("valid tickets")).ToBeVisibleAsync();
            await TakeAsync(page, $"event-{name}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
            await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
            {
                Name = "list.csv", MimeType = "text/csv",
                Buffer = "code;account;event;seat\nN-1;山田 太郎;gala;1\n;nobody;gala;2\nN-3;محمد;tonight;3\nN-1;twice;gala;4\n1.23E+15;c;tonight;5\n"u8.ToArray(),
            });
            await Expect(page.GetByLabel("Rows that would be left out")).ToBeVisibleAsync();
            await TakeAsync(page, $"import-{name}");
            await page.GotoAsync("/guests");
            await page.GetByRole(AriaRole.Searchbox).FillAsync("guest-123");
            await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "T-0246" }).ClickAsync();
            await Expect(page.GetByLabel("Ticket", new() { Exact = true })).ToBeVisibleAsync();
            await TakeAsync(page, $"guests-{name}");
            await page.GotoAsync("/people");
            await TakeAsync(page, $"people-{name}");
            await page.GotoAsync("/acts");
            await TakeAsync(page, $"acts-{name}");
            var officer = await Site.SignedInAsync($"pia-{name}", PersonRole.PrivacyOfficer, telephone, scheme);
            await officer.GotoAsync("/privacy");
            await officer.GetByPlaceholder("The guest's account").FillAsync("guest-150");
            await officer.GetByRole(AriaRole.Button, new() { Name = "Ask ticketing" }).ClickAsync();
            await officer.GetByRole(AriaRole.Button, new() { Name = "Ask the matcher" }).ClickAsync();
            await Expect(officer.GetByText("Known to")).ToBeVisibleAsync();
            await officer.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
            await Expect(officer.GetByLabel("Audit log")).ToContainTextAsync("intact");
            await TakeAsync(officer, $"privacy-{name}");
            var nobody = await Site.NewPageAsync(telephone, scheme);
            await nobody.GotoAsync("/sign-in");
            await TakeAsync(nobody, $"sign-in-{name}");
        }
    }

    Task FillAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var random = new Random(7);
        Site.Sell([.. Enumerable.Range(0, 320).Select(i => $"T-{i:0000},guest-{i / 2},tonight")]);
        Site.Tickets.Events.SetRules("tonight", "demo", new EventRules
        {
            Capacity = 400, Zones = [new ZoneRule("floor", ["north"], 120)],
            Products = [new ProductRule("*", Zones: ["floor"], Entrances: ["main"], Entry: EntryRule.Reentry)],
        });
        for (var i = 0; i < 230; i++)
        {
            var at = now.AddMinutes(-58 + 58 * Math.Sqrt(random.NextDouble()));
            Site.Pass($"T-{i:0000}", at, i % 3 == 0 ? "north" : "main");
            if (i % 17 == 0)
            {
                Site.Pass($"T-{i:0000}", at.AddMinutes(3) < now ? at.AddMinutes(3) : now, i % 3 == 0 ? "north" : "main", Direction.Out);
            }
        }

        for (var i = 0; i < 8; i++)
        {
            Site.Enrol($"T-{300 - 2 * i:0000}", 10 * i);
        }

        return Task.CompletedTask;
    }

    static async Task TakeAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        await page.EvaluateAsync("() => { scrollTo(0, 0); document.activeElement?.blur(); }");
        await page.WaitForTimeoutAsync(400);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }
}
