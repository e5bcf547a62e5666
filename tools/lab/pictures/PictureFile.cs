using Pedestal.Pictures.Formats;

namespace Pedestal.Pictures;

/// <summary>
/// The reader of picture files: binary PGM (P5), PNG and JPEG, distinguished by their content. 16 bits become 8, colour becomes
/// grey by luminance, an EXIF orientation is applied. A file that is ambiguous is refused, never guessed.
/// </summary>
public static class PictureFile
{
    /// <summary>The extensions of picture files, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".pgm", ".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file has a picture's extension.</summary>
    public static bool HasPictureName(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a whole picture.</summary>
    /// <exception cref="InvalidDataException">
    /// It is missing, damaged, incomplete, too large or something else; the message is one line with file and reason.
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
    /// <exception cref="InvalidDataException">As above; the message is only the reason, without a full stop.</exception>
    public static GreyImage Decode(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Signature.Of(content) switch
        {
            Signature.Pgm => PgmDecoder.Decode(content),
            Signature.Png => PngDecoder.Decode(content),
            Signature.Jpeg => JpegDecoder.Decode(content),
            var other => throw new InvalidDataException($"it is {other}; only PGM (P5), PNG and JPEG are supported"),
        };
    }
}
