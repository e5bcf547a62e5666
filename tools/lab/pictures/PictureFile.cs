using Pedestal.Pictures.Formats;

namespace Pedestal.Pictures;

/// <summary>
/// The one reader of picture files: binary PGM (P5), PNG and JPEG, told apart by their content. 16 bits become 8, colour becomes
/// grey by luminance, an orientation in EXIF is applied. What cannot be read for certain is refused, never guessed.
/// </summary>
public static class PictureFile
{
    /// <summary>How the names of picture files end, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".pgm", ".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file's name says that it is a picture.</summary>
    public static bool HasPictureName(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a whole picture.</summary>
    /// <exception cref="InvalidDataException">
    /// It is missing, damaged, incomplete, too large or something else; the message is one line that names file and reason.
    /// </exception>
    public static GreyImage Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
            bytes = FileBytes.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }

        try
        {
            return Decode(bytes);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path} is not a readable picture: {error.Message}.", error);
        }
    }

    /// <summary>Reads a picture from a file's content.</summary>
    /// <exception cref="InvalidDataException">As above; the message is the reason alone, without a full stop.</exception>
    public static GreyImage Decode(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Signature.Of(content) switch
        {
            Signature.Pgm => PgmDecoder.Decode(content),
            Signature.Png => PngDecoder.Decode(content),
            Signature.Jpeg => JpegDecoder.Decode(content),
            var other => throw new InvalidDataException($"it is {other}; PGM (P5), PNG and JPEG are read"),
        };
    }
}
