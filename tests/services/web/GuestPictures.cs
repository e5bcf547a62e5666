using Microsoft.Playwright;
using Pedestal.Identity;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>Takes the pictures of the pages for guests: run it with -explicit only, and PICTURES naming the folder.</summary>
public sealed class GuestPictures(Browser browser) : IAsyncLifetime
{
    static readonly string Folder = Environment.GetEnvironmentVariable("PICTURES") ?? "pictures";
    WebSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await WebSite.StartAsync(browser);
        _site.Sell("CODE-1,a,tonight", "CODE-2,b,tonight", "CODE-3,c,tonight");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact(Explicit = true)]
    public async Task Of_the_guests_own_page()
    {
        var links = _site.Part("palms").Get<PalmStore>().Links;
        foreach (var (scheme, telephone, code) in new[] { (ColorScheme.Light, true, "CODE-1"), (ColorScheme.Dark, true, "CODE-2"), (ColorScheme.Light, false, "CODE-3") })
        {
            var name = $"{(telephone ? "telephone" : "tablet")}-{scheme.ToString().ToLowerInvariant()}";
            var page = await _site.NewPageAsync(telephone, scheme);
            await page.GotoAsync($"/my-palm/{links.Create(_site.Enrol(code, 30 + code[^1]), GuestLinks.Lifetime, "test").Text}?lang=en");
            await TakeAsync(page, $"my-palm-link-{name}");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByText("left palm, captured")).ToBeVisibleAsync();
            await TakeAsync(page, $"my-palm-{name}");
            await page.GetByRole(AriaRole.Checkbox).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await TakeAsync(page, $"my-palm-receipt-{name}");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await TakeAsync(page, $"my-palm-ended-{name}");
        }
    }

    internal static async Task TakeAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        await page.EvaluateAsync("() => { scrollTo(0, 0); document.activeElement?.blur(); }");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }
}
