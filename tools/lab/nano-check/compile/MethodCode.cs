using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Pedestal.NanoCheck;

/// <summary>The IL of one method.</summary>
/// <param name="Handle">The method.</param>
/// <param name="Size">Bytes of IL.</param>
/// <param name="Locals">Signature of its locals; nil for none.</param>
/// <param name="Instructions">Its instructions.</param>
public sealed record MethodCode(
    MethodDefinitionHandle Handle, int Size, StandaloneSignatureHandle Locals, IReadOnlyList<Instruction> Instructions)
{
    internal static IEnumerable<MethodCode> AllOf(MetadataReader metadata, PEReader image)
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            var address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address == 0)
            {
                continue;
            }

            var body = image.GetMethodBody(address);
            var code = body.GetILBytes() ?? [];
            yield return new MethodCode(handle, code.Length, body.LocalSignature, [.. Instruction.AllOf(code)]);
        }
    }
}
