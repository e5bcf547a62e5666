using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Pedestal.NanoCheck;

/// <summary>The body of a method, accessor or initialiser.</summary>
/// <param name="Declaration">The member.</param>
/// <param name="Code">The code.</param>
public sealed record SourceBody(MemberDeclarationSyntax Declaration, IOperation Code)
{
    /// <summary>Whether it runs before Main: it is a static constructor or initialiser.</summary>
    public bool RunsBeforeMain => Declaration
        is ConstructorDeclarationSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax
        && Declaration.Modifiers.Any(SyntaxKind.StaticKeyword)
        && Code.Syntax is not (AccessorDeclarationSyntax or ArrowExpressionClauseSyntax);

    /// <summary>Every operation in it.</summary>
    public IEnumerable<IOperation> Operations => Code.DescendantsAndSelf();

    internal static IEnumerable<SourceBody> AllOf(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
            {
                foreach (var body in Nodes(member).OfType<SyntaxNode>())
                {
                    if (model.GetOperation(body) is { } code)
                    {
                        yield return new SourceBody(member, code);
                    }
                }
            }
        }
    }

    static IEnumerable<SyntaxNode?> Nodes(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => [method],
        BaseFieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(variable => variable.Initializer)],
        PropertyDeclarationSyntax property => [property.ExpressionBody, property.Initializer, .. Accessors(property)],
        IndexerDeclarationSyntax indexer => [indexer.ExpressionBody, .. Accessors(indexer)],
        BasePropertyDeclarationSyntax other => [.. Accessors(other)],
        GlobalStatementSyntax statement => [statement.Statement],
        _ => Array.Empty<SyntaxNode?>(),
    };

    static IEnumerable<SyntaxNode> Accessors(BasePropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.Where(accessor => accessor.Body is not null || accessor.ExpressionBody is not null)
        ?? [];
}
