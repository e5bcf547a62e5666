using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pedestal.Matching;

/// <summary>
/// Differing bits and common cells of two aligned templates, for each of 4 x 4 blocks of 8 x 8 cells. A block's eight columns
/// are one byte of every row, so all counting is done in bytes: at most 3 x 64 bits.
/// </summary>
readonly struct BlockCounts
{
    /// <summary>Blocks of the grid.</summary>
    internal const int Blocks = 16;

    const int WordsPerBlockRow = VeinTemplate.PlaneWords / 4;

    // Bytes 0 to 3 of every 16, each followed by three zeros: an index with the top bit set gives zero.
    const ulong WidenFirst = 0x8080800180808000;
    const ulong WidenSecond = 0x8080800380808002;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    BlockCounts(Vector512<int> differing, Vector512<int> common)
    {
        Differing = differing;
        Common = common;
    }

    /// <summary>Differing bits of each block, 0 to 192.</summary>
    internal Vector512<int> Differing { get; }

    /// <summary>Cells of each block that are valid in both, 0 to 64.</summary>
    internal Vector512<int> Common { get; }

    /// <summary>Counts for two sets of planes, the validity plane last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static BlockCounts Of(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        PlaneBits.Count(probe, template, 0, out var upperDiffering, out var upperCommon);
        PlaneBits.Count(probe, template, 2 * WordsPerBlockRow, out var lowerDiffering, out var lowerCommon);
        return new BlockCounts(AddRows(upperDiffering, lowerDiffering), AddRows(upperCommon, lowerCommon));
    }

    /// <summary>Adds eight rows of four bytes in each half of both vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<int> AddRows(Vector512<byte> upper, Vector512<byte> lower)
    {
        if (!Avx512BW.IsSupported)
        {
            return AddRowsOfHalves(upper, lower);
        }

        // First four rows plus last four, a block row in each 16 bytes; then all four rows in each four bytes.
        var rows = Avx512F.Shuffle4x128(upper.AsInt32(), lower.AsInt32(), 0b10_00_10_00).AsByte()
            + Avx512F.Shuffle4x128(upper.AsInt32(), lower.AsInt32(), 0b11_01_11_01).AsByte();
        rows += Avx512F.Shuffle(rows.AsInt32(), 0b01_00_11_10).AsByte();
        rows += Avx512F.Shuffle(rows.AsInt32(), 0b10_11_00_01).AsByte();
        return Avx512BW.Shuffle(rows, Vector512.Create(Vector256.Create(Vector128.Create(WidenFirst, WidenSecond))).AsByte()).AsInt32();
    }

    /// <summary>The same for any processor.</summary>
    static Vector512<int> AddRowsOfHalves(Vector512<byte> upper, Vector512<byte> lower)
    {
        var a = TwoRows(upper.GetLower());
        var b = TwoRows(upper.GetUpper());
        var c = TwoRows(lower.GetLower());
        var d = TwoRows(lower.GetUpper());
        return Widen(Vector128.Create(a.AsUInt32().ToScalar(), b.AsUInt32().ToScalar(), c.AsUInt32().ToScalar(),
            d.AsUInt32().ToScalar()).AsByte());

        static Vector128<byte> TwoRows(Vector256<byte> rows)
        {
            var half = rows.GetLower() + rows.GetUpper();
            var quarter = half + Vector128.Shuffle(half.AsUInt64(), Vector128.Create(1ul, 0ul)).AsByte();
            return quarter + Vector128.Shuffle(quarter.AsUInt32(), Vector128.Create(1u, 0u, 3u, 2u)).AsByte();
        }

        static Vector512<int> Widen(Vector128<byte> counts)
        {
            var (lower, upper) = Vector256.Widen(Vector256.WidenLower(counts.ToVector256Unsafe()));
            return Vector512.Create(lower, upper).AsInt32();
        }
    }
}
