using Microsoft.AspNetCore.Http;
using Pedestal.Web.Guests;

namespace Pedestal.Web.Tests;

/// <summary>The languages of the pages for guests, and files that lack something.</summary>
public sealed class LanguageTests : IDisposable
{
    readonly TestFolder _folder = new();
    readonly RecordingLog _log = new();

    public void Dispose() => _folder.Dispose();

    GuestLanguages Load() => new(_folder.Info.FullName, _log.Of<GuestLanguages>());

    [Fact]
    public void Four_languages_are_built_in_and_complete()
    {
        Assert.Equal(["English", "Deutsch", "Español", "Français"], Load().All.Select(language => language.Name));
        Assert.Equal("", _log.Text);
    }

    [Fact]
    public void What_a_further_file_lacks_is_shown_in_english_and_reported()
    {
        File.WriteAllText(_folder.PathOf("ar.json"), """
            {"language.name":"العربية","language.direction":"rtl","my-palm.title":"كفي","my-palm.party":"{0}: {7}","my-palm.palm":"{0","again":" ","typo":"x"}
            """);
        File.WriteAllText(_folder.PathOf("de.json"), """{"my-palm.title":"Meine Handfläche"}""");
        File.WriteAllText(_folder.PathOf("broken.json"), "{");
        var languages = Load();
        var arabic = languages.Find("ar")!;
        Assert.Equal(("كفي", "rtl", "Try again", "a, captured b"), (arabic["my-palm.title"], arabic.Direction, arabic["again"], arabic.Say("my-palm.palm", "a", "b")));
        Assert.Equal(languages.Default["my-palm.party"], arabic["my-palm.party"]);
        Assert.Equal(("Meine Handfläche", "Alles löschen"), (languages.Find("de")!["my-palm.title"], languages.Find("de")!["my-palm.delete.title"]));
        Assert.Null(languages.Find("broken"));
        Assert.Contains("The texts in ar lack language.choose, unavailable, again,", _log.Text, StringComparison.Ordinal);
        Assert.Contains("The texts in ar have typo, which no page shows", _log.Text, StringComparison.Ordinal);
        Assert.Contains("broken.json cannot be used", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("texts in de", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?lang=fr", "de", "fr")]
    [InlineData("?lang=<script>", "es-MX,es;q=0.9", "es")]
    [InlineData("", "pt, de-AT;q=0.7, fr;q=0.8", "fr")]
    [InlineData("", "tlh", "en")]
    [InlineData("", ";;;q=x", "en")]
    public void A_request_names_its_language_or_the_browser_does(string query, string accepted, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        request.Headers.AcceptLanguage = accepted;
        Assert.Equal(expected, Load().Of(request).Code);
    }
}
