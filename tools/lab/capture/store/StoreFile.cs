using System.Text.Json;

namespace Pedestal.Capture.Store;

/// <summary>Files of a store: complete or not there, and readable only by their owner.</summary>
static class StoreFile
{
    /// <summary>How its JSON is written.</summary>
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Writes a file that does not exist yet; on any failure there is none.</summary>
    /// <exception cref="IOException">It exists, or the disk refuses.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + ".new";
        try
        {
            using (var file = Create(unfinished, FileMode.Create))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Adds a line to a file.</summary>
    public static void Append(string path, ReadOnlySpan<byte> line)
    {
        using var file = Create(path, FileMode.Append);
        file.Write([.. line, (byte)'\n']);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Overwrites a file before it is removed.</summary>
    public static void Erase(string path)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(new byte[file.Length]);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
