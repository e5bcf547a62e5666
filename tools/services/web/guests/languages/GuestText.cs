using System.Globalization;
using System.Text;

namespace Pedestal.Web.Guests;

/// <summary>What guests read, in one language.</summary>
/// <param name="Code">The language's code, as in "fr".</param>
/// <param name="Texts">The texts by key, complete.</param>
public sealed record GuestText(string Code, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The language's own name.</summary>
    public string Name => Texts["language.name"];

    /// <summary>"ltr", or "rtl" for a language that is written from right to left.</summary>
    public string Direction => Texts["language.direction"];

    /// <summary>A text.</summary>
    /// <exception cref="KeyNotFoundException">English has no such text.</exception>
    public string this[string key] => Texts[key];

    /// <summary>A text with values in its places, which were checked when the file was read.</summary>
    public string Say(string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(Texts[key]), values);

    /// <summary>The text of one of a set of keys, or of another one if there is none, as for a decision that needs no words of its own.</summary>
    public string Of(string key, string otherwise) => Texts.TryGetValue(key, out var text) ? text : Texts[otherwise];
}
