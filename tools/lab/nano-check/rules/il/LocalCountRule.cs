
namespace Pedestal.NanoCheck;

/// <summary>NANO207: a method with more than 255 locals aborts the CLR.</summary>
public sealed class LocalCountRule : IAssemblyRule
{
    const int Most = 255;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project)
    {
        foreach (var code in project.Methods.Where(code => !code.Locals.IsNil))
        {
            var locals = project.Metadata.GetStandaloneSignature(code.Locals)
                .DecodeLocalSignature(TypeShape.Provider.Instance, null).Length;
            if (locals > Most)
            {
                var name = project.Metadata.GetString(project.Metadata.GetMethodDefinition(code.Handle).Name);
                yield return new Finding(project.Places.Of(code.Handle), "NANO207",
                    $"{name} has {locals} locals, more than {Most}; split it.");
            }
        }
    }
}
