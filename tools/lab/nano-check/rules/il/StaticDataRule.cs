using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Pedestal.NanoCheck;

/// <summary>NANO209: array initialisers share 64 KB with the signatures; beyond that the assembly does not load.</summary>
public sealed class StaticDataRule : IAssemblyRule
{
    const int Most = 60_000;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var fields = project.Metadata.FieldDefinitions
            .Where(field => project.Metadata.GetFieldDefinition(field).Attributes.HasFlag(FieldAttributes.HasFieldRVA))
            .ToDictionary(field => field, field => Size(project.Metadata, project.Metadata.GetFieldDefinition(field)));
        var total = fields.Values.Sum();
        if (total > Most)
        {
            yield return new Finding(FirstUse(project, fields.MaxBy(field => field.Value).Key), "NANO209",
                $"{total} bytes of array initialisers in {project.Project.AssemblyName}, more than {Most}; " +
                "this is the largest.");
        }
    }

    static int Size(MetadataReader metadata, FieldDefinition field)
    {
        var name = field.DecodeSignature(TypeShape.Provider.Instance, null).Name;
        var type = metadata.TypeDefinitions.FirstOrDefault(handle => TypeName.Of(metadata, handle) == name);

        // The compiler creates a type for each length that no integer type has.
        return type.IsNil
            ? name switch { "Int64" or "UInt64" => 8, "Int32" or "UInt32" => 4, "Int16" or "UInt16" => 2, _ => 1 }
            : metadata.GetTypeDefinition(type).GetLayout().Size;
    }

    static Place FirstUse(CompiledProject project, FieldDefinitionHandle field)
    {
        var token = MetadataTokens.GetToken(field);
        foreach (var method in project.Methods)
        {
            foreach (var instruction in method.Instructions)
            {
                if (instruction.OpCode == ILOpCode.Ldtoken && instruction.Operand == token)
                {
                    return project.Places.Of(method.Handle, instruction.Offset);
                }
            }
        }

        return project.Project.Place;
    }
}
