namespace Pedestal.NanoCheck;

/// <summary>NANO102: a source file is listed twice.</summary>
public sealed class DuplicateSourceRule : IProjectRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract) => project.Sources
        .GroupBy(source => source.FullPath, StringComparer.OrdinalIgnoreCase)
        .SelectMany(same => same.Skip(1))
        .Select(source => new Finding(source.Place, "NANO102", $"{source.Include} is listed twice; remove one."));
}
