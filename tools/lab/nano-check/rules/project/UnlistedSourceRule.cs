namespace Pedestal.NanoCheck;

/// <summary>NANO101: a source file in the project's folder that the .nfproj does not list is missing on the device.</summary>
public sealed class UnlistedSourceRule : IProjectRule
{
    static readonly string[] Output = ["bin", "obj"];

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract)
    {
        var listed = project.Sources.Select(source => source.FullPath).ToHashSet(StringComparer.Ordinal);
        var place = project.Sources.Count == 0 ? project.Place : project.Sources[^1].Place;
        return SourcesIn(project.Folder)
            .Where(file => !listed.Contains(file))
            .Order(StringComparer.Ordinal)
            .Select(file => new Finding(place, "NANO101",
                $"{Path.GetRelativePath(project.Folder, file)} is not in the project; add a Compile item."));
    }

    // A folder with a project of its own belongs to that project.
    static IEnumerable<string> SourcesIn(string folder) => Directory.EnumerateFiles(folder, "*.cs")
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(sub => !Output.Contains(Path.GetFileName(sub)) && !Directory.EnumerateFiles(sub, "*.*proj").Any())
            .SelectMany(SourcesIn));
}
