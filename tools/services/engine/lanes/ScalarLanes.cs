using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pedestal.Engine;

/// <summary>
/// One template at a time in an integer register: for processors without vectors, and the reference for testing the others.
/// </summary>
readonly struct ScalarLanes : ILanes<ulong>
{
    const ulong LowerSix = 0x3F3F3F3F3F3F3F3F;

    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static ulong Load(ref readonly ulong words) => words;

    /// <inheritdoc/>
    public static void Prefetch(ref readonly ulong words)
    {
        // The processor's own prefetching is enough.
    }

    /// <inheritdoc/>
    public static ulong Broadcast(ulong word) => word;

    /// <inheritdoc/>
    public static ulong Differ(ulong word, ref readonly ulong probe) => word ^ probe;

    /// <inheritdoc/>
    public static void Compare(ref readonly ulong word, ref readonly ulong probe, out ulong sum, out ulong carry) =>
        Compare(
            in word, in probe,
            Load(in At(in word, BlockLayout.Validity * BlockLayout.PlaneStride)) & At(in probe, BlockLayout.Validity),
            out sum, out carry);

    /// <inheritdoc/>
    public static void CompareFull(ref readonly ulong word, ref readonly ulong probe, out ulong sum, out ulong carry) =>
        Compare(
            in word, in probe, At(in probe, BlockLayout.Validity), out sum, out carry);

    /// <inheritdoc/>
    public static void CompareAll(
        ulong x, ulong y, ulong parity, ref readonly ulong probe, out ulong sum, out ulong carry)
    {
        sum = parity ^ At(in probe, BlockLayout.Parity);
        carry = CarryOfSum(x ^ probe, y ^ At(in probe, 1), sum);
    }

    /// <inheritdoc/>
    public static ulong Add(ref ulong counter, ulong a, ulong b)
    {
        var carry = counter & a | b & (counter ^ a);
        counter ^= a ^ b;
        return carry;
    }

    /// <inheritdoc/>
    public static ulong Add(ref ulong counter, ulong a)
    {
        var carry = counter & a;
        counter ^= a;
        return carry;
    }

    /// <inheritdoc/>
    public static ulong CountBound(ulong a, ulong b, ulong c, ulong d) => (ulong)(
        BitOperations.PopCount(a & LowerSix) + 2 * BitOperations.PopCount(b)
        + 4 * (BitOperations.PopCount(c) + BitOperations.PopCount(d)));

    /// <inheritdoc/>
    public static ulong CountBinary(ulong a, ulong b, ulong c, ulong d) => (ulong)(
        BitOperations.PopCount(a & LowerSix) + 2 * BitOperations.PopCount(b)
        + 4 * BitOperations.PopCount(c) + 8 * BitOperations.PopCount(d));

    /// <inheritdoc/>
    public static ulong Min(ulong a, ulong b) => Math.Min(a, b);

    /// <inheritdoc/>
    public static uint Below(ulong counts, ulong limit) => counts < limit ? 1u : 0u;

    /// <inheritdoc/>
    public static void Store(ulong counts, ref ushort target) => target = (ushort)counts;

    /// <summary>Carry bit of a full adder, computed from two of its inputs and its sum bit.</summary>
    public static ulong CarryOfSum(ulong a, ulong b, ulong sum) => a & b | (a ^ b) & ~sum;

    static void Compare(
        ref readonly ulong word, ref readonly ulong probe, ulong common, out ulong sum, out ulong carry)
    {
        sum = (At(in word, BlockLayout.Parity * BlockLayout.PlaneStride) ^ At(in probe, BlockLayout.Parity)) & common;
        var x = (Load(in word) ^ probe) & common;
        var y = (Load(in At(in word, BlockLayout.PlaneStride)) ^ At(in probe, 1)) & common;
        carry = CarryOfSum(x, y, sum);
    }

    static ref readonly ulong At(ref readonly ulong words, int index) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in words), index);
}
