using System.Xml;

namespace Pedestal.NanoCheck;

/// <summary>The device projects to check, each after those it references.</summary>
public sealed class ProjectSet
{
    static readonly string[] Skipped = ["bin", "obj", "packages", "artifacts", ".git"];
    readonly Dictionary<string, DeviceProject?> _read = new(StringComparer.Ordinal);
    readonly List<DeviceProject> _ordered = [];
    readonly List<Finding> _findings = [];
    readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Reads projects and all projects they reference.</summary>
    /// <param name="root">The repository's folder.</param>
    /// <param name="packages">The packages of the device build.</param>
    /// <param name="projects">Paths of .nfproj files.</param>
    public ProjectSet(string root, PackageSet packages, IEnumerable<string> projects)
    {
        Root = Path.GetFullPath(root);
        Packages = packages;
        foreach (var project in projects)
        {
            Add(Path.GetFullPath(project), new Place(Path.GetFullPath(project), 1, 1));
        }
    }

    /// <summary>The repository's folder.</summary>
    public string Root { get; }

    /// <summary>The packages of the device build.</summary>
    public PackageSet Packages { get; }

    /// <summary>The projects, in the order of compilation.</summary>
    public IReadOnlyList<DeviceProject> Ordered => _ordered;

    /// <summary>Findings about projects that could not be read.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>A project by its full path, or null when it could not be read.</summary>
    public DeviceProject? Find(string fullPath) => _read.GetValueOrDefault(fullPath);

    /// <summary>Every .nfproj under a folder, outside build output.</summary>
    public static IEnumerable<string> FindAll(string folder) => Directory.EnumerateFiles(folder, "*.nfproj")
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(sub => !Skipped.Contains(Path.GetFileName(sub)))
            .SelectMany(FindAll))
        .Order(StringComparer.Ordinal);

    void Add(string path, Place from)
    {
        if (_open.Contains(path))
        {
            _findings.Add(new Finding(from, "NANO100", $"{Path.GetFileName(path)} references itself indirectly."));
            return;
        }

        if (_read.ContainsKey(path))
        {
            return;
        }

        var project = Read(path, from);
        if (project is not null)
        {
            _open.Add(path);
            foreach (var link in project.ProjectReferences)
            {
                Add(link.FullPath, link.Place);
            }

            _open.Remove(path);
            _ordered.Add(project);
        }

        _read[path] = project;
    }

    DeviceProject? Read(string path, Place from)
    {
        try
        {
            return DeviceProjectFile.Read(path);
        }
        catch (XmlException error)
        {
            var place = new Place(path, Math.Max(1, error.LineNumber), Math.Max(1, error.LinePosition));
            _findings.Add(new Finding(place, "NANO100", error.Message));
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _findings.Add(new Finding(from, "NANO100", $"{Path.GetFileName(path)} cannot be read: {error.Message}"));
        }

        return null;
    }
}
