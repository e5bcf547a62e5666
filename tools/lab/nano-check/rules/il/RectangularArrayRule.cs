namespace Pedestal.NanoCheck;

/// <summary>NANO202: a rectangular array crashes the CLR.</summary>
public sealed class RectangularArrayRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) => project.Shapes
        .Where(use => use.Type.Shapes.HasFlag(Shapes.Rectangular))
        .Select(use => new Finding(
            use.Place, "NANO202", $"{use.Type.Name} is a rectangular array, which crashes; use an array of arrays."));
}
