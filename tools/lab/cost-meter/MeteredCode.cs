using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace Pedestal.CostMeter;

/// <summary>Rewritten assemblies, loaded beside the original ones.</summary>
public sealed class MeteredCode : AssemblyLoadContext
{
    readonly Dictionary<string, Assembly> _assemblies = [];

    /// <summary>Rewrites and loads assemblies.</summary>
    /// <param name="pipeline">Full name of the class whose methods call the stages.</param>
    /// <param name="paths">Files of the assemblies, each after those that it depends on.</param>
    public MeteredCode(string pipeline, params string[] paths)
    {
        var names = paths.Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        var instrumenter = new Instrumenter(new InstructionPricer(PriceList.Default, names), Map, pipeline);
        foreach (var path in paths)
        {
            using var image = new MemoryStream(instrumenter.Rewrite(path));
            var assembly = LoadFromStream(image);
            _assemblies[assembly.GetName().Name!] = assembly;
        }

        Map.Close();
    }

    /// <summary>The meaning of the counters.</summary>
    public CodeMap Map { get; } = new();

    /// <summary>Whether it is a debug build, whose IL differs from the device's.</summary>
    public bool IsDebugBuild => _assemblies.Values
        .Any(assembly => assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true });

    /// <summary>A type of the rewritten code.</summary>
    public Type Type(string name) => _assemblies.Values.Select(assembly => assembly.GetType(name))
        .FirstOrDefault(type => type != null) ?? throw new InvalidOperationException($"There is no type {name}.");

    /// <summary>A new object of a type of the rewritten code.</summary>
    public object Create(string name, params object[] arguments) => Activator.CreateInstance(Type(name), arguments)!;

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _assemblies.GetValueOrDefault(assemblyName.Name ?? "");
}
