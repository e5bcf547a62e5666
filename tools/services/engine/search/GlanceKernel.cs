using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pedestal.Engine;

/// <summary>
/// Finds the templates whose glance forms differ least from the probe's.
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
        ref var words = ref MemoryMarshal.GetReference(probe);
        for (var at = 0; at < templates; at += TLanes.Width)
        {
            var (block, lane) = (at / BlockLayout.Lanes, at % BlockLayout.Lanes);
            var differing = Differing(ref Unsafe.Add(ref blocks, block * GlanceTemplate.BlockWords + lane), ref words);
            var below = TLanes.Below(differing, lowest.Limit);
            if (below != 0)
            {
                TLanes.Store(differing, ref MemoryMarshal.GetReference(scores));
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
    static TVector Differing(ref ulong block, ref ulong probe)
    {
        var ones = Differ(ref block, ref probe, 0);
        var twos = TLanes.Add(ref ones, Differ(ref block, ref probe, 1), Differ(ref block, ref probe, 2));
        var fours = TLanes.Add(ref twos, TLanes.Add(ref ones, Differ(ref block, ref probe, 3)));
        return TLanes.CountBinary(ones, twos, fours, TLanes.Broadcast(0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Differ(ref ulong block, ref ulong probe, int word) =>
        TLanes.Differ(TLanes.Load(ref Unsafe.Add(ref block, word * BlockLayout.Lanes)), in Unsafe.Add(ref probe, word));
}
