using System.Globalization;

namespace Pedestal.Pictures;

/// <summary>Reads ordinary files up to the size of a picture.</summary>
static class FileBytes
{
    /// <exception cref="IOException">The file is missing or too large; the message says which.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder.");
        }

        // A dangling link exists, but its target does not.
        var file = !File.Exists(path) ? null
            : File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
        if (file is not { Exists: true })
        {
            throw new IOException("the file does not exist.");
        }


        // Pipes and devices have no length; opening one could wait forever, and reading could never end.
        if (file.Length == 0)
        {
            throw new IOException("it is empty.");
        }

        if (file.Length > PictureLimits.FileBytes)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"it has {file.Length:N0} bytes; at most {PictureLimits.FileBytes:N0} are allowed."));
        }

        using var stream = file.OpenRead();
        var bytes = new byte[file.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
