using Microsoft.Playwright;

namespace Pedestal.Web.Tests;

/// <summary>
/// One Chromium for all tests, which each have a context of their own in it. Where none is installed the tests that need it are
/// skipped.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    // The shell is the same browser without windows, at a third of the processor time.
    static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"];

    readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> _running = new(StartAsync);

    /// <summary>A new context: no cookie, no storage.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        Assert.SkipUnless(Places.Any(File.Exists), $"No browser is installed: none of {string.Join(", ", Places)} exists.");
        return await (await _running.Value).Chromium.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_running.IsValueCreated)
        {
            var (driver, chromium) = await _running.Value;
            await chromium.DisposeAsync();
            driver.Dispose();
        }
    }

    static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        // A bound that only a fault reaches, on a slow machine too.
        Assertions.SetDefaultExpectTimeout(60_000);
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            // Debian's Chromium refuses its sandbox to root, who runs the checks of a change.
            ExecutablePath = Places.First(File.Exists), ChromiumSandbox = false, Args = ["--disable-gpu"],
        }));
    }
}
