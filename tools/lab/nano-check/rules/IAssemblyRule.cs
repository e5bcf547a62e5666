namespace Pedestal.NanoCheck;

/// <summary>A rule about an assembly that compiled.</summary>
public interface IAssemblyRule
{
    /// <summary>What breaks the rule.</summary>
    IEnumerable<Finding> Check(CompiledProject project);
}
