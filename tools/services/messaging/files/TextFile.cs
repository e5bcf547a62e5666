using System.Text;

namespace Pedestal.Messaging;

/// <summary>
/// Reads a small text file as people leave it: UTF-8 with or without a byte order mark, or UTF-16 as some editors save it. What
/// is no text of these is refused with the reason, which never quotes the file.
/// </summary>
public static class TextFile
{
    static readonly (byte[] Mark, Encoding Encoding)[] Marked =
    [
        (Encoding.UTF32.GetPreamble(), new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true)),
        (Encoding.UTF8.GetPreamble(), Utf8),
        (Encoding.Unicode.GetPreamble(), Utf16(bigEndian: false)),
        (Encoding.BigEndianUnicode.GetPreamble(), Utf16(bigEndian: true)),
    ];

    static Encoding Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file of at most so many bytes.</summary>
    /// <exception cref="InvalidDataException">It is no file of text, or too long; the message does not name the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Read(string path, int most) => Decode(ReadBytes(path, most));

    /// <summary>The first line of a file, as passwords are kept.</summary>
    /// <inheritdoc cref="Read"/>
    public static string FirstLine(string path, int most) =>
        Read(path, most).Split('\n', 2)[0].TrimEnd('\r');

    /// <summary>Reads a file's bytes, never more than so many whatever the file says about its length.</summary>
    /// <inheritdoc cref="Read"/>
    public static byte[] ReadBytes(string path, int most)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException("is a folder, not a file.");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (file.Read(buffer) is > 0 and var read)
        {
            content.Write(buffer, 0, read);
            if (content.Length > most)
            {
                throw new InvalidDataException($"is longer than {most} bytes; this is another kind of file.");
            }
        }

        return content.ToArray();
    }

    /// <summary>The text of a file's bytes.</summary>
    /// <exception cref="InvalidDataException">They are no text.</exception>
    public static string Decode(byte[] content)
    {
        var (skipped, encoding) = EncodingOf(content);
        try
        {
            return encoding.GetString(content, skipped, content.Length - skipped);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException(
                $"is no text in {encoding.WebName.ToUpperInvariant()}: byte {skipped + Math.Max(0, e.Index) + 1} does not belong "
                + "there. Save it as UTF-8.", e);
        }
    }

    static (int Skipped, Encoding Encoding) EncodingOf(byte[] content)
    {
        foreach (var (mark, encoding) in Marked)
        {
            if (content.AsSpan().StartsWith(mark))
            {
                return (mark.Length, encoding);
            }
        }

        // Without a mark: a text of this project begins with an ASCII character.
        return content switch
        {
            [not 0, 0, ..] => (0, Utf16(bigEndian: false)),
            [0, not 0, ..] => (0, Utf16(bigEndian: true)),
            _ => (0, Utf8),
        };
    }

    static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: true, throwOnInvalidBytes: true);
}
