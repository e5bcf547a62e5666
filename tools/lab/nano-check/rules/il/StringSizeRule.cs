using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Pedestal.NanoCheck;

/// <summary>NANO211: the metadata processor rejects more than 64 KB of literals and names in an assembly.</summary>
public sealed class StringSizeRule : IAssemblyRule
{
    const int Most = 65_535;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var metadata = project.Metadata;
        var strings = new HashSet<string>(Names(metadata), StringComparer.Ordinal);
        var place = project.Project.Place;
        var longest = 0;
        foreach (var method in project.Methods)
        {
            foreach (var load in method.Instructions.Where(instruction => instruction.OpCode == ILOpCode.Ldstr))
            {
                var text = metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(load.Operand));
                if (strings.Add(text) && text.Length > longest)
                {
                    longest = text.Length;
                    place = project.Places.Of(method.Handle, load.Offset);
                }
            }
        }

        // UTF-8 with a terminating zero, each text once.
        var total = strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
        if (total > Most)
        {
            yield return new Finding(place, "NANO211",
                $"{total} bytes of strings in {project.Project.AssemblyName}, more than {Most}; this is the longest.");
        }
    }

    static IEnumerable<string> Names(MetadataReader metadata) =>
        metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).SelectMany(type => new[] { type.Name, type.Namespace })
        .Concat(metadata.TypeReferences.Select(metadata.GetTypeReference)
            .SelectMany(type => new[] { type.Name, type.Namespace }))
        .Concat(metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).Name))
        .Concat(metadata.FieldDefinitions.Select(handle => metadata.GetFieldDefinition(handle).Name))
        .Concat(metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle).Name))
        .Select(metadata.GetString);
}
