using System.Text;
using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
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

        await page.Locator("input[type=file]").SetInputFilesAsync(folder.PathOf("long.csv"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("a list may have 16 MB");
        await ChooseAsync(page, "book.xlsx", "PK\u0003\u0004");
        await Expect(page.GetByLabel("Rows that would be left out")).ToContainTextAsync("line 1 the file is a workbook");
    }

    [Fact]
    public async Task A_list_of_sixteen_megabytes_is_previewed_and_held_once()
    {
        using var folder = new TestFolder();
        var row = 0;
        await using (var file = new StreamWriter(folder.PathOf("long.csv")))
        {
            await file.WriteLineAsync("code,account,event,notes");
            for (var notes = new string('x', 180); file.BaseStream.Position + 300_000 < 16 * 1024 * 1024; row++)
            {
                await file.WriteLineAsync($"N-{row:0000000},guest-{row}@tickets.example,gala,{notes}");
            }
        }

        var page = await OpenAsync(PersonRole.Administrator);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await page.Locator("input[type=file]").SetInputFilesAsync(folder.PathOf("long.csv"));
        await Expect(page.GetByLabel("Import a list").Locator(".figure").First).ToContainTextAsync($"{row:N0}tickets would be added");
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{row} rows; the page keeps {kept / 1048576} MB");
        Assert.InRange(kept, 0, 40 * 1024 * 1024);
        Assert.Null(Site.Tickets.Lookup.Find("N-0000000"));
    }

    [Fact]
    public async Task An_event_is_added_opened_and_given_rules_and_a_supervisor_only_looks()
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
        await shown.GetByLabel("Rules as JSON").FillAsync("""{ "capacity": 0 }""");
        await shown.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
        await Expect(shown.GetByRole(AriaRole.Alert)).ToContainTextAsync("capacity");
        await shown.GetByLabel("Rules as JSON").FillAsync("""{ "capacity": 50 }""");
        await shown.GetByRole(AriaRole.Button, new() { Name = "Save rules" }).ClickAsync();
        await Expect(shown.GetByRole(AriaRole.Status)).ToHaveTextAsync("The rules are in force.");
        Assert.Equal(50, Site.Tickets.Events.RulesOf("Gala Ö", "demo")!.Capacity);

        var other = await OpenAsync(PersonRole.Supervisor);
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "New event" })).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(other.GetByLabel("Gala Ö").GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);
    }

    async Task<IPage> OpenAsync(PersonRole role)
    {
        var page = await Site.SignedInAsync(role.ToString(), role);
        await page.GotoAsync("/events");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Events");
        return page;
    }

    static Task ChooseAsync(IPage page, string name, string content) => page.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
}
