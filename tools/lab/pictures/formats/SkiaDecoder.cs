using System.Runtime.InteropServices;
using SkiaSharp;

namespace Pedestal.Pictures.Formats;

/// <summary>Decodes PNG and JPEG to grey; of 16 bits it uses the higher eight.</summary>
static class SkiaDecoder
{
    /// <summary>Returns the stored picture and its EXIF orientation, 1 to 8.</summary>
    /// <param name="content">The whole file.</param>
    /// <exception cref="InvalidDataException">It cannot be decoded completely; the message is the reason.</exception>
    public static (GreyImage Image, int Orientation) Decode(byte[] content)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("its data is damaged or of an unsupported kind");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        PictureLimits.Check(width, height);
        var plain = codec.Info.ColorType == SKColorType.Gray8;
        var type = plain ? SKColorType.Gray8 : SKColorType.Rgba8888;

        // Keeping the file's own colour space leaves its values unchanged, whatever gamma it claims.
        var pixels = Pixels(codec, new SKImageInfo(
            width, height, type, plain ? SKAlphaType.Opaque : SKAlphaType.Unpremul, codec.Info.ColorSpace));
        var grey = plain ? pixels : OfColour(pixels);
        return (new GreyImage(width, height, grey), (int)codec.EncodedOrigin);
    }

    static byte[] Pixels(SKCodec codec, SKImageInfo info)
    {
        var pixels = new byte[info.BytesSize];
        var pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(info, pinned.AddrOfPinnedObject());
            return result == SKCodecResult.Success
                ? pixels
                : throw new InvalidDataException($"its data is damaged or ends early ({result})");
        }
        finally
        {
            pinned.Free();
        }
    }

    /// <summary>ITU-R BT.601 weights, like JPEG's own luminance; they sum to 65,536.</summary>
    static byte[] OfColour(ReadOnlySpan<byte> colours)
    {
        var grey = new byte[colours.Length / 4];
        for (var i = 0; i < grey.Length; i++)
        {
            if (colours[4 * i + 3] < byte.MaxValue)
            {
                throw new InvalidDataException("it has transparent pixels, for which no grey level is known");
            }

            grey[i] = (byte)(19595 * colours[4 * i] + 38470 * colours[4 * i + 1] + 7471 * colours[4 * i + 2] + 32768 >> 16);
        }

        return grey;
    }
}
