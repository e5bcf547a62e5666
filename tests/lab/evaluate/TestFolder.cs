namespace Pedestal.Evaluate.Tests;

/// <summary>A temporary folder for one test.</summary>
sealed class TestFolder : IDisposable
{
    public DirectoryInfo Info { get; } = Directory.CreateTempSubdirectory("evaluate-");

    public string WriteText(string path, string text) => WriteBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    public string WriteBytes(string path, byte[] bytes)
    {
        var file = new FileInfo(Path.Combine(Info.FullName, path));
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, bytes);
        return file.FullName;
    }

    public void Dispose() => Info.Delete(recursive: true);
}
