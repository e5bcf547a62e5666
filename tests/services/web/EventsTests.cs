using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pedestal.Messaging.Guests;
using Pedestal.Messaging.Operators;
using Pedestal.Ticketing;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The page Events: lists, times, rules.</summary>
public sealed class EventsTests(Browser browser) : SiteTests(browser)
{
    [Fact]
    public async Task A_list_is_previewed_before_anything_is_written()
    {
        Site.Sell("CODE-1,a,tonight");
        var page = await OpenAsync(PersonRole.Administrator);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        await ChooseAsync(page, "tickets.csv", "code;account;event;seat\nN-1;山田 太郎;gala;1\n;nobody;gala;2\nN-3;محمد;tonight;3\nN-1;twice;gala;4\n");
        var panel = page.GetByLabel("Import a list");
        await Expect(panel.Locator(".figure").Nth(0)).ToContainTextAsync("tickets would be added or updated");
        await Expect(panel).ToContainTextAsync("Columns: code, account, event.");
        await Expect(panel).ToContainTextAsync("Not used: seat.");
        await Expect(panel.GetByRole(AriaRole.Row, new() { Name = "gala" })).ToContainTextAsync("is new");
        var faulty = panel.GetByLabel("Rows that would be left out");
        await Expect(faulty).ToContainTextAsync("line 3 code is missing");
        await Expect(faulty).ToContainTextAsync("line 5 same code as line 2");
        Assert.Null(Site.Tickets.Lookup.Find("N-1"));
        Assert.Null(Site.Tickets.Events.Find("gala", "demo"));

        await panel.GetByRole(AriaRole.Button, new() { Name = "Import 2 tickets" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 tickets imported, 2 rows left out." })).ToBeVisibleAsync();
        Assert.Equal("山田 太郎", Site.Tickets.Lookup.Find("N-1")?.Account);
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    [Fact]
    public async Task A_list_that_is_too_long_or_no_list_is_refused_with_the_reason()
    {
        var page = await OpenAsync(PersonRole.Administrator);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        using var folder = new TestFolder();
        await using (var file = File.Create(folder.PathOf("long.csv")))
        {
            file.SetLength(16 * 1024 * 1024 + 1);
        }

        await (await page.FileInputAsync()).SetInputFilesAsync(folder.PathOf("long.csv"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("a list may have 16 MB");
        await ChooseAsync(page, "book.xlsx", "PK\u0003\u0004");
        await Expect(page.GetByLabel("Rows that would be left out")).ToContainTextAsync("line 1 the file is a workbook");
    }

    [Fact]
    public async Task An_event_is_added_and_opened_and_a_supervisor_only_looks()
    {
        var page = await OpenAsync(PersonRole.Administrator);
        await page.GetByRole(AriaRole.Button, new() { Name = "New event" }).ClickAsync();
        var added = page.GetByLabel("New event");
        await added.GetByLabel("Name").FillAsync("Gala Ö");
        await added.GetByLabel("Doors").FillAsync("2031-11-28T19:00");
        await added.GetByLabel("End").FillAsync("2031-11-28T18:00");
        await added.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(added.GetByRole(AriaRole.Alert)).ToContainTextAsync("not in this order");
        await added.GetByLabel("End").FillAsync("2031-11-29T01:00");
        await added.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(AriaRole.Row, new() { Name = "Gala Ö" }).GetByRole(AriaRole.Button).ClickAsync();
        var shown = page.GetByLabel("Gala Ö");
        await shown.GetByRole(AriaRole.Button, new() { Name = "Open now" }).ClickAsync();
        await Expect(shown.GetByRole(AriaRole.Status)).ToHaveTextAsync("The event is open.");
        var other = await OpenAsync(PersonRole.Supervisor);
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "New event" })).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(other.GetByLabel("Gala Ö").GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);
        await Expect(other.GetByLabel("Most guests inside")).ToBeDisabledAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Add a zone" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rules_are_filled_in_and_what_contradicts_is_told_beside_its_field()
    {
        Site.Sell("CODE-1,a,tonight");
        Site.Tickets.Events.SetOpening("tonight", "demo", EventOpening.Closed, DateTimeOffset.UtcNow);
        var page = await OpenAsync(PersonRole.Administrator);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        var rules = page.GetByRole(AriaRole.Group, new() { Name = "Rules of admission" });
        await rules.GetByLabel("Most guests inside").FillAsync("many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a zone" }).ClickAsync();
        var zone = rules.GetByRole(AriaRole.Group, new() { Name = "Zone", Exact = false }).First;
        await zone.GetByLabel("Name").FillAsync("Bühne 山");
        await zone.GetByLabel("Entrances").FillAsync("north, west");
        await zone.GetByLabel("Most guests inside").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a product" }).ClickAsync();
        var product = rules.GetByRole(AriaRole.Group, new() { Name = "Tickets without a product" });
        await product.GetByLabel("Product", new() { Exact = true }).FillAsync("VIP");
        await product.GetByLabel("Product", new() { Exact = true }).PressAsync("Tab");
        product = rules.GetByRole(AriaRole.Group, new() { Name = "Product VIP" });
        await product.GetByLabel("Admits").SelectOptionAsync("daily");
        await product.GetByLabel("Until").FillAsync("2031-11-28T22:00");
        await product.GetByLabel("From").FillAsync("2031-11-28T23:00");
        await product.GetByLabel("A steward checks").FillAsync("the age");
        await product.GetByLabel("Bühne 山").CheckAsync();

        // What cannot be read is told here, what contradicts by ticketing; each by name and beside its field.
        await SaveAsync();
        await WrongAsync(rules.GetByLabel("Most guests inside").First, "'many' is no whole number");
        Assert.Equal(new EventRules(), Site.Tickets.Events.RulesOf("tonight", "demo"), Same);
        await rules.GetByLabel("Most guests inside").First.FillAsync("50");
        await SaveAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("zone 'Bühne 山' holds more guests than the event");
        await WrongAsync(zone.GetByLabel("Most guests inside"), "holds more guests than the event.");
        await WrongAsync(product.GetByLabel("Until"), "Product 'VIP' ends before it begins.");
        await WrongAsync(product.GetByLabel("Admits"), "needs the beginning of a day and its time zone.");
        await Expect(rules.Locator("[aria-invalid=true]")).ToHaveCountAsync(3);
        Assert.Equal(new EventRules(), Site.Tickets.Events.RulesOf("tonight", "demo"), Same);

        await rules.GetByLabel("Most guests inside").First.FillAsync("500");
        await rules.GetByLabel("A day begins at").FillAsync("06:00");
        await rules.GetByLabel("In the time zone").FillAsync("Europe/Berlin");
        await rules.GetByLabel("parties").CheckAsync();
        await product.GetByLabel("From").FillAsync("");
        await SaveAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The rules are in force." })).ToBeVisibleAsync();
        var written = new EventRules
        {
            Parties = true, Capacity = 500, DayStartsAt = "06:00", TimeZone = "Europe/Berlin",
            Zones = [new ZoneRule("Bühne 山", ["north", "west"], 60)],
            Products =
            [
                new ProductRule("VIP", ["Bühne 山"], [], Until: new DateTime(2031, 11, 28, 22, 0, 0, DateTimeKind.Local), Entry: EntryRule.Daily, Attention: "the age"),
            ],
        };
        Assert.Equal(written, Site.Tickets.Events.RulesOf("tonight", "demo"), Same);

        // A product that loses its only zone would admit everywhere.
        await zone.GetByRole(AriaRole.Button, new() { Name = "Remove the zone" }).ClickAsync();
        await WrongAsync(zone.GetByLabel("Name"), "Product 'VIP' is for this zone");

        // Loaded again they are as they were written, and saved again they stay so.
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Expect(product.GetByLabel("Admits")).ToHaveValueAsync("daily");
        await Expect(product.GetByLabel("Bühne 山")).ToBeCheckedAsync();
        await SaveAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The rules are in force." })).ToBeVisibleAsync();
        Assert.Equal(written, Site.Tickets.Events.RulesOf("tonight", "demo"), Same);
        Assert.Equal("", string.Join("\n", Site.Errors));

        Task SaveAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
    }

    static bool Same(EventRules? one, EventRules? other) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

    static async Task WrongAsync(ILocator field, string reason)
    {
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToHaveAccessibleDescriptionAsync(new Regex(Regex.Escape(reason)));
    }

    async Task<IPage> OpenAsync(PersonRole role)
    {
        var page = await Site.SignedInAsync(role.ToString(), role);
        await page.GotoAsync("/events");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Events");
        return page;
    }

    static async Task ChooseAsync(IPage page, string name, string content) => await (await page.FileInputAsync()).SetInputFilesAsync(
        new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
}
