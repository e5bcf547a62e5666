using System.Diagnostics;

namespace Pedestal.Readme.Tests;

/// <summary>The repository in which this test was built.</summary>
static class Repository
{
    const string Solution = "PedestalFirmware.sln";

    /// <summary>Its folder.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The configuration of this build: Debug or Release.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Its files, without build and run output.</summary>
    public static IReadOnlyList<string> Files { get; } = Directory.Exists(Path.Combine(Root, ".git")) || File.Exists(Path.Combine(Root, ".git"))
        ? OfGit()
        : OfFolder();

    /// <summary>Its pages: every README and all other documents for people.</summary>
    public static IEnumerable<string> Pages => Files.Where(file => Path.GetExtension(file) == ".md");

    static string[] OfGit()
    {
        using var git = Process.Start(new ProcessStartInfo(
            "git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true })!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Where(file => File.Exists(Path.Combine(Root, file)))];
    }

    static string[] OfFolder() =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "artifacts", "data", "packages"]).Any()),
    ];

    static string Above(string folder)
    {
        while (!File.Exists(Path.Combine(folder, Solution)))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"{Solution} is in no folder above.");
        }

        return folder;
    }
}
