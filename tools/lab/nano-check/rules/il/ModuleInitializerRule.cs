using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Pedestal.NanoCheck;

/// <summary>NANO206: a module initialiser never runs.</summary>
public sealed class ModuleInitializerRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var metadata = project.Metadata;
        var module = MetadataTokens.TypeDefinitionHandle(1);
        foreach (var code in project.Methods)
        {
            if (metadata.GetMethodDefinition(code.Handle).GetDeclaringType() != module)
            {
                continue;
            }

            foreach (var call in code.Instructions.Where(instruction => instruction.OpCode == ILOpCode.Call))
            {
                if (MetadataTokens.EntityHandle(call.Operand) is { Kind: HandleKind.MethodDefinition } target)
                {
                    yield return new Finding(project.Places.Of((MethodDefinitionHandle)target), "NANO206",
                        "A module initialiser never runs on the device; call it from Main.");
                }
            }
        }
    }
}
