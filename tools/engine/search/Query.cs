using System.Numerics;
using System.Runtime.CompilerServices;
using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>A probe's alignments in the order in which the kernels read them.</summary>
sealed class Query
{
    readonly ulong[] _alignments;

    /// <summary>Prepares a probe.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Query(Probe probe)
    {
        Count = probe.Count;
        _alignments = new ulong[Count * BlockLayout.TemplateWords];
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

    /// <summary>Alignments.</summary>
    public int Count { get; }

    /// <summary>Cells that each alignment can have in common with a template.</summary>
    public int[] ValidCells { get; }

    /// <summary>First word of the alignments.</summary>
    public ref ulong First => ref _alignments[0];

    /// <summary>One alignment.</summary>
    public ReadOnlySpan<ulong> Alignment(int index) =>
        _alignments.AsSpan(index * BlockLayout.TemplateWords, BlockLayout.TemplateWords);
}
