using System.Numerics;
using System.Runtime.CompilerServices;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Engine;

/// <summary>
/// How a block holds <see cref="Lanes"/> templates: word after word of the grid, plane after plane of the word, then
/// the same word of every template side by side, a vector. The third plane is kept as the parity of all three, so that
/// a cell's differing bits are counted from one bit less (<see cref="BoundKernel{TLanes,TVector,TValidity}"/>).
/// </summary>
static class BlockLayout
{
    /// <summary>Templates of a block: the 64-bit lanes of the widest vector.</summary>
    public const int Lanes = 8;

    /// <summary>Two ordinal planes, their parity with the third, validity.</summary>
    public const int Planes = TemplateFormat.PlaneCount + 1;

    /// <summary>Index of the parity plane.</summary>
    public const int Parity = 2;

    /// <summary>Index of the validity plane.</summary>
    public const int Validity = 3;

    /// <summary>Words of one plane.</summary>
    public const int PlaneWords = VeinTemplate.PlaneWords;

    /// <summary>Words of a template.</summary>
    public const int TemplateWords = VeinTemplate.Words;

    /// <summary>Words between one plane of a block and the next.</summary>
    public const int PlaneStride = Lanes;

    /// <summary>Words of a block between one word of the grid and the next.</summary>
    public const int WordStride = Lanes * Planes;

    /// <summary>Words of a block.</summary>
    public const int BlockWords = Lanes * TemplateWords;

    /// <summary>
    /// Turns a template's planes, one after the other (<see cref="VeinTemplate.Planes"/>), into word after word of all
    /// planes, with <paramref name="stride"/> words from one to the next.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleave(ReadOnlySpan<ulong> planes, Span<ulong> target, int stride)
    {
        for (var word = 0; word < PlaneWords; word++)
        {
            var first = planes[word];
            var second = planes[PlaneWords + word];
            var at = word * Planes * stride;
            target[at] = first;
            target[at + stride] = second;
            target[at + Parity * stride] = first ^ second ^ planes[2 * PlaneWords + word];
            target[at + Validity * stride] = planes[VeinTemplate.MaskStart + word];
        }
    }

    /// <summary>Copies a lane to a lane of another block of as many words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyLane(ReadOnlySpan<ulong> from, int fromLane, Span<ulong> to, int toLane)
    {
        for (var i = 0; i < from.Length; i += Lanes)
        {
            to[i + toLane] = from[i + fromLane];
        }
    }

    /// <summary>
    /// Differing bits and common cells of a lane of a block and one alignment of the probe, interleaved with a stride
    /// of 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Differing, int Common) Count(ReadOnlySpan<ulong> block, int lane, ReadOnlySpan<ulong> alignment)
    {
        var sums = 0;
        var carries = 0;
        var common = 0;
        for (var i = 0; i < TemplateWords; i += Planes)
        {
            var at = i * Lanes + lane;
            var mask = block[at + Validity * PlaneStride] & alignment[i + Validity];
            var sum = (block[at + Parity * PlaneStride] ^ alignment[i + Parity]) & mask;
            var carry = ScalarLanes.CarryOfSum(
                (block[at] ^ alignment[i]) & mask, (block[at + PlaneStride] ^ alignment[i + 1]) & mask, sum);
            common += BitOperations.PopCount(mask);
            sums += BitOperations.PopCount(sum);
            carries += BitOperations.PopCount(carry);
        }

        return (sums + 2 * carries, common);
    }
}
