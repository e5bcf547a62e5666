using Microsoft.CodeAnalysis;

namespace Pedestal.NanoCheck.Tests;

/// <summary>Writes declarations as the platform's listing does, one line for each public type and member.</summary>
static class SurfaceText
{
    // Qualified as in the listing, with the keywords of C#.
    static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    internal static IEnumerable<string> Of(IAssemblySymbol assembly) =>
        Types(assembly.GlobalNamespace).Where(IsVisible).SelectMany(type => Members(type).Prepend(Type(type)));

    static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol space) => space.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(inner => inner is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(inner));

    static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected;

    static string Type(INamedTypeSymbol type) => type.TypeKind == TypeKind.Delegate
        ? $"T {Name(type)} : public delegate {Name(type.DelegateInvokeMethod!.ReturnType)} "
            + $"({Parameters(type.DelegateInvokeMethod)})"
        : $"T {Name(type)} : public {Kind(type)}";

    // The compiler checks bases: with wrong ones the firmware does not compile.
    static string Kind(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Enum => "enum",
        TypeKind.Struct => "struct",
        TypeKind.Interface => "interface",
        _ => (type.IsStatic ? "static " : type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + "class",
    };

    static IEnumerable<string> Members(INamedTypeSymbol type) => type.TypeKind == TypeKind.Delegate
        ? []
        : type.GetMembers().Where(IsVisible).Select(Member).OfType<string>();

    static string? Member(ISymbol member) => member switch
    {
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value => $"E {Name(value)} = {value.ConstantValue}",
        IFieldSymbol { IsConst: true } field => $"F {Name(field)} : public const {Name(field.Type)} = {field.ConstantValue}",
        IFieldSymbol field => $"F {Name(field)} : public {Name(field.Type)}",
        IPropertySymbol property => $"P {Property(property)} : {Modifiers(property)}{Name(property.Type)} {Accessors(property)}",
        IEventSymbol source => $"V {Name(source)} : {Modifiers(source)}event {Name(source.Type)}",

        // The compiler's default constructor of a struct is in no listing.
        IMethodSymbol { MethodKind: MethodKind.Constructor } method when method.ContainingType.IsValueType
            && method.Parameters.Length == 0 => null,
        IMethodSymbol { MethodKind: MethodKind.Constructor } method =>
            $"C {Name(method.ContainingType)}({Parameters(method)}) : {Modifiers(method).TrimEnd()}",
        IMethodSymbol { AssociatedSymbol: null } method =>
            $"M {Name(method)}({Parameters(method)}) : {Modifiers(method)}{Name(method.ReturnType)}",
        _ => null,
    };

    static string Name(ISymbol symbol) => symbol is ITypeSymbol
        ? symbol.ToDisplayString(TypeFormat)
        : $"{Name(symbol.ContainingType)}.{symbol.MetadataName}";

    static string Property(IPropertySymbol property) =>
        Name(property) + (property.IsIndexer ? $"[{Parameters(property.Parameters)}]" : "");

    static string Accessors(IPropertySymbol property) =>
        $"{{ {(property.GetMethod is null ? "" : "get; ")}{(property.SetMethod is null ? "" : "set; ")}}}";

    static string Modifiers(ISymbol member) =>
        (member.DeclaredAccessibility == Accessibility.Protected ? "protected " : "public ")
        + (member.ContainingType.TypeKind == TypeKind.Interface ? ""
            : member.IsStatic ? "static "
            : member.IsOverride ? "override "
            : member.IsVirtual ? "virtual "
            : member.IsAbstract ? "abstract " : "");

    static string Parameters(IMethodSymbol method) => Parameters(method.Parameters);

    static string Parameters(IEnumerable<IParameterSymbol> parameters) => string.Join(", ", parameters.Select(parameter =>
        (parameter.IsParams ? "params "
            : parameter.RefKind == RefKind.Out ? "out "
            : parameter.RefKind == RefKind.Ref ? "ref " : "")
        + $"{Name(parameter.Type)} {parameter.Name}{Default(parameter)}"));

    static string Default(IParameterSymbol parameter) => !parameter.HasExplicitDefaultValue ? ""
        : parameter.ExplicitDefaultValue switch
        {
            null => " = null",
            bool value => value ? " = true" : " = false",
            string value => $" = \"{value}\"",
            var value => $" = {value}",
        };
}
