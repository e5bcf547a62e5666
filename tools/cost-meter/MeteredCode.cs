using System.Reflection;
using System.Runtime.Loader;

namespace Pedestal.CostMeter;

/// <summary>The rewritten device assemblies, loaded beside the original ones.</summary>
public sealed class MeteredCode : AssemblyLoadContext
{
    readonly Dictionary<string, Assembly> _assemblies = [];

    /// <summary>Rewrites and loads assemblies, dependencies first.</summary>
    /// <param name="stageRoot">Method whose callees are the stages, as Type::Method.</param>
    /// <param name="paths">Files of the assemblies.</param>
    public MeteredCode(string stageRoot, params string[] paths)
    {
        var instrumenter = new Instrumenter(PriceList.Default, Map, stageRoot);
        foreach (var path in paths)
        {
            using var image = new MemoryStream(instrumenter.Rewrite(path));
            var assembly = LoadFromStream(image);
            _assemblies[assembly.GetName().Name!] = assembly;
        }

        Counters.Blocks = new long[Map.Blocks.Count];
        Counters.Bytes = new long[Map.Sites.Count];
    }

    /// <summary>What the counters mean.</summary>
    public CodeMap Map { get; } = new();

    /// <summary>A type of the rewritten code.</summary>
    public Type Type(string name) => _assemblies.Values.Select(assembly => assembly.GetType(name))
        .FirstOrDefault(type => type != null) ?? throw new InvalidOperationException($"No type {name} was loaded.");

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _assemblies.GetValueOrDefault(assemblyName.Name ?? "");
}
