namespace Pedestal.Hal.Host;

/// <summary>The files of a virtual pedestal in a folder, which is created when the first one is written.</summary>
public sealed class FolderStore(string folder) : IFileStore
{
    /// <inheritdoc/>
    public FileResult Read(string name, out byte[] content)
    {
        byte[]? read = null;
        var result = Try(name, path => read = File.ReadAllBytes(path));
        content = read!;
        return result;
    }

    /// <inheritdoc/>
    public FileResult Write(string name, byte[] content) => Put(name, FileMode.Create, content);

    /// <inheritdoc/>
    public FileResult Append(string name, byte[] content) => Put(name, FileMode.Append, content);

    /// <inheritdoc/>
    public FileResult Move(string name, string newName) =>
        Try(name, path => File.Move(path, Path.Combine(folder, newName), overwrite: false));

    /// <inheritdoc/>
    public FileResult Delete(string name) => Try(name, File.Delete);

    FileResult Put(string name, FileMode mode, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var file = new FileStream(Path.Combine(folder, name), mode, FileAccess.Write);
            file.Write(content);
            file.Flush(flushToDisk: true);
            return FileResult.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileResult.Failed;
        }
    }

    FileResult Try(string name, Action<string> act)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (!File.Exists(path))
            {
                return FileResult.Missing;
            }

            act(path);
            return FileResult.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileResult.Failed;
        }
    }
}
