namespace Pedestal.NanoCheck;

/// <summary>NANO103: a Compile item names no file, or not exactly one.</summary>
public sealed class AbsentSourceRule : IProjectRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract)
    {
        foreach (var source in project.Sources)
        {
            if (!source.IsPlain)
            {
                yield return new Finding(source.Place, "NANO103",
                    $"{source.Include} is not one file's name without a condition; list each file.");
            }
            else if (!File.Exists(source.FullPath))
            {
                yield return new Finding(source.Place, "NANO103", $"{source.Include} does not exist.");
            }
        }
    }
}
