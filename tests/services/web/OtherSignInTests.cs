using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pedestal.Web.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>Signing in at another system, over OpenID Connect.</summary>
public sealed class OtherSignInTests(Browser browser) : IAsyncLifetime
{
    readonly TestFolder _folder = new();
    IdentityProvider _provider = null!;
    WebSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        await File.WriteAllTextAsync(_folder.PathOf("secret"), "secret\n", TestContext.Current.CancellationToken);
        _site = await WebSite.StartAsync(browser, new OpenIdConnectSettings
        {
            Authority = _provider.Url, ClientId = "pages", ClientSecretFile = _folder.PathOf("secret"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_highest_role_that_it_says_counts_and_the_person_comes_to_the_page_that_was_asked_for()
    {
        _provider.Roles = ["steward", "supervisor", "cook"];
        var page = await _site.NewPageAsync(withScripts: false);
        await page.GotoAsync("/acts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with the venue's account" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("^[^?]*/acts$"));
        Assert.Equal(1, _provider.Exchanged);
        var act = Assert.Single(_site.Accounts.Acts.Since(DateTimeOffset.UnixEpoch));
        Assert.Equal(("Zoë 山田", PageActKind.SignedIn, "supervisor"), (act.Person, act.Kind, act.Detail));
        await page.GotoAsync("/people");
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your role does not include this page");
        await page.GotoAsync("/sign-out");
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Sign out, Zoë 山田?");
    }

    [Fact]
    public async Task A_token_with_another_issuer_audience_nonce_or_key_signs_nobody_in()
    {
        _provider.Roles = ["administrator"];
        foreach (var wrong in new[] { "issuer", "audience", "nonce", "key" })
        {
            _provider.Wrong = wrong;
            var page = await OpenAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The other system did not sign you in");
            await AssertNobodyAsync(page);
        }

        Assert.Equal(4, _site.Log.Split("did not sign somebody in").Length - 1);
    }

    [Fact]
    public async Task Whoever_has_no_role_here_is_told_so()
    {
        _provider.Roles = ["cook", "2"];
        var page = await OpenAsync();
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your role does not include this page");
        await AssertNobodyAsync(page);
    }

    async Task<IPage> OpenAsync()
    {
        var page = await _site.NewPageAsync(withScripts: false);
        await page.GotoAsync("/sign-in/other");
        return page;
    }

    async Task AssertNobodyAsync(IPage page)
    {
        Assert.Empty(_site.Accounts.Acts.Since(DateTimeOffset.UnixEpoch));
        await page.GotoAsync("/");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }
}
