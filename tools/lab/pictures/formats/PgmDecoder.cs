using System.Globalization;
using System.Text;

namespace Pedestal.Pictures.Formats;

/// <summary>
/// Binary PGM with one or two bytes per pixel, scaled from its maximum value to 255. The bytes after the header must be exactly
/// the picture's, so that its start is unambiguous even after a comment or with carriage returns in the line ends.
/// </summary>
static class PgmDecoder
{
    const int LongestWord = 16;

    /// <exception cref="InvalidDataException">It is not a valid file; the message is the reason.</exception>
    public static GreyImage Decode(ReadOnlySpan<byte> content)
    {
        var position = 2;
        var width = Number(content, ref position, "width");
        var height = Number(content, ref position, "height");
        var maximum = Number(content, ref position, "maximum value");
        PictureLimits.Check(width, height);
        if (maximum is < 1 or > ushort.MaxValue)
        {
            throw new InvalidDataException($"its maximum value {maximum} is not 1 to {ushort.MaxValue}");
        }

        var size = width * height * (maximum > byte.MaxValue ? 2 : 1);
        var raster = content[Start(content, position, size)..];
        return new GreyImage(width, height, Scale(raster, maximum, new byte[width * height]));
    }

    static int Number(ReadOnlySpan<byte> content, ref int position, string name)
    {
        while (position < content.Length && (content[position] <= ' ' || content[position] == '#'))
        {
            position = content[position] == '#' ? EndOfLine(content, position) : position + 1;
        }

        var start = position;
        while (position < content.Length && content[position] is > (byte)' ' and not (byte)'#' && position - start < LongestWord)
        {
            position++;
        }

        return int.TryParse(content[start..position], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException(start == position
                ? $"it ends before its {name}"
                : $"its {name} '{Printable(content[start..position])}' is not a number");
    }

    static int EndOfLine(ReadOnlySpan<byte> content, int position)
    {
        var length = content[position..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? content.Length : position + length;
    }

    /// <summary>The start of the pixels: one white space after the header, or after the rest of its line.</summary>
    static int Start(ReadOnlySpan<byte> content, int end, int size)
    {
        var left = content.Length - end - 1;
        if (left < size)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"it ends after {Math.Max(left, 0):N0} of {size:N0} bytes of pixels"));
        }

        var start = content.Length - size;
        return content[end] != '#' && start == end + 1 || IsRestOfHeader(content[end..start])
            ? start
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{left - size:N0} bytes follow its pixels, perhaps another picture; a file may contain only one"));
    }

    /// <summary>Spaces and a comment up to a line end, and further comment lines.</summary>
    static bool IsRestOfHeader(ReadOnlySpan<byte> text)
    {
        var line = text.TrimStart(" \t"u8);
        while (true)
        {
            if (line is [(byte)'#', ..])
            {
                line = line[EndOfLine(line, 0)..];
            }

            line = line switch
            {
                [(byte)'\r', (byte)'\n', .. var rest] => rest,
                [(byte)'\r' or (byte)'\n', .. var rest] => rest,
                _ => "?"u8,
            };
            if (line is not [(byte)'#', ..])
            {
                return line.IsEmpty;
            }
        }
    }

    static byte[] Scale(ReadOnlySpan<byte> raster, int maximum, byte[] pixels)
    {
        var brightest = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = maximum > byte.MaxValue ? raster[2 * i] << 8 | raster[2 * i + 1] : raster[i];
            brightest = Math.Max(brightest, value);
            pixels[i] = (byte)((value * byte.MaxValue + maximum / 2) / maximum);
        }

        if (brightest > maximum)
        {
            throw new InvalidDataException($"a pixel has the value {brightest}, but the maximum is {maximum}");
        }

        if (maximum == ushort.MaxValue)
        {
            SixteenBits.Check(pixels);
        }

        return pixels;
    }

    static string Printable(ReadOnlySpan<byte> word) =>
        string.Concat(Encoding.ASCII.GetString(word).Select(c => char.IsControl(c) ? '?' : c));
}
