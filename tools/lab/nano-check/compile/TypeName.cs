using System.Reflection.Metadata;

namespace Pedestal.NanoCheck;

/// <summary>Full names of types in metadata.</summary>
static class TypeName
{
    internal static string Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return outer.IsNil
            ? Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name))
            : Of(metadata, outer) + "+" + metadata.GetString(type.Name);
    }

    internal static string Of(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Of(metadata, (TypeReferenceHandle)type.ResolutionScope) + "+" + metadata.GetString(type.Name)
            : Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    static string Join(string space, string name) => space.Length == 0 ? name : space + "." + name;
}
