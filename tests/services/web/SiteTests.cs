namespace Pedestal.Web.Tests;

/// <summary>Tests with a site of their own.</summary>
public abstract class SiteTests(Browser browser) : IAsyncLifetime
{
    internal WebSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await WebSite.StartAsync(browser);
        Prepare();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', [.. Site.Errors, Site.Log]));
        }

        await Site.DisposeAsync();
    }

    /// <summary>What there is before a test.</summary>
    protected virtual void Prepare()
    {
    }
}
