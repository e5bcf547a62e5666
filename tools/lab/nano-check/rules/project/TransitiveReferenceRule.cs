namespace Pedestal.NanoCheck;

/// <summary>NANO106: a dependency of a reference is missing; the classic project system adds nothing by itself.</summary>
public sealed class TransitiveReferenceRule : IProjectRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract)
    {
        var present = project.References.Select(reference => reference.Assembly).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in project.References)
        {
            foreach (var missing in contract.ReferencesOf(reference.Assembly).Where(name => !present.Contains(name)))
            {
                yield return Missing(reference.Place, reference.Assembly, missing);
            }
        }

        foreach (var link in project.ProjectReferences)
        {
            var needed = set.Find(link.FullPath)?.References.Select(reference => reference.Assembly) ?? [];
            foreach (var missing in needed.Where(name => !present.Contains(name)))
            {
                yield return Missing(link.Place, Path.GetFileNameWithoutExtension(link.FullPath), missing);
            }
        }
    }

    static Finding Missing(Place place, string what, string missing) =>
        new(place, "NANO106", $"{what} needs {missing}, which this project does not reference.");
}
