namespace Pedestal.NanoCheck;

/// <summary>NANO201: generic types and methods, including those of the core library, crash the CLR.</summary>
public sealed class GenericRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        var metadata = project.Metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            if (metadata.GetTypeDefinition(handle).GetGenericParameters().Count > 0)
            {
                yield return Of(project.Places.Of(handle), TypeName.Of(metadata, handle));
            }
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.GetGenericParameters().Count > 0)
            {
                yield return Of(project.Places.Of(handle), metadata.GetString(method.Name));
            }
        }

        foreach (var use in project.Shapes.Where(use => use.Type.Shapes.HasFlag(Shapes.Generic)))
        {
            yield return Of(use.Place, use.Type.Name);
        }
    }

    static Finding Of(Place place, string what) => new(place, "NANO201", $"{what} is generic, which crashes.");
}
