using System.Globalization;
using System.Text;

namespace Pedestal.Terminal;

/// <summary>
/// Makes text from a network, a device or a file safe to show: no control character, escape sequence, right-to-left override or
/// invisible character reaches the terminal; each is shown as its number instead.
/// </summary>
public static class TerminalText
{
    const string Cut = "...";

    /// <summary>The text on one line; text beyond the limit is cut and ends in three dots.</summary>
    /// <param name="text">Any text, halves of surrogate pairs included.</param>
    /// <param name="longest">Maximum length of the result in characters, at least 4.</param>
    public static string Safe(string? text, int longest = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, Cut.Length + 1);
        if (text is null)
        {
            return "";
        }

        if (text.Length <= longest && text.All(IsPlain))
        {
            return text;
        }

        var safe = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var taken = Append(safe, text.AsSpan(i));
            if (safe.Length > longest)
            {
                break;
            }

            i += taken;
        }

        return safe.Length <= longest ? safe.ToString() : Shortened(safe.ToString(), longest);
    }

    /// <summary>Printable ASCII, which needs no further check.</summary>
    internal static bool IsPlain(char c) => c is >= ' ' and <= '~';

    /// <summary>Appends the first character unchanged or as its number. Returns how many UTF-16 units it took.</summary>
    internal static int Append(StringBuilder safe, ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var taken) != System.Buffers.OperationStatus.Done)
        {
            safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:x4}");
            return 1;
        }

        if (IsShown(rune))
        {
            safe.Append(text[..taken]);
        }
        else
        {
            safe.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
        }

        return taken;
    }

    static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    static string Shortened(string text, int longest)
    {
        var end = longest - Cut.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Cut;
    }
}
