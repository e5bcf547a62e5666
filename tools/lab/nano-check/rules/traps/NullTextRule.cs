using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Pedestal.NanoCheck;

/// <summary>
/// NANO212: comparing an element of a string array that was never assigned crashes the CLR (nf-interpreter 1.17.0:
/// CLR_RT_HeapBlock_Array::ClearElements makes it a string with a null pointer). An array that its method fills with null is
/// safe.
/// </summary>
public sealed class NullTextRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) =>
        from body in project.Bodies
        let operations = body.Operations.ToList()
        where !operations.Any(AssignsNull)
        from operation in operations
        where IsUnassigned(operation) || IsCleared(operation)
        select new Finding(SourcePlaces.PlaceOf(operation.Syntax.GetLocation()), "NANO212",
            "Comparing an element of a string array that was never assigned restarts the device; assign null to each first.");

    static bool IsUnassigned(IOperation operation) =>
        operation is IArrayCreationOperation { Initializer: null } creation && IsTexts(creation.Type);

    static bool IsCleared(IOperation operation) =>
        operation is IInvocationOperation call
        && call.TargetMethod is { Name: "Clear", ContainingType.SpecialType: SpecialType.System_Array }
        && call.Arguments[0].Value is var array
        && IsTexts(array is IConversionOperation conversion ? conversion.Operand.Type : array.Type);

    static bool AssignsNull(IOperation operation) =>
        operation is ISimpleAssignmentOperation assignment
        && assignment.Target is IArrayElementReferenceOperation { Type.SpecialType: SpecialType.System_String }
        && assignment.Value.ConstantValue is { HasValue: true, Value: null };

    static bool IsTexts(ITypeSymbol? type) =>
        type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };
}
