using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Pedestal.NanoCheck;

/// <summary>NANO304: an exception in a static constructor is swallowed before Main, and the application continues.</summary>
public sealed class StaticThrowRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) => project.Bodies
        .Where(body => body.RunsBeforeMain)
        .SelectMany(body => body.Operations)
        .Where(operation => operation is IThrowOperation && !IsInFunction(operation))
        .Select(operation => new Finding(SourcePlaces.PlaceOf(operation.Syntax.GetLocation()), "NANO304",
            "An exception in a static constructor is swallowed on the device; check in Main instead.", IsWarning: true));

    static bool IsInFunction(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
