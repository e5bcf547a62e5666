using Microsoft.Playwright;
using Pedestal.Identity;
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

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_guests_own_page_keeps_the_rules(ColorScheme scheme)
    {
        var links = _site.Part("palms").Get<PalmStore>().Links;
        var link = links.Create(_site.Enrol("CODE-1", 1), GuestLinks.Lifetime, "test").Text;
        var page = await _site.NewPageAsync(telephone: true, scheme);
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

    async Task CheckAsync(IPage page, string? path, string heading)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        _broken.AddRange((await page.BrokenRulesAsync()).Select(broken => $"{heading}: {broken}"));
    }
}
