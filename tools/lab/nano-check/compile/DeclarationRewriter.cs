using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Pedestal.NanoCheck;

/// <summary>
/// Turns the platform's sources into declarations: the public members without bodies. The namespace NanoSystem, which the sources
/// use for types whose names .NET has too, becomes System.
/// </summary>
sealed class DeclarationRewriter : CSharpSyntaxRewriter
{
    const string HostNamespace = "NanoSystem";
    const string DeviceNamespace = "System";
    static readonly SyntaxToken Extern = Token(SyntaxKind.ExternKeyword).WithTrailingTrivia(Space);
    static readonly SyntaxToken End = Token(SyntaxKind.SemicolonToken);

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        node.Identifier.Text == HostNamespace ? IdentifierName(DeviceNamespace).WithTriviaFrom(node) : base.VisitIdentifierName(node);

    // The device's declarations have no nullability.
    public override SyntaxNode? VisitNullableType(NullableTypeSyntax node) => Visit(node.ElementType).WithTriviaFrom(node);

    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => null;

    public override SyntaxNode? VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node) =>
        NamespaceDeclaration((NameSyntax)Visit(node.Name), default, default, VisitList(node.Members)).NormalizeWhitespace();

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        if (!IsPublic(node))
        {
            return null;
        }

        var declared = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
        var hides = node.Members.OfType<ConstructorDeclarationSyntax>().Any()
            && !declared.Members.OfType<ConstructorDeclarationSyntax>().Any();
        return hides
            ? declared.AddMembers(ConstructorDeclaration(node.Identifier.WithoutTrivia())
                .AddModifiers(Token(SyntaxKind.InternalKeyword), Extern).WithSemicolonToken(End))
            : declared;
    }

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) =>
        IsPublic(node) ? base.VisitStructDeclaration(node) : null;

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) =>
        IsPublic(node) ? base.VisitEnumDeclaration(node) : null;

    public override SyntaxNode? VisitDelegateDeclaration(DelegateDeclarationSyntax node) =>
        IsPublic(node) || node.Parent is InterfaceDeclarationSyntax ? base.VisitDelegateDeclaration(node) : null;

    // A structure needs a field; its type does not matter.
    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node) =>
        IsPublic(node) ? base.VisitFieldDeclaration(node)
        : node.Parent is StructDeclarationSyntax && !node.Modifiers.Any(SyntaxKind.ConstKeyword)
            ? node.WithDeclaration(node.Declaration.WithType(ParseTypeName("int ")))
            : null;

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) => !IsPublic(node) ? null
        : node.Modifiers.Any(SyntaxKind.AbstractKeyword) ? base.VisitMethodDeclaration(node)
        : ((MethodDeclarationSyntax)base.VisitMethodDeclaration(node.WithBody(null).WithExpressionBody(null))!)
            .WithModifiers(External(node.Modifiers)).WithSemicolonToken(End);

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) => !IsPublic(node) ? null
        : ((ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(
                node.WithBody(null).WithExpressionBody(null).WithInitializer(null))!)
            .WithModifiers(External(node.Modifiers)).WithSemicolonToken(End);

    public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        ((ConversionOperatorDeclarationSyntax)base.VisitConversionOperatorDeclaration(
                node.WithBody(null).WithExpressionBody(null))!)
            .WithModifiers(External(node.Modifiers)).WithSemicolonToken(End);

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        if (!IsPublic(node))
        {
            return null;
        }

        var accessors = node.AccessorList?.Accessors.Where(accessor => accessor.Modifiers.Count == 0)
            .Select(accessor => Accessor(accessor.Kind())) ?? [Accessor(SyntaxKind.GetAccessorDeclaration)];
        return PropertyDeclaration((TypeSyntax)Visit(node.Type), node.Identifier)
            .WithModifiers(External(node.Modifiers)).WithAccessorList(AccessorList(List(accessors)));
    }

    public override SyntaxNode? VisitEventFieldDeclaration(EventFieldDeclarationSyntax node) => !IsPublic(node) ? null
        : ((EventFieldDeclarationSyntax)base.VisitEventFieldDeclaration(node)!).WithModifiers(External(node.Modifiers));

    static AccessorDeclarationSyntax Accessor(SyntaxKind kind) => AccessorDeclaration(kind).WithSemicolonToken(End);

    static SyntaxTokenList External(SyntaxTokenList modifiers) =>
        TokenList(modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ReadOnlyKeyword)).Append(Extern));

    static bool IsPublic(MemberDeclarationSyntax node) =>
        node.Modifiers.Any(SyntaxKind.PublicKeyword)
        || node.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !node.Modifiers.Any(SyntaxKind.PrivateKeyword);
}
