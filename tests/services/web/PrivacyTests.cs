using System.Text.Json;
using Microsoft.Playwright;
using Pedestal.Identity;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Pedestal.Web.Tests;

/// <summary>The page Privacy: what is told, exported, deleted and verified, and by whom.</summary>
public sealed class PrivacyTests(Browser browser) : SiteTests(browser)
{
    protected override void Prepare() =>
        Site.Sell("CODE-1,山田 太郎,tonight", "CODE-2,b,tonight");

    [Fact]
    public async Task A_record_is_read_exported_and_deleted_with_a_proof_and_the_log_is_intact()
    {
        var person = Site.Enrol("CODE-1", 1);
        Site.Enrol("CODE-2", 11);
        var page = await Site.SignedInAsync("pia", PersonRole.PrivacyOfficer);
        await page.GotoAsync("/privacy");
        await Expect(page.GetByLabel("Consents")).ToContainTextAsync("2 persons are enrolled");
        await page.GetByPlaceholder("The guest's account").FillAsync("山田 太郎");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask ticketing" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask the matcher" }).ClickAsync();
        await Expect(page.GetByLabel("Record")).ToContainTextAsync("left, 3 sealed templates");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export as JSON" }).ClickAsync());
        await using (var file = await download.CreateReadStreamAsync())
        {
            var record = (await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal((person, "ticketing"), (record.GetProperty("person").GetInt64(), record.GetProperty("consents")[0].GetProperty("party").GetString()));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the person" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The proof has the number 1.");
        Assert.Null(Site.Part("palms").Get<PalmStore>().Records.Read(person, "test"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(page.GetByLabel("Audit log")).ToContainTextAsync("entries are intact");
        await Expect(page.GetByLabel("Audit log")).ToContainTextAsync("person 1, by pia");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Deletions")).ToContainTextAsync("2 palms, 6 templates, 1 token");
        Assert.Equal([PageActKind.AuditVerified, PageActKind.PersonDeleted, PageActKind.RecordRead],
            Site.Accounts.Acts.Since(DateTimeOffset.UnixEpoch).Where(act => act.Person == "pia").Take(3).Select(act => act.Kind));
        Assert.Equal("", string.Join("\n", Site.Errors));
    }

    [Fact]
    public async Task Nobody_else_sees_the_page()
    {
        foreach (var role in Enum.GetValues<PersonRole>().Except([PersonRole.PrivacyOfficer]))
        {
            var page = await Site.SignedInAsync("joe", role);
            await page.GotoAsync("/privacy");
            await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your role does not include this page");
        }
    }
}
