using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Services;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The guest's own page: seen once by whoever has the link first, without scripts, in the guest's language.</summary>
public sealed class MyPalmTests(Browser browser) : IAsyncLifetime
{
    WebSite _site = null!;
    long _person;

    public async ValueTask InitializeAsync()
    {
        _site = await WebSite.StartAsync(browser);
        _site.Sell("CODE-1,山田 <script>alert(1)</script>,tonight");
        _person = _site.Enrol("CODE-1", 1);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    PalmStore Store => _site.Part("palms").Get<PalmStore>();

    [Fact]
    public async Task A_guest_reads_downloads_withdraws_and_deletes_without_scripts_and_has_receipts_that_the_audit_log_knows()
    {
        Link("<b>till</b>");
        var link = await LinkAsync();
        var page = await _site.NewPageAsync(telephone: true, withScripts: false);
        await page.GotoAsync($"{link}?lang=fr");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await page.GetByRole(AriaRole.Button, new() { Name = "Montrer ce qui est enregistré" }).ClickAsync();
        await Expect(page.GetByText("paume gauche, prise le")).ToBeVisibleAsync();
        Assert.Equal("/my-palm?lang=fr", new Uri(page.Url).PathAndQuery);
        await page.GetByText("Lire le texte que vous avez accepté").First.ClickAsync();
        await Expect(page.Locator("blockquote").First).ToContainTextAsync("I agree that this venue stores a template");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Télécharger en JSON" }).ClickAsync());
        await using (var file = await download.CreateReadStreamAsync())
        {
            var record = (await JsonDocument.ParseAsync(file, cancellationToken: Cancellation)).RootElement.GetProperty("record");
            Assert.Equal((2, 2), (record.GetProperty("palms").GetArrayLength(), record.GetProperty("consents").GetArrayLength()));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer pour <b>till</b>" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Votre consentement pour <b>till</b> est retiré.");
        Assert.Equal("consent withdrawn", await ReceiptAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync();
        await Expect(page.GetByText("linke Hand, aufgenommen")).ToBeVisibleAsync();

        // The browser itself asks for the tick; a request without it deletes nobody.
        await page.GetByRole(AriaRole.Button, new() { Name = "Alles löschen" }).ClickAsync();
        Assert.NotNull(Store.Records.Find(_person));
        await page.GetByLabel("Ja, alles löschen").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Alles löschen" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Über Sie ist nichts gespeichert");
        Assert.Equal("deleted", await ReceiptAsync(page));
        Assert.Null(Store.Records.Find(_person));
        await page.ReloadAsync();
        Assert.Equal("deleted", await ReceiptAsync(page));

        await page.GetByRole(AriaRole.Button, new() { Name = "Diese Seite schließen" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dieser Link gilt nicht mehr");
        Assert.DoesNotContain(link["/my-palm/".Length..], _site.Log, StringComparison.Ordinal);
        Assert.Empty(_site.Elsewhere);
        Assert.Equal("", string.Join("\n", _site.Errors));
    }

    [Fact]
    public async Task Whoever_finds_a_link_later_or_invents_one_sees_nothing_and_a_restart_ends_no_visit()
    {
        var link = await LinkAsync();
        var page = await _site.NewPageAsync(withScripts: false);
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what is stored" }).ClickAsync();
        await Expect(page.GetByText("left palm, captured")).ToBeVisibleAsync();

        var finder = await _site.NewPageAsync(withScripts: false);
        foreach (var found in new[] { link, link[..^1], "/my-palm/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/my-palm/%E5%B1%B1%E7%94%B0?lang=xx" })
        {
            await finder.GotoAsync(found);
            await finder.GetByRole(AriaRole.Button, new() { Name = "Show what is stored" }).ClickAsync();
            await Expect(finder.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link has ended");
            Assert.Equal("/my-palm?lang=en", new Uri(finder.Url).PathAndQuery);
        }

        await _site.RestartAsync();
        await page.GetByLabel("Yes, delete everything").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();
        Assert.Equal("deleted", await ReceiptAsync(page));
        Assert.Equal("", string.Join("\n", _site.Errors));
    }

    [Fact]
    public async Task A_request_without_the_forms_token_does_nothing_and_no_answer_may_be_kept_or_told_elsewhere()
    {
        var visit = Store.Links.Open((await LinkAsync())["/my-palm/".Length..])!.Text;
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = _site.Url };
        http.DefaultRequestHeaders.Add("Cookie", $"pedestal.visit={visit}");
        using var forged = new FormUrlEncodedContent([new("sure", "true")]);
        using var refused = await http.PostAsync("/my-palm/delete", forged, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull(Store.Records.Find(_person));
        using var seen = await http.GetAsync("/my-palm", Cancellation);
        Assert.Contains("left palm", await seen.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.True(seen.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(seen.Headers.GetValues("Referrer-Policy")));
        Assert.DoesNotContain("unsafe", Assert.Single(seen.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_privacy_officer_makes_the_link_for_a_guest_who_asks()
    {
        var page = await _site.SignedInAsync("pia", PersonRole.PrivacyOfficer);
        await page.GotoAsync("/privacy");
        await page.GetByPlaceholder("The guest's account").FillAsync("山田 <script>alert(1)</script>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask ticketing" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask the matcher" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link for the guest" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync($"{_site.Url}my-palm/");
        Assert.Contains("link made", Store.Records.LastEntries(1).Select(entry => entry.Kind));
    }

    // As a ticket account's application asks for it.
    async Task<string> LinkAsync()
    {
        var officer = new ActingPerson("pia", PersonRole.PrivacyOfficer);
        var digest = _site.Tickets.Accounts.Linked("", DateTimeOffset.UnixEpoch).Single().TokenDigest;
        return (await _site.Pages.GetRequiredService<PalmsApi>().LinkAsync(officer, digest)).Path;
    }

    void Link(string party)
    {
        var token = Store.Tokens.Reserve(party);
        Assert.True(_site.Part("palms").Get<PalmRegister>().Link(_person,
            new PartyConsent(party, token, new Consent(ConsentText.Load(1, ""), DateTimeOffset.UtcNow.AddSeconds(-1)))));
    }

    async Task<string> ReceiptAsync(IPage page)
    {
        var number = long.Parse(await page.Locator(".number").First.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        return Store.Records.LastEntries(20).Single(entry => entry.Number == number).Kind;
    }
}
