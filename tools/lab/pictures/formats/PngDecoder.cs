using System.Buffers.Binary;

namespace Pedestal.Pictures.Formats;

/// <summary>PNG: walks the chunks for what the decoder does not report, and to check that all of them are there.</summary>
static class PngDecoder
{
    const int SignatureLength = 8;
    const int ChunkFrame = 12;

    /// <exception cref="InvalidDataException">It cannot be read; the message is the reason.</exception>
    public static GreyImage Decode(byte[] content)
    {
        var deep = false;
        var orientation = 1;
        var rest = content.AsSpan(SignatureLength);
        while (true)
        {
            if (rest.Length < ChunkFrame || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - ChunkFrame)
            {
                throw new InvalidDataException("it ends early");
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            var data = rest.Slice(8, length);
            rest = rest[(ChunkFrame + length)..];
            if (type.SequenceEqual("IHDR"u8) && length == 13)
            {
                deep = data[8] == 16;
                PictureLimits.Check(
                    BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            }
            else if (type.SequenceEqual("acTL"u8))
            {
                throw new InvalidDataException("it is animated; a file may contain only one picture");
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = Orientation.OfExif(data);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                break;
            }
        }

        if (!rest.IsEmpty)
        {
            throw new InvalidDataException($"{rest.Length} bytes follow its end; a file may contain only one picture");
        }

        var image = SkiaDecoder.Decode(content).Image;
        if (deep)
        {
            SixteenBits.Check(image.Pixels);
        }

        return Orientation.Apply(image, orientation);
    }
}
