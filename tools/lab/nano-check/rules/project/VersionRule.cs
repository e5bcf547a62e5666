namespace Pedestal.NanoCheck;

/// <summary>NANO105: a reference, its HintPath or packages.config has another version than nanoframework.props.</summary>
public sealed class VersionRule : IProjectRule
{
    // The version in references to assemblies that have no version.
    const string NoVersion = "0.0.0.0";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract)
    {
        foreach (var reference in project.References)
        {
            if (set.Packages.OfAssembly(reference.Assembly) is not { } package)
            {
                continue;
            }

            if (reference.Version is { } version && version != package.Version + ".0" && version != NoVersion)
            {
                yield return new Finding(reference.Place, "NANO105",
                    $"{reference.Assembly} is {version} here and {package.Version}.0 by nanoframework.props.");
            }

            var folder = Path.Combine(set.Root, "packages", $"{package.Id}.{package.Version}", "lib");
            if (reference.HintPath is null || Path.GetDirectoryName(reference.HintPath) != folder
                || Path.GetFileNameWithoutExtension(reference.HintPath) != reference.Assembly)
            {
                yield return new Finding(reference.Place, "NANO105",
                    $"{reference.Assembly} needs a HintPath into {Path.GetRelativePath(project.Folder, folder)}.");
            }
        }

        foreach (var item in project.Packages)
        {
            if (set.Packages.OfId(item.Id) is { } package && item.Version != package.Version)
            {
                yield return new Finding(item.Place, "NANO105",
                    $"{item.Id} is {item.Version} here and {package.Version} by nanoframework.props.");
            }
        }
    }
}
