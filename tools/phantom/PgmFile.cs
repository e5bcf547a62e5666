using System.Globalization;
using System.Text;

namespace Pedestal.Phantom;

/// <summary>An 8-bit grey picture.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major, Width x Height bytes.</param>
public sealed record GreyImage(int Width, int Height, byte[] Pixels);

/// <summary>Binary PGM files (P5) of 8 bits.</summary>
public static class PgmFile
{
    /// <summary>Largest side read.</summary>
    public const int MaximumSide = 8192;

    /// <summary>Writes a picture, replacing the file.</summary>
    public static void Write(string path, GreyImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"P5\n{image.Width} {image.Height}\n255\n")));
        file.Write(image.Pixels);
    }

    /// <summary>Reads a picture.</summary>
    /// <exception cref="InvalidDataException">The file is no binary 8-bit PGM; the message names file and reason.</exception>
    public static GreyImage Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var position = 0;
        if (NextField(bytes, ref position) != "P5")
        {
            throw Unreadable(path, "it does not begin with P5 (a binary PGM does)");
        }

        var width = NextNumber(bytes, ref position, path, "width");
        var height = NextNumber(bytes, ref position, path, "height");
        var maximum = NextNumber(bytes, ref position, path, "maximum value");
        if (width is < 1 or > MaximumSide || height is < 1 or > MaximumSide)
        {
            throw Unreadable(path, $"its size {width} x {height} is not between 1 and {MaximumSide}");
        }

        if (maximum is < 1 or > 255)
        {
            throw Unreadable(path, $"its maximum value {maximum} is not 1 to 255 (8 bits)");
        }

        position++;
        if (bytes.Length - position < width * height)
        {
            throw Unreadable(path, $"it ends after {Math.Max(bytes.Length - position, 0)} of {width * height} pixels");
        }

        return new GreyImage(width, height, bytes[position..(position + width * height)]);
    }

    static int NextNumber(byte[] bytes, ref int position, string path, string name)
    {
        var field = NextField(bytes, ref position);
        return int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unreadable(path, $"its {name} is not a number");
    }

    /// <summary>The next word of the header; comments run from # to the end of the line.</summary>
    static string NextField(byte[] bytes, ref int position)
    {
        while (position < bytes.Length && (bytes[position] <= ' ' || bytes[position] == '#'))
        {
            if (bytes[position] == '#')
            {
                while (position < bytes.Length && bytes[position] != '\n')
                {
                    position++;
                }
            }
            else
            {
                position++;
            }
        }

        var start = position;
        while (position < bytes.Length && bytes[position] > ' ' && position - start < 16)
        {
            position++;
        }

        return Encoding.ASCII.GetString(bytes, start, position - start);
    }

    static InvalidDataException Unreadable(string path, string reason) =>
        new($"{path} is not a readable 8-bit PGM picture: {reason}.");
}
