namespace Pedestal.NanoCheck;

/// <summary>A rule about a project's files.</summary>
public interface IProjectRule
{
    /// <summary>The violations of the rule.</summary>
    IEnumerable<Finding> Check(DeviceProject project, ProjectSet set, PlatformContract contract);
}
