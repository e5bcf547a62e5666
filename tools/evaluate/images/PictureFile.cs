using System.Runtime.InteropServices;
using Pedestal.Phantom;
using SkiaSharp;

namespace Pedestal.Evaluate;

/// <summary>Reads 8-bit PGM, PNG and JPEG files; colour becomes grey by luminance.</summary>
static class PictureFile
{
    /// <summary>Reads a whole picture.</summary>
    /// <exception cref="InvalidDataException">It is damaged, incomplete or something else; the message names the file.</exception>
    public static GreyImage Read(string path)
    {
        try
        {
            return Path.GetExtension(path).Equals(".pgm", StringComparison.OrdinalIgnoreCase)
                ? PgmFile.Read(path)
                : Decode(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    static GreyImage Decode(string path)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException($"{path} is not a readable picture: its content is neither PNG nor JPEG.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width > PgmFile.MaximumSide || height > PgmFile.MaximumSide)
        {
            throw new InvalidDataException(
                $"{path} is {width} x {height} pixels; at most {PgmFile.MaximumSide} a side are read.");
        }

        // Keeping the file's own colour space leaves its values as they are.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, codec.Info.ColorSpace);
        var colours = new byte[info.BytesSize];
        var pinned = GCHandle.Alloc(colours, GCHandleType.Pinned);
        SKCodecResult result;
        try
        {
            result = codec.GetPixels(info, pinned.AddrOfPinnedObject());
        }
        finally
        {
            pinned.Free();
        }

        return result == SKCodecResult.Success
            ? new GreyImage(width, height, Luminance(colours))
            : throw new InvalidDataException($"{path} is not a readable picture: its data is damaged or ends early ({result}).");
    }

    /// <summary>ITU-R BT.601 weights, as JPEG's own luminance; they sum to 65,536.</summary>
    static byte[] Luminance(byte[] colours)
    {
        var grey = new byte[colours.Length / 4];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = (byte)(19595 * colours[4 * i] + 38470 * colours[4 * i + 1] + 7471 * colours[4 * i + 2] + 32768 >> 16);
        }

        return grey;
    }
}
