using System.Buffers.Binary;

namespace Pedestal.Pictures.Formats;

/// <summary>The eight EXIF orientations: where the stored picture's first row and column belong.</summary>
static class Orientation
{
    const int Upright = 1;
    const ushort Tag = 0x0112;
    const int EntryLength = 12;

    /// <summary>The orientation in EXIF data, which is a TIFF header with its first directory; 1 if there is none.</summary>
    public static int OfExif(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8 || !(exif.StartsWith("MM\0*"u8) || exif.StartsWith("II*\0"u8)))
        {
            return Upright;
        }

        var little = exif[0] == 'I';
        var directory = Read32(exif[4..], little);
        if (directory > exif.Length - 2)
        {
            return Upright;
        }

        var count = Read16(exif[(int)directory..], little);
        var entries = exif[((int)directory + 2)..];
        for (; count > 0 && entries.Length >= EntryLength; count--, entries = entries[EntryLength..])
        {
            if (Read16(entries, little) == Tag)
            {
                return Read16(entries[8..], little) is var value and >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>Rotates and mirrors a stored picture so that it is upright.</summary>
    public static GreyImage Apply(GreyImage stored, int orientation)
    {
        if (orientation is <= Upright or > 8)
        {
            return stored;
        }

        var (width, height) = orientation < 5 ? (stored.Width, stored.Height) : (stored.Height, stored.Width);
        var (right, bottom) = (stored.Width - 1, stored.Height - 1);
        var pixels = new byte[stored.Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = orientation switch
                {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                pixels[y * width + x] = stored.Pixels[row * stored.Width + column];
            }
        }

        return new GreyImage(width, height, pixels);
    }

    static ushort Read16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    static uint Read32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
