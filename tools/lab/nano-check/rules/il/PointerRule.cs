using System.Reflection.Metadata;

namespace Pedestal.NanoCheck;

/// <summary>NANO204: stackalloc throws, and the metadata processor rejects pointers.</summary>
public sealed class PointerRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        foreach (var method in project.Methods)
        {
            foreach (var instruction in method.Instructions.Where(instruction => instruction.OpCode == ILOpCode.Localloc))
            {
                yield return new Finding(project.Places.Of(method.Handle, instruction.Offset), "NANO204",
                    "stackalloc throws on the device; use a preallocated array.");
            }
        }

        foreach (var use in project.Shapes.Where(use => use.Type.Shapes.HasFlag(Shapes.Pointer)))
        {
            yield return new Finding(use.Place, "NANO204", $"{use.Type.Name} is a pointer; use an array and an index.");
        }
    }
}
