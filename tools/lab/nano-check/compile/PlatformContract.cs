using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pedestal.NanoCheck;

/// <summary>
/// The part of the nanoFramework API that the firmware uses: declarations for each platform assembly, compiled to reference
/// assemblies in memory.
/// </summary>
public sealed class PlatformContract
{
    internal const string ReferencesLine = "// references:";

    // extern without an import, unused fields, == without Equals: declarations have no bodies.
    static readonly string[] Ignored = ["CS0626", "CS0824", "CS0169", "CS0649", "CS0660", "CS0661", "CS0067", "CS0414"];
    readonly Dictionary<string, string> _sources;
    readonly Dictionary<string, CSharpCompilation> _compiled = new(StringComparer.Ordinal);
    readonly Dictionary<string, MetadataReference> _images = new(StringComparer.Ordinal);

    /// <summary>Compiles declarations.</summary>
    /// <param name="sources">
    /// The source of each assembly by name. Its first line "// references: A, B" names other assemblies.
    /// </param>
    /// <exception cref="InvalidDataException">A declaration does not compile.</exception>
    public PlatformContract(IReadOnlyDictionary<string, string> sources)
    {
        _sources = new Dictionary<string, string>(sources, StringComparer.Ordinal);
        foreach (var assembly in _sources.Keys)
        {
            Compile(assembly);
        }
    }

    /// <summary>Names of the declared assemblies.</summary>
    public IReadOnlyCollection<string> Assemblies => _compiled.Keys;

    /// <summary>The declarations that come with this tool.</summary>
    public static IReadOnlyDictionary<string, string> OwnSources() => PlatformSources.All();

    /// <summary>The reference assembly of a name; null when nothing of it is declared.</summary>
    public MetadataReference? Image(string assembly) => _images.GetValueOrDefault(assembly);

    /// <summary>The declarations of an assembly.</summary>
    public IAssemblySymbol Declarations(string assembly) => _compiled[assembly].Assembly;

    /// <summary>The assemblies that an assembly's declarations refer to.</summary>
    public IReadOnlyList<string> ReferencesOf(string assembly) => ReferencesIn(_sources.GetValueOrDefault(assembly, ""));

    /// <summary>The assemblies that the first line of a source names.</summary>
    internal static IReadOnlyList<string> ReferencesIn(string source)
    {
        var first = source.AsSpan(0, Math.Max(0, source.IndexOf('\n'))).Trim().ToString();
        return first.StartsWith(ReferencesLine, StringComparison.Ordinal)
            ? first[ReferencesLine.Length..].Split(',', StringSplitOptions.TrimEntries)
            : [];
    }

    void Compile(string assembly)
    {
        if (_compiled.ContainsKey(assembly))
        {
            return;
        }

        var references = ReferencesOf(assembly);
        foreach (var reference in references)
        {
            if (!_sources.ContainsKey(reference))
            {
                throw new InvalidDataException($"contract/{assembly}.cs(1,1): there is no contract/{reference}.cs.");
            }

            Compile(reference);
        }

        var tree = CSharpSyntaxTree.ParseText(
            _sources[assembly], new CSharpParseOptions(LanguageVersion.CSharp9), $"contract/{assembly}.cs");
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true)
            .WithSpecificDiagnosticOptions(Ignored.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
        var compilation = CSharpCompilation.Create(assembly, [tree], references.Select(name => _images[name]), options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: Emission.Declarations);
        var error = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        if (error is not null)
        {
            throw new InvalidDataException(error.ToString());
        }

        _compiled[assembly] = compilation;
        _images[assembly] = MetadataReference.CreateFromImage(image.ToArray());
    }
}
