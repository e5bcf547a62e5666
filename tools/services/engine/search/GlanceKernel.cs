using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pedestal.Engine;

/// <summary>
/// Finds the glance codes of blocks of templates that differ least from the probe's: the fewest differing bits over a few
/// alignments.
/// </summary>
static class GlanceKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Offers those of the first so many templates that may be among the lowest.</summary>
    // On its own: within a caller it exceeds what the compiler is ready to inline, and becomes a tenth as fast.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scan(ref ulong blocks, int templates, ReadOnlySpan<ulong> probe, int number, LowestScores lowest)
    {
        Span<ushort> scores = stackalloc ushort[BlockLayout.Lanes];
        ref var codes = ref MemoryMarshal.GetReference(probe);
        for (var at = 0; at < templates; at += TLanes.Width)
        {
            var (block, lane) = (at / BlockLayout.Lanes, at % BlockLayout.Lanes);
            var fewest = Fewest(
                ref Unsafe.Add(ref blocks, block * GlanceCode.BlockWords + lane), ref codes, probe.Length);
            var below = TLanes.Below(fewest, lowest.Limit);
            if (below != 0)
            {
                TLanes.Store(fewest, ref MemoryMarshal.GetReference(scores));
                for (; below != 0; below &= below - 1)
                {
                    var index = BitOperations.TrailingZeroCount(below);
                    if (at + index < templates)
                    {
                        lowest.Offer(number + at + index, scores[index]);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Fewest(ref ulong block, ref ulong codes, int length)
    {
        var first = TLanes.Load(ref block);
        var second = TLanes.Load(ref Unsafe.Add(ref block, BlockLayout.Lanes));
        var third = TLanes.Load(ref Unsafe.Add(ref block, 2 * BlockLayout.Lanes));
        var fourth = TLanes.Load(ref Unsafe.Add(ref block, 3 * BlockLayout.Lanes));
        var fewest = TLanes.Broadcast(ushort.MaxValue);
        for (var i = 0; i < length; i += GlanceCode.Words)
        {
            ref var code = ref Unsafe.Add(ref codes, i);
            var ones = TLanes.Differ(first, in code);
            var twos = TLanes.Add(
                ref ones, TLanes.Differ(second, in Unsafe.Add(ref code, 1)), TLanes.Differ(third, in Unsafe.Add(ref code, 2)));
            var fours = TLanes.Add(ref twos, TLanes.Add(ref ones, TLanes.Differ(fourth, in Unsafe.Add(ref code, 3))));
            fewest = TLanes.Min(fewest, TLanes.CountBinary(ones, twos, fours, TLanes.Broadcast(0)));
        }

        return fewest;
    }
}
