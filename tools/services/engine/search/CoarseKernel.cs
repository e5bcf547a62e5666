using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pedestal.Engine;

/// <summary>
/// Scores the coarse forms of blocks of templates: the fewest differing bits over a few alignments of the probe. A template's
/// whole coarse form stays in registers while the alignments are compared.
/// </summary>
static class CoarseKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Writes the score of every template of the given number of blocks.</summary>
    // A method of its own: inlined into a caller it exceeds the compiler's limits and becomes ten times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Score(ref ulong blocks, int count, ReadOnlySpan<ulong> probe, ref ushort scores)
    {
        ref var probes = ref MemoryMarshal.GetReference(probe);
        for (var block = 0; block < count; block++)
        {
            for (var lane = 0; lane < BlockLayout.Lanes; lane += TLanes.Width)
            {
                TLanes.Store(
                    Fewest(ref Unsafe.Add(ref blocks, block * CoarseTemplate.BlockWords + lane), ref probes, probe.Length),
                    ref Unsafe.Add(ref scores, block * BlockLayout.Lanes + lane));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Fewest(ref ulong block, ref ulong probes, int length)
    {
        var x0 = Load(ref block, 0);
        var y0 = Load(ref block, 1);
        var parity0 = Load(ref block, 2);
        var x1 = Load(ref block, 3);
        var y1 = Load(ref block, 4);
        var parity1 = Load(ref block, 5);
        var x2 = Load(ref block, 6);
        var y2 = Load(ref block, 7);
        var parity2 = Load(ref block, 8);
        var x3 = Load(ref block, 9);
        var y3 = Load(ref block, 10);
        var parity3 = Load(ref block, 11);
        var fewest = TLanes.Broadcast(ushort.MaxValue);
        for (var i = 0; i < length; i += CoarseTemplate.Words)
        {
            ref var coarse = ref Unsafe.Add(ref probes, i);
            TLanes.CompareAll(x0, y0, parity0, in coarse, out var ones, out var twos);
            TLanes.CompareAll(x1, y1, parity1, in Unsafe.Add(ref coarse, 3), out var s1, out var c1);
            TLanes.CompareAll(x2, y2, parity2, in Unsafe.Add(ref coarse, 6), out var s2, out var c2);
            var c4 = TLanes.Add(ref ones, s1, s2);
            var fours = TLanes.Add(ref twos, c1, c2);
            TLanes.CompareAll(x3, y3, parity3, in Unsafe.Add(ref coarse, 9), out var s3, out var c3);
            var c5 = TLanes.Add(ref ones, s3);
            var f1 = TLanes.Add(ref twos, c3, c4);
            var f2 = TLanes.Add(ref twos, c5);
            var eights = TLanes.Add(ref fours, f1, f2);
            fewest = TLanes.Min(fewest, TLanes.CountBinary(ones, twos, fours, eights));
        }

        return fewest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Load(ref ulong block, int word) => TLanes.Load(ref Unsafe.Add(ref block, word * BlockLayout.Lanes));
}
