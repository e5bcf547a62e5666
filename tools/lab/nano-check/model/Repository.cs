namespace Pedestal.NanoCheck;

/// <summary>The repository that contains the current folder.</summary>
public static class Repository
{
    /// <summary>The file that marks its root.</summary>
    public const string Solution = "PedestalFirmware.sln";

    /// <summary>Its root, found from a folder inside it; null outside.</summary>
    public static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Solution)))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
