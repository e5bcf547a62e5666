using System.Globalization;

namespace Pedestal.Plotting;

/// <summary>
/// A new report never destroys an older one: it gets the requested name, and older files keep their content under the same name
/// with a number.
/// </summary>
public static class OlderReport
{
    /// <summary>Renames those files that exist to name-N, with the lowest N that none of them has yet.</summary>
    /// <returns>A line that says so; null if none of them exists.</returns>
    /// <exception cref="IOException">A file cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be renamed.</exception>
    public static string? SetAside(IEnumerable<string> paths)
    {
        string[] older = [.. paths.Where(File.Exists)];
        if (older.Length == 0)
        {
            return null;
        }

        var number = Enumerable.Range(1, int.MaxValue).First(n => !older.Any(path => Path.Exists(Numbered(path, n))));
        foreach (var path in older)
        {
            File.Move(path, Numbered(path, number));
        }

        return $"Older files are kept: {string.Join(", ", older.Select(path => Path.GetFileName(Numbered(path, number))))}";
    }

    static string Numbered(string path, int number) => Path.Combine(Path.GetDirectoryName(path) ?? "",
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}"));
}
