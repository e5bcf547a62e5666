namespace Pedestal.NanoCheck;

/// <summary>NANO210: the metadata processor rejects more than 64 KB of IL in an assembly.</summary>
public sealed class CodeSizeRule : IAssemblyRule
{
    const int Most = 65_535;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var total = project.Methods.Sum(method => method.Size);
        if (total > Most)
        {
            var largest = project.Methods.MaxBy(method => method.Size)!;
            yield return new Finding(project.Places.Of(largest.Handle), "NANO210",
                $"{total} bytes of IL in {project.Project.AssemblyName}, more than {Most}; this method is the largest.");
        }
    }
}
