using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Pedestal.NanoCheck;

/// <summary>NANO302: a floating-point division by zero throws on the device, where C# specifies infinity.</summary>
public sealed class FloatDivisionRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) => project.Bodies
        .SelectMany(body => body.Operations)
        .Where(operation => operation.Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
        .Where(operation => operation.ConstantValue is not { HasValue: true } && MayDivideByZero(operation))
        .Select(operation => new Finding(SourcePlaces.PlaceOf(operation.Syntax.GetLocation()), "NANO302",
            "Division by zero throws on the device, even for floating-point numbers; test the divisor.", IsWarning: true));

    static bool MayDivideByZero(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder } binary =>
            MayBeZero(binary.RightOperand),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder } assign =>
            MayBeZero(assign.Value),
        _ => false,
    };

    static bool MayBeZero(IOperation divisor) =>
        divisor.ConstantValue is not { HasValue: true, Value: { } value } || Convert.ToDouble(value) == 0;
}
