using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Capture.Store;

/// <summary>The text that people agree to. Its first line names its version.</summary>
/// <param name="Text">The whole text.</param>
public sealed record ConsentText(string Text)
{
    /// <summary>The text that ships with the program.</summary>
    public static ConsentText Default
    {
        get
        {
            using var reader = new StreamReader(typeof(ConsentText).Assembly.GetManifestResourceStream("consent.txt")!);
            return new ConsentText(reader.ReadToEnd());
        }
    }

    /// <summary>Its first line.</summary>
    public string Version => Text.Split('\n')[0].Trim();

    /// <summary>SHA-256 of the text in UTF-8, so that nobody can change it afterwards.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>A person's agreement. It carries the key of the person's pictures, sealed, so that without it nobody can read them.</summary>
/// <param name="Subject">The pseudonym.</param>
/// <param name="Version">The version of the text.</param>
/// <param name="Digest">SHA-256 of the text.</param>
/// <param name="Agreed">When.</param>
/// <param name="EraseOn">The day on which the pictures are erased (UTC).</param>
/// <param name="Key">The key of the pictures, sealed for exactly this agreement.</param>
public sealed record Consent(string Subject, string Version, string Digest, DateTimeOffset Agreed, DateOnly EraseOn, byte[] Key)
{
    /// <summary>What the key is sealed for: who changes the date of an agreement can no longer read the pictures.</summary>
    internal string Purpose => FormattableString.Invariant($"{Subject}|{Version}|{Digest}|{Agreed.UtcDateTime:O}|{EraseOn:yyyy-MM-dd}");
}
