namespace Pedestal.NanoCheck;

/// <summary>NANO205: a call through a function pointer throws.</summary>
public sealed class FunctionPointerRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) => project.Shapes
        .Where(use => use.Type.Shapes.HasFlag(Shapes.FunctionPointer))
        .Select(use => new Finding(use.Place, "NANO205", $"{use.Type.Name} throws when called; use a delegate or an interface."));
}
