using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>Who gets in, and what the pages let a browser do.</summary>
public sealed partial class SignInTests(Browser browser) : SiteTests(browser)
{
    [Fact]
    public async Task The_first_link_makes_an_administrator_once_who_signs_out_and_in_again()
    {
        var link = FirstLink().Match(Site.Log).Value;
        var page = await Site.NewPageAsync(withScripts: false);
        await page.GotoAsync(link);
        await page.GetByLabel("Your name").FillAsync("Zoë 山田");
        await page.GetByLabel("Password, at least").FillAsync("a long evening");
        await page.GetByLabel("Password again").FillAsync("a long evening");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await page.GotoAsync("/sign-out");
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Sign out, Zoë 山田?");
        await page.GetByRole(AriaRole.Button).ClickAsync();

        await page.GotoAsync(link);
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This invitation has ended");
        await page.GotoAsync("/people");
        Assert.EndsWith("/sign-in?next=%2Fpeople", page.Url, StringComparison.Ordinal);
        await SignInAsync(page, "Zoë 山田", "a short evening");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name or password is wrong");
        await SignInAsync(page, "Zoë 山田", "a long evening");
        Assert.EndsWith("/people", page.Url, StringComparison.Ordinal);
        Assert.Equal([PageActKind.SignedIn, PageActKind.SignedOut, PageActKind.Joined],
            Site.Accounts.Acts.Since(DateTimeOffset.UnixEpoch).Select(act => act.Kind));
    }

    [Fact]
    public async Task An_administrator_invites_and_a_role_that_may_not_sees_neither_page_nor_link()
    {
        var page = await Site.SignedInAsync("ada", PersonRole.Administrator);
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("sam");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = await page.Locator(".notice .mono").TextContentAsync();

        var other = await Site.NewPageAsync();
        await other.GotoAsync(link!);
        await other.GetByLabel("Password, at least").FillAsync("a long evening");
        await other.GetByLabel("Password again").FillAsync("a long evening");
        await other.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Navigation)).ToContainTextAsync("Tonight");
        await Expect(other.GetByRole(AriaRole.Link, new() { Name = "People" })).ToHaveCountAsync(0);
        await other.GotoAsync("/people");
        await Expect(other.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your role does not include this page");
    }

    [Fact]
    public async Task The_session_of_an_account_that_was_removed_ends()
    {
        Site.Accounts.Join(Site.Accounts.Invite("ada", PersonRole.Administrator, "test"), "ada", WebSite.Password);
        var sam = Site.Accounts.Join(Site.Accounts.Invite("sam", PersonRole.Steward, "test"), "sam", WebSite.Password);
        var page = await Site.SignedInAsync("sam", PersonRole.Steward, stamp: sam.Stamp);
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tonight");
        Site.Accounts.Remove("sam", "ada");
        await page.GotoAsync("/");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_nowhere_else()
    {
        Site.Accounts.Join(Site.Accounts.Invite("ada", PersonRole.Administrator, "test"), "ada", WebSite.Password);
        var page = await Site.NewPageAsync(withScripts: false);
        foreach (var elsewhere in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example/" })
        {
            await page.GotoAsync($"/sign-in?next={elsewhere}");
            await SignInAsync(page, "ada", WebSite.Password);
            Assert.Equal(Site.Url, new Uri(page.Url));
            await page.Context.ClearCookiesAsync();
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_so_are_more_than_ten_secrets_a_minute()
    {
        using var http = new HttpClient { BaseAddress = Site.Url };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 11; i++)
        {
            using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Given.Name", "ada"), new("Given.Password", "x")]);
            using var response = await http.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
            statuses.Add(response.StatusCode);
        }

        Assert.All(statuses[..10], status => Assert.Equal(HttpStatusCode.BadRequest, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[10]);
    }

    [Fact]
    public async Task Whatever_is_asked_for_in_vain_gets_a_page_that_says_so_in_the_language_of_its_reader()
    {
        var page = await Site.NewPageAsync(withScripts: false);
        await AssertRefusedAsync("/nowhere", 404, "There is no such page");
        await AssertRefusedAsync("/my-palm/a/b?lang=fr", 404, "Cela n'a pas marché");
        await page.GotoAsync("/sign-in");
        await page.Context.ClearCookiesAsync();
        await SignInAsync(page, "ada", WebSite.Password);
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This page was open for too long");

        async Task AssertRefusedAsync(string path, int status, string heading)
        {
            Assert.Equal(status, (await page.GotoAsync(path))!.Status);
            await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync(heading);
        }
    }

    [Fact]
    public async Task Responses_forbid_what_the_pages_do_not_need()
    {
        using var http = new HttpClient { BaseAddress = Site.Url };
        using var response = await http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    [GeneratedRegex(@"http://\S+/join/\w+")]
    private static partial Regex FirstLink();
}
