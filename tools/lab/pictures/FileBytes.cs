using System.Globalization;

namespace Pedestal.Pictures;

/// <summary>A file's content, of ordinary files only and of no more than a picture takes.</summary>
static class FileBytes
{
    /// <exception cref="IOException">There is none, or too much; the message says which.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder.");
        }

        // A link that leads nowhere exists, its target does not.
        var file = !File.Exists(path) ? null
            : File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
        if (file is not { Exists: true })
        {
            throw new IOException("there is no such file.");
        }


        // Pipes and devices have no length; opening one could wait for ever, and reading it never end.
        if (file.Length == 0)
        {
            throw new IOException("it is empty.");
        }

        if (file.Length > PictureLimits.FileBytes)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"it has {file.Length:N0} bytes; at most {PictureLimits.FileBytes:N0} are read."));
        }

        using var stream = file.OpenRead();
        var bytes = new byte[file.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
