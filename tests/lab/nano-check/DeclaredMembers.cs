using Microsoft.CodeAnalysis;

namespace Pedestal.NanoCheck.Tests;

/// <summary>
/// Methods of the contract's declarations, named as in IL. Excluded are what only the compiler needs, which is
/// declared above a mark, constructors that a derived class needs, and members that a class must override.
/// </summary>
static class DeclaredMembers
{
    const string Mark = "// What the firmware calls.";

    /// <summary>The names; a property's accessors count as one.</summary>
    internal static IEnumerable<string[]> Of(IAssemblySymbol assembly) => Methods(assembly.GlobalNamespace)
        .Where(method => !IsNeededByCompiler(method) && !IsBare(method))
        .GroupBy(method => method.AssociatedSymbol ?? method, SymbolEqualityComparer.Default)
        .Select(together => together.Select(Text).ToArray());

    static bool IsNeededByCompiler(IMethodSymbol method)
    {
        var tree = method.DeclaringSyntaxReferences[0].SyntaxTree.ToString();
        return method.DeclaringSyntaxReferences[0].Span.Start < tree.IndexOf(Mark, StringComparison.Ordinal);
    }

    static bool IsBare(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true } or { Name: nameof(IDisposable.Dispose) }
            or { OverriddenMethod.IsAbstract: true };

    static IEnumerable<IMethodSymbol> Methods(INamespaceOrTypeSymbol space) => space.GetMembers().SelectMany(member => member switch
    {
        INamespaceOrTypeSymbol inner => Methods(inner),
        IMethodSymbol { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false } method => [method],
        _ => Array.Empty<IMethodSymbol>(),
    });

    static string Text(IMethodSymbol method) =>
        $"{FullName(method.ContainingType)}.{method.MetadataName}" +
        $"({string.Join(", ", method.Parameters.Select(p => Shape(p.Type) + (p.RefKind == RefKind.None ? "" : "&")))})" +
        $" : {Shape(method.ReturnType)}";

    static string Shape(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Shape(array.ElementType) + "[]",
        { SpecialType: SpecialType.System_Object or SpecialType.System_Void
            or (>= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr) } => type.Name,
        _ => FullName(type),
    };

    static string FullName(ITypeSymbol type) => type.ContainingType is { } outer
        ? $"{FullName(outer)}+{type.Name}"
        : $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}";
}
