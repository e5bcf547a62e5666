using Pedestal.Hal;

namespace Pedestal.Pictures;

/// <summary>Reads picture files as the palm camera would see them.</summary>
public static class CameraPicture
{
    /// <summary>Reads the middle square of a file's picture at the camera's size.</summary>
    /// <returns>128 x 128 grey levels, row-major.</returns>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read or is too small; the message names file and reason.
    /// </exception>
    public static byte[] Read(string path) => AreaResampler.MiddleSquare(ReadHand(path), PalmFrame.Side);

    /// <summary>Reads a file at its own size, if that is large enough to show a palm.</summary>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read or is too small; the message names file and reason.
    /// </exception>
    public static GreyImage ReadHand(string path)
    {
        var image = PictureFile.Read(path);
        return Math.Min(image.Width, image.Height) >= LeastSide
            ? image
            : throw new InvalidDataException(
                $"{path} is {image.Width} x {image.Height} pixels, too few to show a palm; at least {LeastSide} per side are needed.");
    }

    // Half the palm region's cells per side: a smaller picture cannot show veins.
    const int LeastSide = 16;
}
