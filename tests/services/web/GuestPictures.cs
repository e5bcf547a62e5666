using Microsoft.Playwright;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;
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

    [Fact(Explicit = true)]
    public async Task Of_the_booths_screen()
    {
        var guest = 3;
        foreach (var (scheme, telephone, language) in new[] { (ColorScheme.Light, false, "en"), (ColorScheme.Dark, false, "de"), (ColorScheme.Light, true, "fr") })
        {
            _site.Sell($"BOOTH-{guest},b-{guest},tonight");
            var name = $"{(telephone ? "telephone" : "tablet")}-{scheme.ToString().ToLowerInvariant()}";
            var page = await _site.SignedInAsync("sue", PersonRole.Supervisor, telephone, scheme);
            await page.GotoAsync("/booths");
            await TakeAsync(page, $"booth-setup-{name}");
            await page.GetByRole(AriaRole.Button, new() { Name = "gate-1" }).ClickAsync();
            await Expect(page.GetByText("Enter with your palm")).ToBeVisibleAsync();
            await TakeAsync(page, $"booth-welcome-{name}");
            await page.GotoAsync($"/booth?lang={language}");
            await TakeAsync(page, $"booth-consent-{name}");
            await page.GetByRole(AriaRole.Checkbox).CheckAsync();
            await page.Locator("form button").First.ClickAsync();
            await Expect(page.Locator(".picture")).ToBeVisibleAsync();
            await TakeAsync(page, $"booth-ticket-{name}");
            await using (var visitor = await BoothVisitor.StartAsync(_site, "gate-1", guest))
            {
                await visitor.ScanAsync($"BOOTH-{guest++}");
                await visitor.ShowPalmAsync(Indication.ShowLeftPalm);
                await Expect(page.Locator(".dots .done")).ToHaveCountAsync(1);
                await TakeAsync(page, $"booth-palm-{name}");
                for (var i = 1; i < 6; i++)
                {
                    await visitor.ShowPalmAsync(i < 3 ? Indication.ShowLeftPalm : Indication.ShowRightPalm);
                }
            }

            await Expect(page.Locator(".qr")).ToBeVisibleAsync();
            await TakeAsync(page, $"booth-ended-{name}");
            await page.Locator("form button").First.ClickAsync();
            await Expect(page.Locator(".choices")).ToBeVisibleAsync();
        }
    }

    internal static async Task TakeAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        await page.EvaluateAsync("() => { scrollTo(0, 0); document.activeElement?.blur(); }");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }
}
