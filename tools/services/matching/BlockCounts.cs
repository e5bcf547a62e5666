using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    BlockCounts(Vector128<byte> differing, Vector128<byte> common)
    {
        Differing = differing;
        Common = common;
    }

    /// <summary>Differing bits of each block, 0 to 192.</summary>
    internal Vector128<byte> Differing { get; }

    /// <summary>Cells of each block that are valid in both, 0 to 64.</summary>
    internal Vector128<byte> Common { get; }

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
    static Vector128<byte> AddRows(Vector512<byte> upper, Vector512<byte> lower)
    {
        var a = TwoRows(upper.GetLower());
        var b = TwoRows(upper.GetUpper());
        var c = TwoRows(lower.GetLower());
        var d = TwoRows(lower.GetUpper());
        return Vector128.Create(a.AsUInt32().ToScalar(), b.AsUInt32().ToScalar(), c.AsUInt32().ToScalar(),
            d.AsUInt32().ToScalar()).AsByte();

        static Vector128<byte> TwoRows(Vector256<byte> rows)
        {
            var half = rows.GetLower() + rows.GetUpper();
            var quarter = half + Vector128.Shuffle(half.AsUInt64(), Vector128.Create(1ul, 0ul)).AsByte();
            return quarter + Vector128.Shuffle(quarter.AsUInt32(), Vector128.Create(1u, 0u, 3u, 2u)).AsByte();
        }
    }
}
