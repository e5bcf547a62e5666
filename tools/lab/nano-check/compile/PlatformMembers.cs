using System.Reflection.Metadata;

namespace Pedestal.NanoCheck;

/// <summary>The platform members that an assembly calls or reads.</summary>
static class PlatformMembers
{
    internal static IEnumerable<string> UsedBy(CompiledProject project, PlatformContract contract)
    {
        var metadata = project.Metadata;
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
            {
                continue;
            }

            var type = (TypeReferenceHandle)member.Parent;
            if (contract.Assemblies.Contains(AssemblyOf(metadata, type)))
            {
                yield return $"{TypeName.Of(metadata, type)}.{metadata.GetString(member.Name)}{Signature(member)}";
            }
        }
    }

    static string AssemblyOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference =>
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => AssemblyOf(metadata, (TypeReferenceHandle)scope),
            _ => "",
        };
    }

    static string Signature(MemberReference member)
    {
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            return "";
        }

        var signature = member.DecodeMethodSignature(TypeShape.Provider.Instance, null);
        var parameters = string.Join(", ", signature.ParameterTypes.Select(parameter => parameter.Name));
        return $"({parameters}) : {signature.ReturnType.Name}";
    }
}
