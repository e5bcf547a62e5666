using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Pedestal.NanoCheck;

/// <summary>
/// NANO305: a hot method allocates. A method is hot if a comment "// hot: ..." precedes it or its class. Constructors are not hot,
/// and thrown exceptions do not count.
/// </summary>
public sealed class HotAllocationRule : IAssemblyRule
{
    const string Mark = "// hot:";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CompiledProject project) => project.Bodies
        .Where(body => IsHot(body.Declaration))
        .SelectMany(body => body.Operations)
        .Where(operation => operation.ConstantValue is not { HasValue: true } && !IsThrown(operation))
        .Select(operation => (operation, what: Allocates(operation)))
        .Where(found => found.what is not null)
        .Select(found => new Finding(SourcePlaces.PlaceOf(found.operation.Syntax.GetLocation()), "NANO305",
            $"{found.what} is allocated in a hot method; preallocate.", IsWarning: true));

    static bool IsHot(MemberDeclarationSyntax member) => IsMarked(member)
        || (member is not (ConstructorDeclarationSyntax or BaseFieldDeclarationSyntax)
            && member.Parent is TypeDeclarationSyntax type && IsMarked(type));

    static bool IsMarked(MemberDeclarationSyntax member) => member.GetLeadingTrivia().Any(trivia =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().StartsWith(Mark, StringComparison.Ordinal));

    static string? Allocates(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { IsReferenceType: true } type } => type.Name,
        IArrayCreationOperation => "An array",
        IDelegateCreationOperation => "A delegate",
        IInterpolatedStringOperation => "A string",
        IBinaryOperation { Type.SpecialType: SpecialType.System_String } => "A string",
        ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String } => "A string",
        IConversionOperation { Type.IsReferenceType: true, Operand.Type.IsValueType: true } => "A boxed value",
        IInvocationOperation { TargetMethod: { } method } when IsMadeByPlatform(method) =>
            $"The result of {method.ContainingType.Name}.{method.Name}",
        _ => null,
    };

    // A method of the firmware may return an array that it keeps; the platform's methods create new ones.
    static bool IsMadeByPlatform(IMethodSymbol method) =>
        method.Locations.All(location => location.IsInMetadata)
        && method.ContainingAssembly?.GetTypeByMetadataName("System.Object") is not null
        && (method.ReturnType.SpecialType == SpecialType.System_String || method.ReturnType is IArrayTypeSymbol);

    static bool IsThrown(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IThrowOperation)
            {
                return true;
            }
        }

        return false;
    }
}
