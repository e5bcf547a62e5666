using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<ulong>;

namespace Pedestal.Engine;

/// <summary>Eight templates at a time: AVX-512 with three-input logic and six-bit table look-ups.</summary>
readonly struct Vector512Lanes : ILanes<V>
{
    // Bit i of a truth table is the result for the inputs (a, b, c) = the binary digits of i.
    const byte DifferingTable = 0b00101000;
    const byte SumTable = 0b10010110;
    const byte CarryTable = 0b11101000;
    const byte CarryOfSumTable = 0b11010100;
    const byte SelectTable = 0b11100100;

    // Tables of 64 bytes as constants: a row of 8 for the lower three bits, plus one bit for every digit of the row's number.
    const ulong Row = 0x0302020102010100;
    const ulong Bit = 0x0101010101010101;
    const ulong BinaryRow = 0x140C0C0410080800;

    static Vector512<byte> Ones
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Table(Row, Bit, Bit, Bit);
    }

    static Vector512<byte> Twos
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Table(2 * Row, 2 * Bit, 2 * Bit, 2 * Bit);
    }

    static Vector512<byte> Fours
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Table(4 * Row, 4 * Bit, 4 * Bit, 4 * Bit);
    }

    static Vector512<byte> Eights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Table(8 * Row, 8 * Bit, 8 * Bit, 8 * Bit);
    }

    static Vector512<byte> BoundTops
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Table(4 * Row, 4 * Bit, 2 * Bit, 2 * Bit);
    }

    static Vector512<byte> BinaryTops
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Table(BinaryRow, 4 * Bit, 2 * Bit, 2 * Bit);
    }

    /// <summary>Whether the processor supports it.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512Vbmi.IsSupported && Avx512BW.IsSupported;

    /// <inheritdoc/>
    public static int Width => Vector512<ulong>.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(ref readonly ulong words) => Vector512.LoadUnsafe(in words);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref readonly ulong words) =>
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in words)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Broadcast(ulong word) => Vector512.Create(word);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Differ(V word, ref readonly ulong probe) => word ^ Vector512.Create(probe);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compare(ref readonly ulong word, ref readonly ulong probe, out V sum, out V carry) =>
        Compare(
            in word, in probe,
            Load(in At(in word, BlockLayout.Validity * BlockLayout.PlaneStride))
                & Vector512.Create(At(in probe, BlockLayout.Validity)),
            out sum, out carry);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CompareFull(ref readonly ulong word, ref readonly ulong probe, out V sum, out V carry) =>
        Compare(
            in word, in probe, Vector512.Create(At(in probe, BlockLayout.Validity)), out sum, out carry);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CompareAll(V x, V y, V parity, ref readonly ulong probe, out V sum, out V carry)
    {
        var first = x ^ Vector512.Create(probe);
        var second = y ^ Vector512.Create(At(in probe, 1));
        sum = parity ^ Vector512.Create(At(in probe, BlockLayout.Parity));
        carry = Avx512F.TernaryLogic(first, second, sum, CarryOfSumTable);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add(ref V counter, V a, V b)
    {
        var carry = Avx512F.TernaryLogic(counter, a, b, CarryTable);
        counter = Avx512F.TernaryLogic(counter, a, b, SumTable);
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
    public static V CountBound(V a, V b, V c, V d) => AddBytes(
        LookUp(Ones, a) + LookUp(Twos, b) + LookUp(Fours, c) + LookUp(Fours, d) + LookUp(BoundTops, Tops(b, c, d)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V CountBinary(V a, V b, V c, V d) => AddBytes(
        LookUp(Ones, a) + LookUp(Twos, b) + LookUp(Fours, c) + LookUp(Eights, d) + LookUp(BinaryTops, Tops(b, c, d)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Min(V a, V b) => Vector512.Min(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Below(V counts, ulong limit) =>
        (uint)Vector512.LessThan(counts, Vector512.Create(limit)).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V counts, ref ushort target) =>
        Avx512F.ConvertToVector128UInt16(counts).StoreUnsafe(ref target);

    /// <summary>Looks up the lower six bits of every byte; the instruction disregards the upper two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<byte> LookUp(Vector512<byte> table, V bits) => Avx512Vbmi.PermuteVar64x8(table, bits.AsByte());

    /// <summary>The upper two bits of every byte of b, c and d in bits 5-4, 3-2 and 1-0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Tops(V b, V c, V d)
    {
        var tops = Avx512F.TernaryLogic(d >>> 6, c >>> 4, Vector512.Create(0x0303030303030303ul), SelectTable);
        return Avx512F.TernaryLogic(tops, b >>> 2, Vector512.Create(0x0F0F0F0F0F0F0F0Ful), SelectTable);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V AddBytes(Vector512<byte> counts) =>
        Avx512BW.SumAbsoluteDifferences(counts, Vector512<byte>.Zero).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<byte> Table(ulong row, ulong a, ulong b, ulong c) => Vector512.Create(
        row, row + a, row + b, row + a + b, row + c, row + a + c, row + b + c, row + a + b + c).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Compare(
        ref readonly ulong word, ref readonly ulong probe, V common, out V sum, out V carry)
    {
        sum = Avx512F.TernaryLogic(Load(in At(in word, BlockLayout.Parity * BlockLayout.PlaneStride)),
            Vector512.Create(At(in probe, BlockLayout.Parity)), common, DifferingTable);
        var x = Avx512F.TernaryLogic(Load(in word), Vector512.Create(probe), common, DifferingTable);
        var y = Avx512F.TernaryLogic(
            Load(in At(in word, BlockLayout.PlaneStride)), Vector512.Create(At(in probe, 1)), common, DifferingTable);
        carry = Avx512F.TernaryLogic(x, y, sum, CarryOfSumTable);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref readonly ulong At(ref readonly ulong words, int index) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in words), index);
}
