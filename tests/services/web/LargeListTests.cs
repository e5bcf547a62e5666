using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The longest list that may be imported; alone, since it measures the process's memory.</summary>
[TestClass(DisableParallelization = true)]
public sealed class LargeListTests(Browser browser) : SiteTests(browser)
{
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

        var page = await Site.SignedInAsync("ada", PersonRole.Administrator);
        await page.GotoAsync("/events");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import a list" }).ClickAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await (await page.FileInputAsync()).SetInputFilesAsync(folder.PathOf("long.csv"));
        await Expect(page.GetByLabel("Import a list").Locator(".figure").First).ToContainTextAsync($"{row:N0} tickets would be added");
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{row} rows; the page keeps {kept / 1048576} MB");

        // Less than nothing, where what earlier tests used is freed only now.
        Assert.InRange(kept, long.MinValue, 40 * 1024 * 1024);
        Assert.Null(Site.Tickets.Lookup.Find("N-0000000"));
    }
}
