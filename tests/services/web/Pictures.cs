using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;
using Pedestal.Ticketing;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>
/// Takes the pictures of the README: run it with -explicit only, and PICTURES naming the folder.
/// </summary>
public sealed class Pictures(Browser browser) : IAsyncLifetime
{
    static readonly string Folder = Environment.GetEnvironmentVariable("PICTURES") ?? "pictures";
    WebSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await WebSite.StartAsync(browser);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact(Explicit = true)]
    public async Task Of_every_page()
    {
        await FillAsync();
        await using var first = await _site.StartLaneAsync("gate-1", speed: 1);
        await using var second = await _site.StartLaneAsync("gate-2", speed: 1);
        second.Parts.Reader.Fault = Hal.Host.Chips.Gm65Fault.Silent;
        await second.WaitForAsync(Hal.Indication.Ready, TestContext.Current.CancellationToken);
        Assert.Equal(Decision.Admitted, await first.ScanAsync("T-0300"));
        foreach (var (scheme, telephone) in new[] { (ColorScheme.Light, false), (ColorScheme.Dark, false), (ColorScheme.Light, true), (ColorScheme.Dark, true) })
        {
            var name = $"{(telephone ? "telephone" : "desktop")}-{scheme.ToString().ToLowerInvariant()}";
            var page = await _site.SignedInAsync($"anna-{name}", PersonRole.Administrator, telephone, scheme);
            await page.GotoAsync("/");
            await Expect(page.GetByLabel("Alerts")).ToContainTextAsync("reader failed");
            await TakeAsync(page, $"tonight-{name}");
            await page.GotoAsync("/people");
            await TakeAsync(page, $"people-{name}");
            var nobody = await _site.NewPageAsync(telephone, scheme);
            await nobody.GotoAsync("/sign-in");
            await TakeAsync(nobody, $"sign-in-{name}");
        }
    }

    Task FillAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var random = new Random(7);
        _site.Sell([.. Enumerable.Range(0, 320).Select(i => $"T-{i:0000},guest-{i / 2},tonight")]);
        _site.Tickets.Events.SetRules("tonight", "demo", new EventRules
        {
            Capacity = 400, Zones = [new ZoneRule("floor", ["north"], 120)],
            Products = [new ProductRule("*", Zones: ["floor"], Entrances: ["main"], Entry: EntryRule.Reentry)],
        });
        for (var i = 0; i < 230; i++)
        {
            var at = now.AddMinutes(-58 + 58 * Math.Sqrt(random.NextDouble()));
            _site.Pass($"T-{i:0000}", at, i % 3 == 0 ? "north" : "main");
            if (i % 17 == 0)
            {
                _site.Pass($"T-{i:0000}", at.AddMinutes(3) < now ? at.AddMinutes(3) : now, i % 3 == 0 ? "north" : "main", Direction.Out);
            }
        }

        return Task.CompletedTask;
    }

    static async Task TakeAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        await page.WaitForTimeoutAsync(400);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }
}
