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
        Fill();
        await using var first = await Site.StartLaneAsync("gate-1", speed: 1);
        await using var second = await Site.StartLaneAsync("gate-2", speed: 1);
        second.Parts.Reader.Fault = Hal.Host.Chips.Gm65Fault.Silent;
        await second.WaitForAsync(Hal.Indication.Ready, TestContext.Current.CancellationToken);
        Assert.Equal(Decision.Admitted, await first.ScanAsync("T-0310"));
        foreach (var (scheme, telephone) in new[] { (ColorScheme.Light, false), (ColorScheme.Dark, false), (ColorScheme.Light, true), (ColorScheme.Dark, true) })
        {
            var name = $"{(telephone ? "telephone" : "desktop")}-{scheme.ToString().ToLowerInvariant()}";
            var page = await Site.SignedInAsync("anna", PersonRole.Administrator, telephone, scheme);
            await NightAsync(page, name);
            await EventsAsync(page, name);
            await DoorAsync(page, name);
            foreach (var path in new[] { "people", "acts", "nowhere", "sign-out" })
            {
                await page.GotoAsync($"/{path}");
                await TakeAsync(page, $"{path}-{name}");
            }

            await PrivacyAsync(await Site.SignedInAsync("pia", PersonRole.PrivacyOfficer, telephone, scheme), name);
            var nobody = await Site.NewPageAsync(telephone, scheme);
            await nobody.GotoAsync("/sign-in");
            await TakeAsync(nobody, $"sign-in-{name}");
            await nobody.GotoAsync($"/join/{Site.Accounts.Invite($"new {name}", PersonRole.Steward, "anna")}");
            await TakeAsync(nobody, $"join-{name}");
        }
    }

    async Task NightAsync(IPage page, string name)
    {
        await page.GotoAsync("/");
        await Expect(page.GetByLabel("Alerts")).ToContainTextAsync("reader failed");
        await TakeAsync(page, $"tonight-{name}");
        if (name.StartsWith("desktop", StringComparison.Ordinal))
        {
            await page.SetViewportSizeAsync(1920, 1080);
            await TakeAsync(page, $"tonight-{name.Replace("desktop", "wall", StringComparison.Ordinal)}");
            await page.SetViewportSizeAsync(1280, 800);
        }

        await page.GotoAsync("/pedestals");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "gate-1" })).ToBeVisibleAsync();
        await TakeAsync(page, $"pedestals-{name}");
        await page.GotoAsync("/pedestals/gate-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        await TakeAsync(page, $"pedestal-{name}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the gate" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await TakeAsync(page, $"open-{name}");
    }

    static async Task EventsAsync(IPage page, string name)
    {
        await page.GotoAsync("/events");
        await page.GetByRole(AriaRole.Row, new() { Name = "tonight" }).GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Expect(page.GetByText("valid tickets")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a zone" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
        await Expect(page.Locator(".rules .wrong").First).ToBeVisibleAsync();
        await TakeAsync(page, $"event-{name}");
        await page.GetByRole(AriaRole.Button, new() { Name = "New event" }).ClickAsync();
        await TakeAsync(page, $"new-event-{name}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        await (await page.FileInputAsync()).SetInputFilesAsync(new FilePayload
        {
            Name = "list.csv", MimeType = "text/csv",
            Buffer = "code;account;event;seat\nN-1;山田 太郎;gala;1\n;nobody;gala;2\nN-3;محمد;tonight;3\nN-1;twice;gala;4\n1.23E+15;c;tonight;5\n"u8.ToArray(),
        });
        await Expect(page.GetByLabel("Rows that would be left out")).ToBeVisibleAsync();
        await TakeAsync(page, $"import-{name}");
    }

    static async Task DoorAsync(IPage page, string name)
    {
        await page.GotoAsync("/guests");
        await TakeAsync(page, $"guests-start-{name}");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("nobody of that name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await TakeAsync(page, $"guests-none-{name}");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("guest-102");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "T-0204" }).ClickAsync();
        await Expect(page.GetByLabel("Ticket", new() { Exact = true })).ToBeVisibleAsync();
        await TakeAsync(page, $"guests-{name}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Admit by hand" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await TakeAsync(page, $"admit-{name}");
    }

    static async Task PrivacyAsync(IPage officer, string name)
    {
        await officer.GotoAsync("/privacy");
        await officer.GetByPlaceholder("The guest's account").FillAsync("guest-150");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Ask ticketing" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Ask the matcher" }).ClickAsync();
        await Expect(officer.GetByText("Known to")).ToBeVisibleAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(officer.GetByLabel("Audit log")).ToContainTextAsync("intact");
        await TakeAsync(officer, $"privacy-{name}");
    }

    void Fill()
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

        Site.Tickets.ByHand.Block("T-0120", "ben", "reported stolen at the box office, police number 4711", now.AddMinutes(-20));
        Site.Tickets.ByHand.Admit("T-0204", new Ticketing.Lane(new Entrance("demo", "main"), "gate-1"), "Élodie", "telephone is empty", now.AddMinutes(-2));
        foreach (var (name, role) in new[] { ("anna", PersonRole.Administrator), ("Élodie", PersonRole.Steward), ("ben", PersonRole.Supervisor), ("pia", PersonRole.PrivacyOfficer) })
        {
            Site.Accounts.Join(Site.Accounts.Invite(name, role, "anna"), name, WebSite.Password);
        }
    }

    static async Task TakeAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        await page.EvaluateAsync("() => { scrollTo(0, 0); document.activeElement?.blur(); }");
        await page.WaitForTimeoutAsync(400);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }
}
