using Microsoft.Playwright;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>No page for guests breaks a rule of axe, in light and in dark.</summary>
public sealed class GuestAccessibilityTests(Browser browser) : IAsyncLifetime
{
    readonly List<string> _broken = [];
    WebSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await WebSite.StartAsync(browser);
        _site.Sell("CODE-1,a,tonight");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_guests_own_page_keeps_the_rules()
    {
        var links = _site.Part("palms").Get<PalmStore>().Links;
        var link = links.Create(_site.Enrol("CODE-1", 1), GuestLinks.Lifetime, "test").Text;
        var page = await _site.NewPageAsync(telephone: true);
        await CheckAsync(page, $"/my-palm/{link}?lang=es", "Mi palma");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await CheckAsync(page, null, "Mi palma");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Borrar todo" }).ClickAsync();
        await CheckAsync(page, null, "No hay nada guardado sobre usted");
        await CheckAsync(page, "/my-palm?lang=es&unsure=true&unanswered=true", "No hay nada guardado sobre usted");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await CheckAsync(page, null, "Este enlace ya no sirve");
        Assert.Equal("", string.Join("\n", _broken));
    }

    [Fact]
    public async Task The_booths_screen_keeps_the_rules()
    {
        var page = await _site.SignedInAsync("sue", PersonRole.Supervisor);
        await CheckAsync(page, "/booths", "Make this the screen of a booth");
        await page.GetByRole(AriaRole.Button, new() { Name = "gate-1" }).ClickAsync();
        await CheckAsync(page, null, "Enter with your palm");
        await CheckAsync(page, "/booth?lang=fr&unsure=true", "Lisez d'abord ceci");
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accepter et continuer" }).ClickAsync();
        await CheckAsync(page, null, "Montrez votre billet");
        await using var visitor = await BoothVisitor.StartAsync(_site, "gate-1");
        await visitor.ScanAsync("CODE-1");
        await visitor.ShowPalmAsync(Indication.ShowLeftPalm);
        await Expect(page.GetByText("Prises : 1 sur 3")).ToBeVisibleAsync();
        await CheckAsync(page, null, "Montrez la paume gauche");
        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler et recommencer" }).ClickAsync();
        await CheckAsync(page, null, "Enter with your palm");
        await CheckAsync(await _site.NewPageAsync(), "/booth", "This screen is closed");
        Assert.Equal("", string.Join("\n", _broken));
    }

    async Task CheckAsync(IPage page, string? path, string heading)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        _broken.AddRange((await page.BrokenRulesInAllViewsAsync()).Select(broken => $"{heading}: {broken}"));
    }
}
