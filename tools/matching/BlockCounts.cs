using System.Runtime.Intrinsics;

namespace Pedestal.Matching;

/// <summary>
/// Differing bits and common cells of two aligned templates, for each of 4 x 4 blocks of 8 x 8 cells. A block's eight columns are
/// one byte of every row, so all counting is done in bytes: 3 x 64 bits at most.
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
    internal static BlockCounts Of(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        var differing = Vector128<uint>.Zero;
        var common = Vector128<uint>.Zero;
        for (var row = 0; row < 4; row++)
        {
            var at = row * WordsPerBlockRow;
            var mask = Load(probe, VeinTemplate.MaskStart + at) & Load(template, VeinTemplate.MaskStart + at);
            var first = (Load(probe, at) ^ Load(template, at)) & mask;
            at += VeinTemplate.PlaneWords;
            var second = (Load(probe, at) ^ Load(template, at)) & mask;
            at += VeinTemplate.PlaneWords;
            var third = (Load(probe, at) ^ Load(template, at)) & mask;

            // A full adder: two counts instead of three.
            var sum = first ^ second ^ third;
            var carry = first & second | third & (first ^ second);
            var carries = CountBits(carry);
            differing = differing.WithElement(row, AddRows(CountBits(sum) + carries + carries));
            common = common.WithElement(row, AddRows(CountBits(mask)));
        }

        return new BlockCounts(differing.AsByte(), common.AsByte());
    }

    static Vector256<ulong> Load(ReadOnlySpan<ulong> planes, int at) => Vector256.Create(planes.Slice(at, WordsPerBlockRow));

    static Vector256<byte> CountBits(Vector256<ulong> x)
    {
        x -= (x >>> 1) & Vector256.Create(0x5555555555555555ul);
        x = (x & Vector256.Create(0x3333333333333333ul)) + ((x >>> 2) & Vector256.Create(0x3333333333333333ul));
        return ((x + (x >>> 4)) & Vector256.Create(0x0F0F0F0F0F0F0F0Ful)).AsByte();
    }

    /// <summary>Adds eight rows of four bytes.</summary>
    static uint AddRows(Vector256<byte> rows)
    {
        var words = rows.AsUInt64();
        var sum = words[0] + words[1] + words[2] + words[3];
        return (uint)sum + (uint)(sum >> 32);
    }
}
