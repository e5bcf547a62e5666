using System.Reflection;

namespace Pedestal.NanoCheck;

/// <summary>NANO203: a default interface method throws when it is called.</summary>
public sealed class InterfaceBodyRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var metadata = project.Metadata;
        foreach (var code in project.Methods)
        {
            var method = metadata.GetMethodDefinition(code.Handle);
            var type = metadata.GetTypeDefinition(method.GetDeclaringType());
            if (type.Attributes.HasFlag(TypeAttributes.Interface) && !method.Attributes.HasFlag(MethodAttributes.Static))
            {
                yield return new Finding(project.Places.Of(code.Handle), "NANO203",
                    $"{metadata.GetString(method.Name)} is a default interface method, which throws when called.");
            }
        }
    }
}
