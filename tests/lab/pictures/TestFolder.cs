namespace Pedestal.Pictures.Tests;

/// <summary>A temporary folder for one test.</summary>
sealed class TestFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pictures-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
