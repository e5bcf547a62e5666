using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Pedestal.NanoCheck;

/// <summary>A compiled device project with its IL and its source, for the rules.</summary>
public sealed class CompiledProject : IDisposable
{
    readonly PEReader _image;
    readonly MetadataReaderProvider _symbols;
    readonly Lazy<IReadOnlyList<MethodCode>> _methods;
    readonly Lazy<IReadOnlyList<SourceBody>> _bodies;
    readonly Lazy<IReadOnlyList<ShapeUse>> _shapes;

    internal CompiledProject(DeviceProject project, CSharpCompilation compilation, Stream image, Stream symbols)
    {
        image.Position = 0;
        symbols.Position = 0;
        Project = project;
        Compilation = compilation;
        _image = new PEReader(image);
        _symbols = MetadataReaderProvider.FromPortablePdbStream(symbols);
        Metadata = _image.GetMetadataReader();
        Places = new SourcePlaces(this, _symbols.GetMetadataReader());
        _methods = new(() => [.. MethodCode.AllOf(Metadata, _image)]);
        _bodies = new(() => [.. SourceBody.AllOf(compilation)]);
        _shapes = new(() => [.. ShapeScan.Of(this)]);
    }

    /// <summary>The project.</summary>
    public DeviceProject Project { get; }

    /// <summary>The source, bound to the contract.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>The assembly.</summary>
    public MetadataReader Metadata { get; }

    /// <summary>The source places of IL.</summary>
    public SourcePlaces Places { get; }

    /// <summary>Every method that has IL.</summary>
    public IReadOnlyList<MethodCode> Methods => _methods.Value;

    /// <summary>Every method body and initialiser of the source.</summary>
    public IReadOnlyList<SourceBody> Bodies => _bodies.Value;

    /// <summary>Uses of types in signatures and code that the device may not support.</summary>
    public IReadOnlyList<ShapeUse> Shapes => _shapes.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        _symbols.Dispose();
        _image.Dispose();
    }
}
