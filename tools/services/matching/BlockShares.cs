using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pedestal.Matching;

/// <summary>
/// The share of differing bits in each block of two aligned templates (<see cref="BlockCounts"/>), by which the better of two
/// alignments is chosen block by block, and the underlying counts.
/// </summary>
readonly struct BlockShares
{
    // A block with fewer common cells than one of its rows carries no information.
    const float MinimumOverlap = 8;

    // Both counts of a block in one number: the common cells in the upper bits; the differing bits of all blocks fit below.
    const int CommonShift = 16;

    readonly Vector512<float> _shares;
    readonly Vector512<int> _counts;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    BlockShares(Vector512<float> shares, Vector512<int> counts) => (_shares, _counts) = (shares, counts);

    /// <summary>The shares of two sets of planes without any shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockShares Of(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        var blocks = BlockCounts.Of(probe, template);
        var (differing, common) = (blocks.Differing, blocks.Common);
        var cells = Vector512.ConvertToSingle(common);
        var isKnown = Vector512.GreaterThanOrEqual(cells, Vector512.Create(MinimumOverlap));
        return new BlockShares(
            Vector512.ConditionalSelect(isKnown, Vector512.ConvertToSingle(differing) / cells, Vector512.Create(float.MaxValue)),
            isKnown.AsInt32() & (differing | common << CommonShift));
    }

    /// <summary>Each block at the alignment with the smaller share; if equal, at the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockShares Nearer(in BlockShares first, in BlockShares second)
    {
        var isNearer = Vector512.LessThan(second._shares, first._shares);
        return new BlockShares(
            Vector512.ConditionalSelect(isNearer, second._shares, first._shares),
            Vector512.ConditionalSelect(isNearer.AsInt32(), second._counts, first._counts));
    }

    /// <summary>The distance of all blocks together, normalised for overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Distance()
    {
        var counts = Vector512.Sum(_counts);
        return RigidComparer.Normalise(counts & ((1 << CommonShift) - 1), counts >> CommonShift);
    }
}
