using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256<ulong>;

namespace Pedestal.Engine;

/// <summary>Four templates at a time: AVX2, or the platform's 256-bit vectors.</summary>
readonly struct Vector256Lanes : ILanes<V>
{
    const ulong LowerSix = 0x3F3F3F3F3F3F3F3F;

    /// <summary>Whether the processor supports it.</summary>
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static int Width => Vector256<ulong>.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(ref readonly ulong words) => Vector256.LoadUnsafe(in words);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref readonly ulong words)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in words)));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Broadcast(ulong word) => Vector256.Create(word);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Differ(V word, ref readonly ulong probe) => word ^ Vector256.Create(probe);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compare(ref readonly ulong word, ref readonly ulong probe, out V sum, out V carry) =>
        Compare(
            in word, in probe,
            Load(in At(in word, BlockLayout.Validity * BlockLayout.PlaneStride))
                & Vector256.Create(At(in probe, BlockLayout.Validity)),
            out sum, out carry);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CompareFull(ref readonly ulong word, ref readonly ulong probe, out V sum, out V carry) =>
        Compare(
            in word, in probe, Vector256.Create(At(in probe, BlockLayout.Validity)), out sum, out carry);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CompareAll(V x, V y, V parity, ref readonly ulong probe, out V sum, out V carry)
    {
        sum = parity ^ Broadcast(At(in probe, BlockLayout.Parity));
        carry = CarryOfSum(x ^ Broadcast(probe), y ^ Broadcast(At(in probe, 1)), sum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add(ref V counter, V a, V b)
    {
        var carry = counter & a | b & (counter ^ a);
        counter ^= a ^ b;
        return carry;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add(ref V counter, V a)
    {
        var carry = counter & a;
        counter ^= a;
        return carry;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CountBound(V a, V b, V c, V d)
    {
        var fours = CountBytes(c) + CountBytes(d);
        var twos = CountBytes(b) + fours + fours;
        return AddBytes(CountBytes(a & Vector256.Create(LowerSix)) + twos + twos);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CountBinary(V a, V b, V c, V d)
    {
        var eights = CountBytes(d);
        var fours = CountBytes(c) + eights + eights;
        var twos = CountBytes(b) + fours + fours;
        return AddBytes(CountBytes(a & Vector256.Create(LowerSix)) + twos + twos);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Min(V a, V b) => Vector256.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Below(V counts, ulong limit) =>
        Vector256.LessThan(counts, Vector256.Create(limit)).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V counts, ref ushort target)
    {
        for (var i = 0; i < Vector256<ulong>.Count; i++)
        {
            Unsafe.Add(ref target, i) = (ushort)counts[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V CarryOfSum(V a, V b, V sum) => a & b | Vector256.AndNot(a ^ b, sum);

    /// <summary>Bits set in every byte, by table look-up of its halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> CountBytes(V x)
    {
        var half = Vector256.Create((byte)0x0F);
        var table = Vector256.Create(Counts, Counts);
        return LookUp(table, x.AsByte() & half) + LookUp(table, (x >>> 4).AsByte() & half);
    }

    /// <summary>
    /// AVX2 looks up within each half of the vector, other processors over the whole vector: both halves of the table are the
    /// same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> LookUp(Vector256<byte> table, Vector256<byte> at) =>
        Avx2.IsSupported ? Avx2.Shuffle(table, at) : Vector256.Shuffle(table, at);

    static Vector128<byte> Counts => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V AddBytes(Vector256<byte> counts)
    {
        // 8 bytes of at most 120 each: a 16-bit sum holds them.
        var pairs = (counts.AsUInt64() & Vector256.Create(0x00FF00FF00FF00FFul))
            + (counts.AsUInt64() >>> 8 & Vector256.Create(0x00FF00FF00FF00FFul));
        pairs += pairs >>> 32;
        return (pairs + (pairs >>> 16)) & Vector256.Create(0xFFFFul);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Compare(
        ref readonly ulong word, ref readonly ulong probe, V common, out V sum, out V carry)
    {
        var parity = Load(in At(in word, BlockLayout.Parity * BlockLayout.PlaneStride));
        sum = (parity ^ Vector256.Create(At(in probe, BlockLayout.Parity))) & common;
        var x = (Load(in word) ^ Vector256.Create(probe)) & common;
        var y = (Load(in At(in word, BlockLayout.PlaneStride)) ^ Vector256.Create(At(in probe, 1))) & common;
        carry = CarryOfSum(x, y, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref readonly ulong At(ref readonly ulong words, int index) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in words), index);
}
