using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Pedestal.NanoCheck;

/// <summary>NANO303: on the device the text of an enumeration value is its number.</summary>
public sealed class EnumTextRule : IAssemblyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) => project.Bodies
        .SelectMany(body => body.Operations)
        .Where(IsText)
        .Select(operation => new Finding(SourcePlaces.PlaceOf(operation.Syntax.GetLocation()), "NANO303",
            "An enumeration's text is its number on the device; use a switch for its name.", IsWarning: true));

    static bool IsText(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => IsEnum(instance),
        IInterpolationOperation interpolation => IsEnum(interpolation.Expression),
        IBinaryOperation { Type.SpecialType: SpecialType.System_String } sum =>
            IsEnum(sum.LeftOperand) || IsEnum(sum.RightOperand),
        _ => false,
    };

    static bool IsEnum(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true } conversion
            ? IsEnum(conversion.Operand)
            : operation.Type?.TypeKind == TypeKind.Enum;
}
