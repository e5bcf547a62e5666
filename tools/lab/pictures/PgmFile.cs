using System.Globalization;
using System.Text;

namespace Pedestal.Pictures;

/// <summary>Writes binary PGM files (P5) with 8 bits; <see cref="PictureFile"/> reads them.</summary>
public static class PgmFile
{
    /// <summary>Writes a picture, replacing the file.</summary>
    public static void Write(string path, GreyImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"P5\n{image.Width} {image.Height}\n255\n")));
        file.Write(image.Pixels);
    }
}
