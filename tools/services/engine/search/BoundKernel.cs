using System.Runtime.CompilerServices;

namespace Pedestal.Engine;

/// <summary>
/// Computes a lower bound, in units of four, of the differing bits between alignments of the probe and all templates of a
/// block, so that few have to be counted exactly. The parity of a cell's three difference bits x, y, z is their sum bit; with x
/// and y it also gives their carry, so z is never read. Sums and carries of all words are added up in counters of one bit per
/// column (a carry-save tree, R. Harley and D. Seal); the remainders of the two lowest digits are dropped.
/// </summary>
static class BoundKernel<TLanes, TVector, TValidity>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
    where TValidity : struct, IValidity
{
    /// <summary>
    /// Records the alignments whose bound is below their limit, each as its index shifted left by <see
    /// cref="Pairing.Templates"/> plus a bit for each template. Returns how many there are.
    /// </summary>
    /// <param name="blocks">First word of <see cref="Pairing.Blocks"/> blocks.</param>
    /// <param name="alignments">First word of the alignments.</param>
    /// <param name="limits">The limit of each alignment.</param>
    /// <param name="found">Must hold as many entries as there are alignments.</param>
    // A method of its own: inlined into a caller it exceeds the compiler's limits and becomes ten times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Scan(ref ulong blocks, ref ulong alignments, ReadOnlySpan<ulong> limits, Span<int> found)
    {
        var count = 0;
        for (var i = 0; i < limits.Length; i++)
        {
            PrefetchNext(ref blocks, i);
            ref var alignment = ref Unsafe.Add(ref alignments, i * BlockLayout.TemplateWords);
            uint templates = 0;
            for (var lane = 0; lane < BlockLayout.Lanes; lane += TLanes.Width)
            {
                Bound(ref Unsafe.Add(ref blocks, lane), ref alignment, out var first, out var second);
                templates |= TLanes.Below(first, limits[i]) << lane;
                templates |= TLanes.Below(second, limits[i]) << (BlockLayout.Lanes + lane);
            }

            if (templates != 0)
            {
                found[count++] = i << Pairing.Templates | (int)templates;
            }
        }

        return count;
    }

    /// <summary>Prefetches the blocks that follow in memory, two cache lines with every alignment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PrefetchNext(ref ulong blocks, int alignment)
    {
        if (alignment < BlockLayout.TemplateWords)
        {
            ref var next = ref Unsafe.Add(
                ref blocks, Pairing.Blocks * BlockLayout.BlockWords + alignment * Pairing.Blocks * BlockLayout.Lanes);
            TLanes.Prefetch(ref next);
            TLanes.Prefetch(ref Unsafe.Add(ref next, BlockLayout.Lanes));
        }
    }

    /// <summary>The bounds of one alignment for the templates of a vector in each of the two blocks, a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Bound(ref ulong blocks, ref ulong probe, out TVector aBound, out TVector bBound)
    {
        // Two words of the grid at a time. The remainder of each weight waits for the next step.
        Step(ref blocks, ref probe, 0, out var aOnes, out var aLeft, out var aTwos, out var aC1,
            out var bOnes, out var bLeft, out var bTwos, out var bC1);
        Step(ref blocks, ref probe, 1, out var aS0, out var aS1, out var aC2, out var aC3,
            out var bS0, out var bS1, out var bC2, out var bC3);
        var aFours = TLanes.Add(ref aTwos, aC1, aC2);
        var aF1 = TLanes.Add(ref aTwos, aC3, TLanes.Add(ref aOnes, aLeft, aS0));
        aLeft = aS1;
        var bFours = TLanes.Add(ref bTwos, bC1, bC2);
        var bF1 = TLanes.Add(ref bTwos, bC3, TLanes.Add(ref bOnes, bLeft, bS0));
        bLeft = bS1;

        Step(ref blocks, ref probe, 2, out aS0, out aS1, out aC2, out aC3, out bS0, out bS1, out bC2, out bC3);
        var aT = TLanes.Add(ref aOnes, aLeft, aS0);
        aLeft = aS1;
        var aEights = TLanes.Add(ref aFours, aF1, TLanes.Add(ref aTwos, aC2, aC3));
        var bT = TLanes.Add(ref bOnes, bLeft, bS0);
        bLeft = bS1;
        var bEights = TLanes.Add(ref bFours, bF1, TLanes.Add(ref bTwos, bC2, bC3));

        Step(ref blocks, ref probe, 3, out aS0, out aS1, out aC2, out aC3, out bS0, out bS1, out bC2, out bC3);
        aT = TLanes.Add(ref aTwos, aT, TLanes.Add(ref aOnes, aLeft, aS0));
        aLeft = aS1;
        var aE = TLanes.Add(ref aFours, aT, TLanes.Add(ref aTwos, aC2, aC3));
        bT = TLanes.Add(ref bTwos, bT, TLanes.Add(ref bOnes, bLeft, bS0));
        bLeft = bS1;
        var bE = TLanes.Add(ref bFours, bT, TLanes.Add(ref bTwos, bC2, bC3));

        Step(ref blocks, ref probe, 4, out aS0, out aS1, out aC2, out aC3, out bS0, out bS1, out bC2, out bC3);
        aT = TLanes.Add(ref aOnes, aLeft, aS0);
        aLeft = aS1;
        aF1 = TLanes.Add(ref aTwos, aC2, aC3);
        bT = TLanes.Add(ref bOnes, bLeft, bS0);
        bLeft = bS1;
        bF1 = TLanes.Add(ref bTwos, bC2, bC3);

        Step(ref blocks, ref probe, 5, out aS0, out aS1, out aC2, out aC3, out bS0, out bS1, out bC2, out bC3);
        aT = TLanes.Add(ref aTwos, aT, TLanes.Add(ref aOnes, aLeft, aS0));
        aLeft = aS1;
        var aSixteens = TLanes.Add(ref aEights, aE, TLanes.Add(ref aFours, aF1, TLanes.Add(ref aTwos, aC2, aC3)));
        aF1 = aT;
        bT = TLanes.Add(ref bTwos, bT, TLanes.Add(ref bOnes, bLeft, bS0));
        bLeft = bS1;
        var bSixteens = TLanes.Add(ref bEights, bE, TLanes.Add(ref bFours, bF1, TLanes.Add(ref bTwos, bC2, bC3)));
        bF1 = bT;

        Step(ref blocks, ref probe, 6, out aS0, out aS1, out aC2, out aC3, out bS0, out bS1, out bC2, out bC3);
        aT = TLanes.Add(ref aOnes, aLeft, aS0);
        aLeft = aS1;
        aE = TLanes.Add(ref aFours, aF1, TLanes.Add(ref aTwos, aC2, aC3));
        bT = TLanes.Add(ref bOnes, bLeft, bS0);
        bLeft = bS1;
        bE = TLanes.Add(ref bFours, bF1, TLanes.Add(ref bTwos, bC2, bC3));

        Step(ref blocks, ref probe, 7, out aS0, out _, out aC2, out aC3, out bS0, out _, out bC2, out bC3);
        aF1 = TLanes.Add(ref aTwos, aT, TLanes.Add(ref aOnes, aLeft, aS0));
        aE = TLanes.Add(ref aEights, aE, TLanes.Add(ref aFours, aF1, TLanes.Add(ref aTwos, aC2, aC3)));
        bF1 = TLanes.Add(ref bTwos, bT, TLanes.Add(ref bOnes, bLeft, bS0));
        bE = TLanes.Add(ref bEights, bE, TLanes.Add(ref bFours, bF1, TLanes.Add(ref bTwos, bC2, bC3)));

        aBound = TLanes.CountBound(aFours, aEights, aSixteens, aE);
        bBound = TLanes.CountBound(bFours, bEights, bSixteens, bE);
    }

    /// <summary>Sums and carries of two words of the grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step(ref ulong blocks, ref ulong probe, int step,
        out TVector aSum0, out TVector aSum1, out TVector aCarry0, out TVector aCarry1,
        out TVector bSum0, out TVector bSum1, out TVector bCarry0, out TVector bCarry1)
    {
        Word(ref blocks, ref probe, 2 * step, out aSum0, out aCarry0, out bSum0, out bCarry0);
        Word(ref blocks, ref probe, 2 * step + 1, out aSum1, out aCarry1, out bSum1, out bCarry1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Word(ref ulong blocks, ref ulong probe, int word,
        out TVector aSum, out TVector aCarry, out TVector bSum, out TVector bCarry)
    {
        ref var a = ref Unsafe.Add(ref blocks, word * BlockLayout.WordStride);
        ref var b = ref Unsafe.Add(ref a, BlockLayout.BlockWords);
        ref var p = ref Unsafe.Add(ref probe, word * BlockLayout.Planes);
        if (TValidity.IsFull(word))
        {
            TLanes.CompareFull(in a, in p, out aSum, out aCarry);
            TLanes.CompareFull(in b, in p, out bSum, out bCarry);
        }
        else
        {
            TLanes.Compare(in a, in p, out aSum, out aCarry);
            TLanes.Compare(in b, in p, out bSum, out bCarry);
        }
    }
}
