using System.Text;

namespace Pedestal.Messaging;

/// <summary>
/// Reads a small text file as people save it: UTF-8 with or without a byte order mark, or UTF-16 as some editors write it.
/// Anything else is refused with a reason that never quotes the file.
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

    /// <summary>Reads a file of at most the given number of bytes.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not text, or too long; the message does not name the file.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Read(string path, int most) => Decode(ReadBytes(path, most));

    /// <summary>The first line of a file, where passwords are kept.</summary>
    /// <inheritdoc cref="Read"/>
    public static string FirstLine(string path, int most) =>
        Read(path, most).Split('\n', 2)[0].TrimEnd('\r');

    /// <summary>Reads at most the given number of bytes, whatever length the file claims.</summary>
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
                throw new InvalidDataException($"is longer than {most} bytes; it must be another kind of file.");
            }
        }

        return content.ToArray();
    }

    /// <summary>Decodes a file's bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are not text.</exception>
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
                $"is not text in {encoding.WebName.ToUpperInvariant()}: byte {skipped + Math.Max(0, e.Index) + 1} is not valid "
                + "in it. Save the file as UTF-8.", e);
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

        // Without a byte order mark: every text of this project begins with an ASCII character.
        return content switch
        {
            [not 0, 0, ..] => (0, Utf16(bigEndian: false)),
            [0, not 0, ..] => (0, Utf16(bigEndian: true)),
            _ => (0, Utf8),
        };
    }

    static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: true, throwOnInvalidBytes: true);
}
