namespace Pedestal.Pictures.Formats;

/// <summary>JPEG; if further pictures follow the first, as in files of phones, the first one is read.</summary>
static class JpegDecoder
{
    /// <exception cref="InvalidDataException">It cannot be read; the message is the reason.</exception>
    public static GreyImage Decode(byte[] content)
    {
        // The decoder invents the end of a truncated picture.
        if (!HasEnd(content))
        {
            throw new InvalidDataException("it ends early");
        }

        var (image, orientation) = SkiaDecoder.Decode(content);
        return Orientation.Apply(image, orientation);
    }

    /// <summary>Walks the segments and skips the coded data between them, up to the end marker.</summary>
    static bool HasEnd(ReadOnlySpan<byte> content)
    {
        var position = 2;
        while (position + 1 < content.Length)
        {
            var (first, marker) = (content[position], content[position + 1]);
            if (first != 0xFF || marker is 0x00 or 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                position++;
            }
            else if (marker == 0xD9)
            {
                return true;
            }
            else
            {
                position += 2;
                position += position + 1 < content.Length ? content[position] << 8 | content[position + 1] : 0;
            }
        }

        return false;
    }
}
