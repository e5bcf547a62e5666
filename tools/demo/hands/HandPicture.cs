using Pedestal.Hal;
using Pedestal.Phantom;
using SkiaSharp;

namespace Pedestal.Demo;

/// <summary>Reads a picture file as the camera would deliver it: 128 x 128 grey levels.</summary>
static class HandPicture
{
    public static byte[] Read(string path)
    {
        var image = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase)
            ? ReadPng(path)
            : PgmFile.Read(path);
        return Resample(image);
    }

    static GreyImage ReadPng(string path)
    {
        using var data = SKData.Create(path);
        using var codec = data is null ? null : SKCodec.Create(data);
        if (codec is null)
        {
            throw new InvalidDataException($"{path} is not a readable PNG picture.");
        }

        if (codec.Info.Width > PgmFile.MaximumSide || codec.Info.Height > PgmFile.MaximumSide)
        {
            throw new InvalidDataException(
                $"{path} is {codec.Info.Width} x {codec.Info.Height} pixels; at most {PgmFile.MaximumSide} a side are read.");
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        var pixels = new byte[info.Width * info.Height];
        using var bitmap = SKBitmap.Decode(codec, info);
        if (bitmap is null)
        {
            throw new InvalidDataException($"{path} is not a readable PNG picture: its data is damaged.");
        }

        for (var row = 0; row < info.Height; row++)
        {
            bitmap.GetPixelSpan().Slice(row * bitmap.RowBytes, info.Width).CopyTo(pixels.AsSpan(row * info.Width));
        }

        return new GreyImage(info.Width, info.Height, pixels);
    }

    /// <summary>The middle square of the picture, averaged or repeated to the camera's size.</summary>
    static byte[] Resample(GreyImage image)
    {
        const int side = PalmFrame.Side;
        var square = Math.Min(image.Width, image.Height);
        var left = (image.Width - square) / 2;
        var top = (image.Height - square) / 2;
        var result = new byte[side * side];
        for (var y = 0; y < side; y++)
        {
            var firstRow = y * square / side;
            var lastRow = Math.Max((y + 1) * square / side, firstRow + 1);
            for (var x = 0; x < side; x++)
            {
                var firstColumn = x * square / side;
                var lastColumn = Math.Max((x + 1) * square / side, firstColumn + 1);
                var sum = 0;
                for (var row = firstRow; row < lastRow; row++)
                {
                    for (var column = firstColumn; column < lastColumn; column++)
                    {
                        sum += image.Pixels[(top + row) * image.Width + left + column];
                    }
                }

                result[y * side + x] = (byte)(sum / ((lastRow - firstRow) * (lastColumn - firstColumn)));
            }
        }

        return result;
    }
}
