using Pedestal.Hal;

namespace Pedestal.Pictures;

/// <summary>A picture file as the palm camera would see it.</summary>
public static class CameraPicture
{
    /// <summary>Reads a file: the middle square of its picture, at the camera's size.</summary>
    /// <returns>128 x 128 grey levels, row-major.</returns>
    /// <exception cref="InvalidDataException">It cannot be read or shows too little; the message names file and reason.</exception>
    public static byte[] Read(string path) => AreaResampler.MiddleSquare(ReadHand(path), PalmFrame.Side);

    /// <summary>Reads a file at its own size, if that is enough to show a palm.</summary>
    /// <exception cref="InvalidDataException">It cannot be read or shows too little; the message names file and reason.</exception>
    public static GreyImage ReadHand(string path)
    {
        var image = PictureFile.Read(path);
        return Math.Min(image.Width, image.Height) >= LeastSide
            ? image
            : throw new InvalidDataException(
                $"{path} is {image.Width} x {image.Height} pixels, too few to show a palm: at least {LeastSide} a side are.");
    }

    // Half of the palm region's cells each way: less has no vein in it.
    const int LeastSide = 16;
}
