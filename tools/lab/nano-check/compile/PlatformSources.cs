using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Pedestal.NanoCheck;

/// <summary>
/// The declarations that come with this tool: those of hal/host/platform/api for each platform assembly, and those of contract/,
/// for which a PC uses .NET's own library.
/// </summary>
static class PlatformSources
{
    const string Contract = "contract/";
    const string Platform = "platform/";
    const string Library = "mscorlib";

    /// <summary>The declarations of each assembly, after a line that names the assemblies that they refer to.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var own = typeof(PlatformSources).Assembly;
        return own.GetManifestResourceNames()
            .Where(name => name.StartsWith(Contract, StringComparison.Ordinal) || name.StartsWith(Platform, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .GroupBy(AssemblyOf)
            .ToDictionary(group => group.Key, group => Merge(group.Key, [.. group.Select(name => Read(own, name))]));
    }

    // contract/System.Net.cs, platform/System.Net/Dns.cs
    static string AssemblyOf(string resource) => resource.StartsWith(Contract, StringComparison.Ordinal)
        ? Path.GetFileNameWithoutExtension(resource[Contract.Length..])
        : resource[Platform.Length..].Replace('\\', '/').Split('/')[0];

    static Source Read(Assembly own, string resource)
    {
        using var reader = new StreamReader(own.GetManifestResourceStream(resource)!);
        var text = reader.ReadToEnd();
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        return new Source(
            PlatformContract.ReferencesIn(text),
            resource.StartsWith(Platform, StringComparison.Ordinal) ? (CompilationUnitSyntax)new DeclarationRewriter().Visit(root) : root);
    }

    static string Merge(string assembly, IReadOnlyList<Source> sources)
    {
        string[] references = [.. sources.SelectMany(source => source.References).Prepend(Library).Distinct().Where(name => name != assembly)];
        string[] usings = [.. sources.SelectMany(source => source.Unit.Usings).Where(IsOfDevice)
            .Select(directive => directive.WithoutTrivia().NormalizeWhitespace().ToFullString()).Prepend("using System;").Distinct()];

        // The used types of a namespace may exist on the PC only; declare an empty namespace.
        var spaces = sources.SelectMany(source => source.Unit.Usings).Where(directive => directive.Alias is null && IsOfDevice(directive))
            .Select(directive => $"namespace {directive.Name} {{ }}").Distinct();
        var members = sources.SelectMany(source => source.Unit.Members).Select(member => member.NormalizeWhitespace().ToFullString());
        return string.Join('\n', [.. Header(references), .. usings, .. members, .. spaces]);
    }

    static string[] Header(string[] references) =>
        references.Length == 0 ? [] : [$"{PlatformContract.ReferencesLine} {string.Join(", ", references)}"];

    static bool IsOfDevice(UsingDirectiveSyntax directive) =>
        directive.StaticKeyword.IsKind(SyntaxKind.None) && !directive.NamespaceOrType.ToString().StartsWith("Pedestal", StringComparison.Ordinal);

    sealed record Source(IReadOnlyList<string> References, CompilationUnitSyntax Unit);
}
