using System.Globalization;

namespace Pedestal.Pictures;

/// <summary>Size limits of pictures, checked before memory is allocated for the pixels.</summary>
static class PictureLimits
{
    /// <summary>Largest file in bytes.</summary>
    public const long FileBytes = 64 << 20;

    /// <summary>Largest width and height.</summary>
    const int Side = 8192;

    /// <summary>Largest number of pixels: a camera of 24 megapixels.</summary>
    const int Pixels = 25_000_000;

    /// <exception cref="InvalidDataException">The picture is too large or empty; the message is the reason.</exception>
    public static void Check(long width, long height)
    {
        if (width is < 1 or > Side || height is < 1 or > Side)
        {
            throw new InvalidDataException($"its size {width} x {height} is not between 1 and {Side} per side");
        }

        if (width * height > Pixels)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"its size {width} x {height} is more than {Pixels / 1_000_000} million pixels"));
        }
    }
}
