using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Pedestal.NanoCheck;

/// <summary>Compiles device projects against the platform contract, as C# 9 in the release configuration.</summary>
/// <param name="contract">The platform.</param>
public sealed class ProjectCompiler(PlatformContract contract)
{
    static readonly CSharpParseOptions Language = new CSharpParseOptions(LanguageVersion.CSharp9)
        .WithPreprocessorSymbols("NANOFRAMEWORK_1_0", "TRACE");

    readonly Dictionary<string, MetadataReference> _done = new(StringComparer.Ordinal);

    /// <summary>Compiles a project whose project references are already compiled.</summary>
    /// <param name="project">The project.</param>
    /// <param name="findings">Receives the compiler's errors.</param>
    /// <returns>The assembly; null if the project did not compile.</returns>
    public CompiledProject? Compile(DeviceProject project, ICollection<Finding> findings)
    {
        var files = project.Sources.Where(source => source.IsPlain && File.Exists(source.FullPath))
            .Select(source => source.FullPath).Distinct(StringComparer.Ordinal);
        var references = project.References.Select(reference => contract.Image(reference.Assembly))
            .Concat(project.ProjectReferences.Select(link => _done.GetValueOrDefault(link.FullPath)))
            .OfType<MetadataReference>();
        var kind = project.IsApplication ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(project.AssemblyName, files.Select(Parse), references,
            new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release, deterministic: true,
                allowUnsafe: project.AllowsUnsafe, checkOverflow: project.ChecksOverflow));

        // Referenced by its symbols, so that dependent projects can be checked even if it has errors.
        _done[project.FullPath] = compilation.ToMetadataReference();
        var image = new MemoryStream();
        var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols, options: Emission.Code);
        foreach (var error in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            var place = error.Location.IsInSource ? SourcePlaces.PlaceOf(error.Location) : project.Place;
            findings.Add(new Finding(place, error.Id,
                $"{error.GetMessage()} (outside the platform contract, or not C# 9)"));
        }

        return result.Success ? new CompiledProject(project, compilation, image, symbols) : null;
    }

    static SyntaxTree Parse(string path)
    {
        using var file = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(file, Encoding.UTF8), Language, path);
    }
}
