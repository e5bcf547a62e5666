using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Identity;

/// <summary>The text that guests agree to before a palm is stored.</summary>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Text">The text as shown to guests.</param>
/// <param name="Language">Its language, as in "en".</param>
public sealed record ConsentText(int Version, string Text, string Language = "en")
{
    /// <summary>SHA-256 of the text, which identifies it in a consent record.</summary>
    public byte[] Digest { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <summary>Loads the text from a file, or the one shipped with this program when no file is given.</summary>
    public static ConsentText Load(int version, string? file, string language = "en")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        using var builtIn = typeof(ConsentText).Assembly.GetManifestResourceStream("consent")!;
        using var reader = string.IsNullOrEmpty(file) ? new StreamReader(builtIn) : new StreamReader(file);
        return new ConsentText(version, reader.ReadToEnd(), language);
    }
}

/// <summary>A guest's consent for one relying party.</summary>
/// <param name="Text">The text agreed to.</param>
/// <param name="AgreedAt">The time at which the guest agreed by showing the first palm.</param>
public sealed record Consent(ConsentText Text, DateTimeOffset AgreedAt);
