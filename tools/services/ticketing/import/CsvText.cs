using System.Text;

namespace Pedestal.Ticketing;

/// <summary>
/// The text of a CSV file as spreadsheets save it: UTF-8, UTF-16 or UTF-32, with or without a byte order mark. Anything else is
/// refused, because a wrong guess could turn one account into two.
/// </summary>
static class CsvText
{
    const string SaveAgain = "Save the list as \"CSV UTF-8\" and import it again";

    static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly byte[] Zip = [.. "PK\u0003\u0004"u8];

    /// <summary>Decodes a file; if that fails, returns the reason and the line.</summary>
    public static string Decode(byte[] bytes, out (int Line, string Reason)? refusal)
    {
        refusal = null;
        if (bytes.AsSpan().StartsWith(Zip))
        {
            refusal = (1, $"the file is a workbook or an archive, not CSV. {SaveAgain}");
            return "";
        }

        var (encoding, mark) = EncodingOf(bytes);
        try
        {
            return encoding.GetString(bytes, mark, bytes.Length - mark);
        }
        catch (DecoderFallbackException e)
        {
            // The index counts from the end of the byte order mark, and may be inside the invalid character.
            var before = Lenient(encoding).GetString(bytes, mark, Math.Max(0, e.Index));
            var unknown = e.BytesUnknown is [var first, ..] ? $"the byte 0x{first:X2}" : "half a character";
            refusal = (LinesIn(before), $"{unknown} is not {NameOf(encoding)}. {SaveAgain}");
            return "";
        }
    }

    /// <summary>The number of lines in a text; CR, LF and CR LF each end a line.</summary>
    internal static int LinesIn(string text) => 1 + text.Where((c, i) =>
        c == '\r' || (c == '\n' && (i == 0 || text[i - 1] != '\r'))).Count();

    static (Encoding Encoding, int Mark) EncodingOf(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Utf32(bigEndian: false), 4),
        [0, 0, 0xFE, 0xFF, ..] => (Utf32(bigEndian: true), 4),
        [0xFF, 0xFE, ..] => (Utf16(bigEndian: false), 2),
        [0xFE, 0xFF, ..] => (Utf16(bigEndian: true), 2),

        // Without a byte order mark: the first line names columns in ASCII, so its zero bytes reveal the encoding.
        [not 0, 0, 0, 0, ..] => (Utf32(bigEndian: false), 0),
        [0, 0, 0, not 0, ..] => (Utf32(bigEndian: true), 0),
        [not 0, 0, not 0, 0, ..] => (Utf16(bigEndian: false), 0),
        [0, not 0, 0, not 0, ..] => (Utf16(bigEndian: true), 0),
        _ => (Utf8, 0),
    };

    static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    static UTF32Encoding Utf32(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);

    static Encoding Lenient(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);

    static string NameOf(Encoding encoding) => encoding switch
    {
        UnicodeEncoding => "UTF-16",
        UTF32Encoding => "UTF-32",
        _ => "UTF-8",
    };
}
