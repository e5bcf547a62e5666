using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Pedestal.Pictures.Tests;

/// <summary>Picture files made byte by byte.</summary>
static class Made
{
    public const int Width = 24;
    public const int Height = 16;

    /// <summary>The picture in the files of the inputs folder.</summary>
    public static GreyImage Slope { get; } = new(Width, Height,
        [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(20 + 5 * (i % Width) + 3 * (i / Width)))]);

    public static byte[] Pgm(string header, params byte[] pixels) => [.. Encoding.Latin1.GetBytes(header), .. pixels];

    /// <summary>A PNG of grey or colour channels; each row of <paramref name="raster"/> without its filter byte.</summary>
    public static byte[] Png(int width, int height, byte depth, byte colour, byte[] raster, params (string Type, byte[] Data)[] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colour);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            foreach (var row in raster.Chunk(Math.Max(raster.Length / height, 1)))
            {
                zip.Write([0, .. row]);
            }
        }

        return
        [
            0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", header), .. chunks.SelectMany(c => Chunk(c.Type, c.Data)),
            .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []),
        ];
    }

    public static byte[] GreyPng(GreyImage image) => Png(image.Width, image.Height, 8, 0, image.Pixels);

    public static byte[] GreyPng16(params ushort[] row) =>
        Png(row.Length, 1, 16, 0, [.. row.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })]);

    /// <summary>EXIF data with one entry.</summary>
    public static byte[] Exif(byte orientation, bool little) => little
        ? [.. "II*\0\b\0\0\0"u8, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM\0*\0\0\0\b"u8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>A JPEG with EXIF data in front.</summary>
    public static byte[] WithExif(byte[] jpeg, byte[] exif) =>
        [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 8), .. "Exif\0\0"u8, .. exif, .. jpeg.AsSpan(2)];

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.HashToUInt32(body));
        return chunk;
    }
}
