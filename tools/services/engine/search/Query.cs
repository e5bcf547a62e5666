using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// A probe's alignments in the order in which the kernels read them. The memory is reused for the next query; the probe
/// outlives it.
/// </summary>
sealed class Query : IDisposable
{
    readonly Probe _probe;
    ulong[] _alignments;

    /// <summary>Prepares a probe.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Query(Probe probe)
    {
        _probe = probe;
        Count = probe.Count;
        _alignments = ArrayPool<ulong>.Shared.Rent(Count * BlockLayout.TemplateWords);
        ValidCells = new int[Count];
        for (var i = 0; i < probe.Count; i++)
        {
            var planes = probe.Variant(i);
            BlockLayout.Interleave(planes, _alignments.AsSpan(i * BlockLayout.TemplateWords), 1);
            foreach (var word in planes[VeinTemplate.MaskStart..])
            {
                ValidCells[i] += BitOperations.PopCount(word);
            }
        }
    }

    /// <summary>The number of alignments.</summary>
    public int Count { get; }

    /// <summary>Cells that each alignment can have in common with a template.</summary>
    public int[] ValidCells { get; }

    /// <summary>First word of the alignments.</summary>
    public ref ulong First => ref _alignments[0];

    /// <summary>One alignment, laid out as <see cref="VeinTemplate.Planes"/>.</summary>
    public ReadOnlySpan<ulong> Planes(int alignment) => _probe.Variant(alignment);

    /// <summary>Returns the memory. The alignments must not be used afterwards.</summary>
    public void Dispose()
    {
        var alignments = Interlocked.Exchange(ref _alignments, []);
        if (alignments.Length > 0)
        {
            ArrayPool<ulong>.Shared.Return(alignments);
        }
    }
}
