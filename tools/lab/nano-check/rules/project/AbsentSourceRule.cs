namespace Pedestal.NanoCheck;

/// <summary>NANO103: a Compile item does not name exactly one existing file.</summary>
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
                    $"{source.Include} does not name one file unconditionally; list each file.");
            }
            else if (!File.Exists(source.FullPath))
            {
                yield return new Finding(source.Place, "NANO103", $"{source.Include} does not exist.");
            }
        }
    }
}
