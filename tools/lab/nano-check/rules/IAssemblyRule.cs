namespace Pedestal.NanoCheck;

/// <summary>A rule about a compiled assembly.</summary>
public interface IAssemblyRule
{
    /// <summary>The violations of the rule.</summary>
    IEnumerable<Finding> Check(CompiledProject project);
}
