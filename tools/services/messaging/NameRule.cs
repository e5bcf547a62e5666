using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pedestal.Messaging;

/// <summary>The single rule for the names of events and accounts: names that look alike are the same name.</summary>
public static class NameRule
{
    /// <summary>The largest number of characters in a name.</summary>
    public const int Longest = 128;

    // Zero-width space, word joiner, byte order mark, soft hyphen: copied along with a name, but invisible.
    const string Invisible = "\u200B\u2060\uFEFF\u00AD";

    /// <summary>
    /// The name in Unicode form NFC, without invisible characters and without spaces at its ends; every kind of space becomes a
    /// plain space.
    /// </summary>
    public static string Normalise(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var name = new StringBuilder(written.Length);
        var isSpaced = false;
        foreach (var c in written.Trim())
        {
            if (Invisible.Contains(c))
            {
                continue;
            }

            if (char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator)
            {
                isSpaced = name.Length > 0;
                continue;
            }

            name.Append(isSpaced ? " " : "").Append(c);
            isSpaced = false;
        }

        // string.Normalize does nothing in a program without globalization data, such as this one, hence the library.
        var text = name.ToString().Trim();
        return Ascii.IsValid(text) || !IsText(text) ? text : ADRaffy.ENSNormalize.ENSNormalize.NF.NFC(text);
    }

    /// <summary>Why no event or account can have this normalised name; null when one can.</summary>
    public static string? RefusalOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 0 ? "is missing"
            : name.Length > Longest ? $"has {name.Length} characters; at most {Longest} are allowed"
            : name.Any(char.IsControl) ? $"has {NameOf(name.First(char.IsControl))}"
            : !IsText(name) ? "has half a character (a lone surrogate)"
            : name.Split('/').Any(part => part is "." or "..")
                ? "has a part \".\" or \"..\" that no web address can carry"
            : null;
    }

    /// <summary>A character as an error message names it: its code point, and itself if it can be shown.</summary>
    public static string NameOf(char character) => char.IsControl(character) || char.IsSurrogate(character)
        ? string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)character:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"the character '{character}' (U+{(int)character:X4})");

    static bool IsText(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            name = name[length..];
        }

        return true;
    }
}
