using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Identity;

/// <summary>The text that guests agree to before a palm is stored.</summary>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Text">The text as shown to guests.</param>
/// <param name="Language">Its language, as in "en".</param>
public sealed record ConsentText(int Version, string Text, string Language = "en")
{
    static readonly string[] BuiltIn = ["de", "es", "fr"];

    /// <summary>The same text in other languages.</summary>
    public IReadOnlyList<ConsentText> Translations { get; init; } = [];

    /// <summary>The text in every language.</summary>
    internal IReadOnlyList<ConsentText> All => [this, .. Translations];

    /// <summary>SHA-256 of the text, which identifies it in a consent record.</summary>
    public byte[] Digest { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <summary>Loads the text from a file, or the one shipped with this program, with its translations, when no file is given.</summary>
    /// <param name="version">Its version, from 1.</param>
    /// <param name="file">The file; null or empty for the shipped one.</param>
    /// <param name="language">The file's language.</param>
    /// <param name="translations">The files of the same text in other languages, by language.</param>
    public static ConsentText Load(int version, string? file, string language = "en", IReadOnlyDictionary<string, string>? translations = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        var isShipped = string.IsNullOrEmpty(file);
        var others = (isShipped ? BuiltIn.Select(code => new ConsentText(version, Shipped(code), code)) : [])
            .Concat((translations ?? new Dictionary<string, string>()).Select(other => new ConsentText(version, File.ReadAllText(other.Value), other.Key)));
        return new ConsentText(version, isShipped ? Shipped("en") : File.ReadAllText(file!), language)
        {
            Translations = [.. others.Where(other => other.Language != language).GroupBy(other => other.Language).Select(same => same.Last())],
        };
    }

    static string Shipped(string language)
    {
        using var reader = new StreamReader(typeof(ConsentText).Assembly.GetManifestResourceStream("consent." + language)!);
        return reader.ReadToEnd();
    }
}

/// <summary>A guest's consent for one relying party.</summary>
/// <param name="Text">The text agreed to.</param>
/// <param name="AgreedAt">When the guest agreed: by pressing the button at the booth's screen, or without one by showing the first palm.</param>
public sealed record Consent(ConsentText Text, DateTimeOffset AgreedAt);
