namespace Pedestal.Testing;

/// <summary>A temporary folder of one test, deleted with everything in it when disposed.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public DirectoryInfo Info { get; } = Directory.CreateTempSubdirectory("test-");

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Info.FullName, name);

    /// <summary>Writes a file, and the subfolders in its name; returns its full path.</summary>
    public string Write(string name, byte[] content)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a UTF-8 text file, and the subfolders in its name; returns its full path.</summary>
    public string WriteText(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    /// <inheritdoc/>
    public void Dispose() => Info.Delete(recursive: true);
}
