using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pedestal.Engine;

/// <summary>
/// Finds the templates whose glance forms differ least from the probe's: the fewest differing bits over a few alignments.
/// </summary>
static class GlanceKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Offers those of the given number of templates that may be among the lowest.</summary>
    // A method of its own: inlined into a caller it exceeds the compiler's limits and becomes ten times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scan(ref ulong blocks, int templates, ReadOnlySpan<ulong> probe, int number, LowestScores lowest)
    {
        Span<ushort> scores = stackalloc ushort[BlockLayout.Lanes];
        ref var probes = ref MemoryMarshal.GetReference(probe);
        for (var at = 0; at < templates; at += TLanes.Width)
        {
            var (block, lane) = (at / BlockLayout.Lanes, at % BlockLayout.Lanes);
            var fewest = Fewest(
                ref Unsafe.Add(ref blocks, block * GlanceTemplate.BlockWords + lane), ref probes, probe.Length);
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
    static TVector Fewest(ref ulong block, ref ulong probes, int length)
    {
        var first = TLanes.Load(ref block);
        var second = TLanes.Load(ref Unsafe.Add(ref block, BlockLayout.Lanes));
        var third = TLanes.Load(ref Unsafe.Add(ref block, 2 * BlockLayout.Lanes));
        var fourth = TLanes.Load(ref Unsafe.Add(ref block, 3 * BlockLayout.Lanes));
        var fewest = TLanes.Broadcast(ushort.MaxValue);
        for (var i = 0; i < length; i += GlanceTemplate.Words)
        {
            ref var glance = ref Unsafe.Add(ref probes, i);
            var ones = TLanes.Differ(first, in glance);
            var twos = TLanes.Add(
                ref ones, TLanes.Differ(second, in Unsafe.Add(ref glance, 1)), TLanes.Differ(third, in Unsafe.Add(ref glance, 2)));
            var fours = TLanes.Add(ref twos, TLanes.Add(ref ones, TLanes.Differ(fourth, in Unsafe.Add(ref glance, 3))));
            fewest = TLanes.Min(fewest, TLanes.CountBinary(ones, twos, fours, TLanes.Broadcast(0)));
        }

        return fewest;
    }
}
