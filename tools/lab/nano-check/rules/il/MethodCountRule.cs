using System.Reflection;
using System.Reflection.Metadata;

namespace Pedestal.NanoCheck;

/// <summary>NANO208: the metadata processor counts the methods of each kind in a byte.</summary>
public sealed class MethodCountRule : IAssemblyRule
{
    const int Most = 255;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var metadata = project.Metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var kinds = metadata.GetTypeDefinition(handle).GetMethods()
                .Select(method => Kind(metadata.GetMethodDefinition(method))).CountBy(kind => kind);
            foreach (var (kind, count) in kinds.Where(kind => kind.Value > Most))
            {
                yield return new Finding(project.Places.Of(handle), "NANO208",
                    $"{TypeName.Of(metadata, handle)} has {count} {kind} methods, more than {Most}; split it.");
            }
        }
    }

    static string Kind(MethodDefinition method) =>
        method.Attributes.HasFlag(MethodAttributes.Static) ? "static"
        : method.Attributes.HasFlag(MethodAttributes.Virtual) ? "virtual"
        : "instance";
}
