using BenchmarkDotNet.Attributes;
using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>The kernels on one segment, which fits the second-level cache. All figures are per template.</summary>
public class KernelBenchmarks
{
    const int Templates = Segment.Capacity;
    readonly Segment _segment = new();
    readonly ushort[] _scores = new ushort[Templates];
    readonly VeinTemplate[] _templates = new VeinTemplate[Templates];
    Kernels _kernels = Kernels.Supported[0];
    Probe _probe = null!;
    Query _query = null!;
    ulong[] _coarse = [];
    ulong[] _limits = [];
    int[] _found = [];

    /// <summary>Names of the widths.</summary>
    public static IEnumerable<string> Widths => Kernels.Supported.Select(kernels => kernels.Name);

    /// <summary>The measured width.</summary>
    [ParamsSource(nameof(Widths))]
    public string Width { get; set; } = "";

    /// <summary>Creates the templates. Their bits make no difference to a kernel.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _kernels = Kernels.Supported.Single(kernels => kernels.Name == Width);
        var random = new Random(1);
        for (var i = 0; i < Templates; i++)
        {
            _templates[i] = Noise(random);
            _segment.Add(i, _templates[i]);
        }

        _probe = new Probe(_templates[0], [0]);
        _query = new Query(_probe);
        _coarse = CoarseTemplate.OfProbe(_probe);
        _limits = new ulong[_query.Count];
        _found = new int[_query.Count];
    }

    /// <summary>Bounds of 81 alignments.</summary>
    [Benchmark(OperationsPerInvoke = Templates)]
    public int Bound81()
    {
        var found = 0;
        for (var block = 0; block < Segment.Blocks; block += Pairing.Blocks)
        {
            found += _kernels.Bound(_segment.Block(block), true, _query, _limits, _found);
        }

        return found;
    }

    /// <summary>The score of the coarse templates.</summary>
    [Benchmark(OperationsPerInvoke = Templates)]
    public int CoarseScore()
    {
        _kernels.Score(_segment.Coarse, Segment.Blocks, _coarse, _scores);
        return _scores[0];
    }

    /// <summary>The comparison that the engine must agree with.</summary>
    [Benchmark(OperationsPerInvoke = Templates)]
    public double Rigid81()
    {
        var sum = 0.0;
        foreach (var template in _templates)
        {
            sum += RigidComparer.Distance(_probe, template);
        }

        return sum;
    }

    static VeinTemplate Noise(Random random)
    {
        var bytes = new byte[TemplateFormat.Length];
        random.NextBytes(bytes.AsSpan(TemplateFormat.PlanesOffset));
        bytes.AsSpan(TemplateFormat.Length - TemplateFormat.PlaneLength).Fill(byte.MaxValue);
        bytes[TemplateFormat.MagicOffset] = TemplateFormat.Magic;
        bytes[TemplateFormat.FormatVersionOffset] = TemplateFormat.FormatVersion;
        bytes[TemplateFormat.ExtractorVersionOffset] = TemplateFormat.ExtractorVersion;
        bytes[TemplateFormat.ValidCellsOffset + 1] = 1024 >> 8;
        return PalmSet.Parse(bytes);
    }
}
