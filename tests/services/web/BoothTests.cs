using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The screen beside an enrolment pedestal, with a real one of the firmware before a real broker.</summary>
public sealed partial class BoothTests(Browser browser) : SiteTests(browser)
{
    PalmStore Store => Site.Part("palms").Get<PalmStore>();

    protected override void Prepare() => Site.Sell("CODE-1,a,tonight", "CODE-2,山田,tonight");

    [Fact]
    public async Task A_guest_agrees_in_german_before_any_capture_enrols_and_opens_the_own_page()
    {
        await using var visitor = await BoothVisitor.StartAsync(Site, "gate-1");
        var page = await ScreenAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Enter with your palm");

        // The ticket comes first, and a palm is held over the pedestal: it waits.
        Assert.Equal(Decision.EnrolmentOpened, await visitor.ScanAsync("CODE-1"));
        visitor.HoldPalm();
        await visitor.SeesAsync(Indication.ConfirmEnrolment);
        await Expect(page.GetByText("Your ticket is read.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync();
        await Expect(page.Locator("blockquote")).ToContainTextAsync("Ich bin einverstanden, dass dieser Veranstalter");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await page.GetByRole(AriaRole.Button, new() { Name = "Zustimmen und weiter" }).ClickAsync();
        Assert.Equal(0, visitor.Captures);
        await page.GetByLabel("Ich habe das gelesen").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Zustimmen und weiter" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Zeigen Sie die linke Hand");
        if (await visitor.LiftAsync() == Decision.None)
        {
            await visitor.ShowPalmAsync(Indication.ShowLeftPalm);
        }

        await Expect(page.GetByText("1 von 3 Aufnahmen")).ToBeVisibleAsync();
        for (var i = 1; i < 6; i++)
        {
            var decision = await visitor.ShowPalmAsync(i < 3 ? Indication.ShowLeftPalm : Indication.ShowRightPalm);
            Assert.Equal(i < 5 ? Decision.SampleAccepted : Decision.Enrolled, decision);
            if (i == 4)
            {
                await Expect(page.GetByText("2 von 3 Aufnahmen")).ToBeVisibleAsync();
            }
        }

        await Expect(Heading(page)).ToHaveTextAsync("Sie sind angemeldet");
        await Expect(page.GetByLabel("QR-Code mit dem Link")).ToBeVisibleAsync();
        var consent = Assert.Single(Store.Records.Find(1)!.Consents);
        Assert.Equal(("de", 1), (consent.Language, consent.Version));
        Assert.Empty(await page.BrokenRulesAsync());
        Assert.Contains("link made", Store.Records.LastEntries(5).Select(entry => entry.Kind));
        await page.GetByRole(AriaRole.Button, new() { Name = "Fertig" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Enter with your palm");
        Assert.Empty(Site.Elsewhere);
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    [Fact]
    public async Task Without_scripts_and_in_spanish_it_works_too_over_a_restart_of_the_services()
    {
        var page = await ScreenAsync(withScripts: false);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        await Expect(page.Locator("blockquote")).ToContainTextAsync("Acepto que este recinto guarde");
        await Site.RestartAsync();
        await page.GetByLabel("Lo he leído y acepto").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Aceptar y seguir" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Muestre su entrada");
        await using var visitor = await BoothVisitor.StartAsync(Site, "gate-1");
        Assert.Equal(Decision.EnrolmentOpened, await visitor.ScanAsync("CODE-2"));
        Assert.Equal(Decision.SampleAccepted, await visitor.ShowPalmAsync(Indication.ShowLeftPalm));

        // Without scripts the page loads itself.
        await Expect(page.GetByText("1 de 3 tomas")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancelar y empezar de nuevo" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Enter with your palm");
        Assert.Equal(0, Store.Persons.Count);
    }

    [Fact]
    public async Task A_browser_that_nobody_set_up_shows_nothing_and_agrees_to_nothing()
    {
        var page = await Site.NewPageAsync();
        await page.Context.AddCookiesAsync([new Cookie { Name = "pedestal.booth", Value = "demo/gate-1", Url = $"{Site.Url}booth" }]);
        await page.GotoAsync("/booth?lang=<script>alert(1)</script>");
        await Expect(Heading(page)).ToHaveTextAsync("This screen is closed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Staff: set up this screen" }).ClickAsync();
        await Expect(Heading(page)).ToHaveTextAsync("Sign in");
        var steward = await Site.SignedInAsync("joe", PersonRole.Steward);
        await steward.GotoAsync("/booths");
        await Expect(Heading(steward)).ToHaveTextAsync("Your role does not include this page");
    }

    /// <summary>A tablet that a supervisor sets up, who is signed out by that.</summary>
    async Task<IPage> ScreenAsync(bool withScripts = true)
    {
        var page = await Site.SignedInAsync("sue", PersonRole.Supervisor, withScripts: withScripts);
        await page.GotoAsync("/booths");
        await page.GetByRole(AriaRole.Button, new() { Name = "gate-1 at demo" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(BoothAddress());
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name == "pedestal.person");
        return page;
    }

    static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    [GeneratedRegex("/booth$")]
    private static partial Regex BoothAddress();
}
