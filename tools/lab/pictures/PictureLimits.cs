using System.Globalization;

namespace Pedestal.Pictures;

/// <summary>How large a picture may be, checked before any memory is taken for its pixels.</summary>
static class PictureLimits
{
    /// <summary>Largest file, bytes.</summary>
    public const long FileBytes = 64 << 20;

    /// <summary>Largest width and height.</summary>
    const int Side = 8192;

    /// <summary>Most pixels: a camera of 24 megapixels.</summary>
    const int Pixels = 25_000_000;

    /// <exception cref="InvalidDataException">The picture is too large, or has no pixel; the message is the reason.</exception>
    public static void Check(long width, long height)
    {
        if (width is < 1 or > Side || height is < 1 or > Side)
        {
            throw new InvalidDataException($"its size {width} x {height} is not between 1 and {Side} a side");
        }

        if (width * height > Pixels)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"its size {width} x {height} is more than {Pixels / 1_000_000} million pixels"));
        }
    }
}
