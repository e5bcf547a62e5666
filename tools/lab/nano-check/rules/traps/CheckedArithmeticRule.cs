namespace Pedestal.NanoCheck;

/// <summary>NANO301: the device ignores checked arithmetic.</summary>
public sealed class CheckedArithmeticRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        foreach (var method in project.Methods)
        {
            foreach (var instruction in method.Instructions)
            {
                if (instruction.OpCode.ToString().Contains("_ovf", StringComparison.OrdinalIgnoreCase))
                {
                    yield return new Finding(project.Places.Of(method.Handle, instruction.Offset), "NANO301",
                        "Checked arithmetic wraps on the device; compare before you calculate.", IsWarning: true);
                }
            }
        }
    }
}
