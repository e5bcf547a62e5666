namespace Pedestal.NanoCheck;

/// <summary>NANO104: a reference comes from no package in nanoframework.props and packages.config.</summary>
public sealed class PackageRule : IProjectRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract)
    {
        foreach (var reference in project.References)
        {
            if (set.Packages.OfAssembly(reference.Assembly) is not { } package)
            {
                yield return new Finding(reference.Place, "NANO104",
                    $"{reference.Assembly} is in no package of nanoframework.props.");
            }
            else if (!project.Packages.Any(item => item.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new Finding(reference.Place, "NANO104",
                    $"{reference.Assembly} needs {package.Id} {package.Version} in packages.config.");
            }
        }

        foreach (var item in project.Packages.Where(item => set.Packages.OfId(item.Id) is null))
        {
            yield return new Finding(item.Place, "NANO104", $"{item.Id} is not a package of nanoframework.props.");
        }
    }
}
