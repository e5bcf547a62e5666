using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Pedestal.Bench;

/// <summary>
/// Pages of the night that stay open in Chromium. Operators' browsers run on machines of their own; here it is scheduled only on a core that
/// has nothing else to do, so that what the lanes notice is what the pages cost the venue.
/// </summary>
sealed class LoadPages : IAsyncDisposable
{
    // Debian's browser without windows: the same pages at a third of the processor time.
    const string Chromium = "/usr/bin/chromium-headless-shell";
    const float PatienceMilliseconds = 300_000;

    readonly LoadVenue _venue;
    readonly IPlaywright _driver;
    readonly IBrowser _browser;
    readonly List<IPage> _pages = [];
    TimeSpan _before;

    LoadPages(LoadVenue venue, IPlaywright driver, IBrowser browser) => (_venue, _driver, _browser) = (venue, driver, browser);

    /// <summary>Opens them, signed in as an administrator.</summary>
    public static async Task<LoadPages> OpenAsync(int count, LoadVenue venue, Steps steps, CancellationToken stop)
    {
        var driver = await Playwright.CreateAsync();
        var pages = new LoadPages(venue, driver, await driver.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Chromium, ChromiumSandbox = false, Args = ["--disable-gpu"] }));
        var link = new Uri(await venue.FirstLinkAsync(stop));
        steps.Run($"Opening {count} pages", count, done =>
        {
            pages.OpenAsync(count, link, done).GetAwaiter().GetResult();
            return 0;
        });
        foreach (var (process, _) in pages.Browser)
        {
            await YieldAsync(process, stop);
        }

        return pages;
    }

    /// <summary>Begins to count.</summary>
    public async Task BeginAsync()
    {
        foreach (var page in _pages)
        {
            await page.EvaluateAsync(
                """
                () => {
                    window.updates = 0;
                    new MutationObserver(() => window.updates++).observe(document.querySelector(".headline .soft"),
                        { childList: true, characterData: true, subtree: true });
                }
                """);
        }

        _before = Cpu;
    }

    /// <summary>What the pages did since <see cref="BeginAsync"/>.</summary>
    public async Task<PagesShape> EndAsync(TimeSpan taken)
    {
        var cores = (Cpu - _before) / taken;
        var updates = await Task.WhenAll(_pages.Select(page => page.EvaluateAsync<int>("() => window.updates")));
        Array.Sort(updates);
        return new PagesShape(_pages.Count, updates[0] / taken.TotalSeconds, updates[updates.Length / 2] / taken.TotalSeconds, cores);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }

    // Runs a process only where no other wants to. Linux may share its cores among sessions first, and the browser has one of its own.
    static async Task YieldAsync(int process, CancellationToken stop)
    {
        using var chrt = Process.Start("chrt", ["--idle", "--all-tasks", "--pid", "0", process.ToString(CultureInfo.InvariantCulture)]);
        await chrt.WaitForExitAsync(stop);
        var group = $"/proc/{process}/autogroup";
        if (File.Exists(group) && await File.ReadAllTextAsync(group, stop) != await File.ReadAllTextAsync("/proc/self/autogroup", stop))
        {
            await File.WriteAllTextAsync(group, "19", stop);
        }
    }

    async Task OpenAsync(int count, Uri link, Action done)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = link.GetLeftPart(UriPartial.Authority) });
        context.SetDefaultTimeout(PatienceMilliseconds);
        var page = await context.NewPageAsync();
        await page.GotoAsync(link.ToString());
        await page.GetByLabel("Your name").FillAsync("bench");
        await page.GetByLabel("Password, at least").FillAsync("a long evening");
        await page.GetByLabel("Password again").FillAsync("a long evening");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        for (var i = 0; i < count; i++)
        {
            page = i == 0 ? page : await context.NewPageAsync();
            await page.GotoAsync("/");
            await page.Locator(".figure").First.WaitForAsync();
            _pages.Add(page);
            done();
        }
    }

    // Everything that this process has started, without broker and matcher.
    IEnumerable<(int Id, TimeSpan Cpu)> Browser => ProcessTree.Descendants(Environment.ProcessId, _venue.ProcessIds);

    TimeSpan Cpu => Browser.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Cpu);
}
