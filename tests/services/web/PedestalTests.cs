using Microsoft.Playwright;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host.Platform;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The pages Pedestals: commands to a virtual pedestal, and who may give them.</summary>
public sealed class PedestalTests(Browser browser) : SiteTests(browser)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_supervisor_identifies_and_opens_in_two_steps_and_a_steward_only_looks()
    {
        await using var lane = await Site.StartLaneAsync("gate-1");
        var page = await OpenAsync("ben", PersonRole.Supervisor);
        var shown = lane.WaitForAsync(Indication.Identify, Stop);
        await page.GetByRole(AriaRole.Button, new() { Name = "Identify" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("shows itself");
        await shown;
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the gate" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("gate-2");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Open" })).ToBeDisabledAsync();
        Assert.Equal(0, lane.Gate.Openings);
        await dialog.GetByLabel("Name").FillAsync("gate-1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The gate has opened.");
        Assert.Equal(1, lane.Gate.Openings);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Settings" })).ToHaveCountAsync(0);
        Assert.Equal([PageActKind.GateOpened, PageActKind.PedestalIdentified],
            Site.Accounts.Acts.Since(DateTimeOffset.UnixEpoch).Where(act => act.About == "gate-1").Select(act => act.Kind));

        var other = await OpenAsync("sam", PersonRole.Steward);
        await Expect(other.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    [Fact]
    public async Task An_administrator_changes_a_setting_on_trial_and_the_entrance()
    {
        var flash = new Flash();
        await using var lane = await Site.StartLaneAsync("gate-1", flash: flash);
        var page = await OpenAsync("ada", PersonRole.Administrator);
        await page.GetByRole(AriaRole.Button, new() { Name = "Settings" }).ClickAsync();
        var settings = page.GetByLabel("Settings", new() { Exact = true });
        await settings.GetByRole(AriaRole.Combobox).SelectOptionAsync(SettingNames.Budget);
        await settings.GetByLabel("New value").FillAsync("900");
        await settings.GetByRole(AriaRole.Button, new() { Name = "Change on trial" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("back with the new settings, which stay");
        await settings.GetByLabel("Entrance").FillAsync("north");
        await settings.GetByRole(AriaRole.Button, new() { Name = "Put it there" }).ClickAsync();
        await Expect(page.Locator(".soft", new() { HasText = "north, entry" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pedestal_that_was_removed_is_forgotten()
    {
        await using (await Site.StartLaneAsync("gate-2"))
        {
        }

        var page = await OpenAsync("ada", PersonRole.Administrator, "gate-2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("gate-2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Forget" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pedestals");
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "gate-2" })).ToHaveCountAsync(0);
    }

    async Task<IPage> OpenAsync(string name, PersonRole role, string pedestal = "gate-1")
    {
        var page = await Site.SignedInAsync(name, role);
        await page.GotoAsync($"/pedestals/{pedestal}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(pedestal);
        return page;
    }
}
