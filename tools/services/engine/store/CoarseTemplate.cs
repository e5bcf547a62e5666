using System.Runtime.CompilerServices;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Engine;

/// <summary>
/// A template at half its size: the majority of every 2 x 2 cells, 16 x 16 of them. Veins are wider than a cell, so palms still
/// differ, while a shift of one cell or a small rotation hardly matters. Where fewer than half of the four cells are valid, a
/// fixed pattern is used that agrees with anything in half of its bits, so that no validity plane is needed.
/// </summary>
static class CoarseTemplate
{
    /// <summary>Words of a coarse template: four times two ordinal planes and the parity of all three.</summary>
    public const int Words = Groups * PlanesKept;

    /// <summary>Words of a block, interleaved as in <see cref="BlockLayout"/>.</summary>
    public const int BlockWords = Words * BlockLayout.Lanes;

    const int PlanesKept = 3;
    const int Side = TemplateFormat.GridSide / 2;
    const int Rows = 64 / Side;
    const int Groups = Side / Rows;
    const ulong EvenBits = 0x5555555555555555;

    // Templates get a chequerboard and probes stripes, which also agree in half of their bits.
    const ulong EvenRow = 0x5555;
    const ulong OddRow = 0xAAAA;

    /// <summary>Which alignments of a probe are compared, the smallest shifts first.</summary>
    public static ReadOnlySpan<int> Alignments => Chosen;

    static readonly int[] Chosen = ChooseAlignments();

    /// <summary>Writes the coarse form of a template, with <paramref name="stride"/> words from one word to the next.</summary>
    public static void Write(ReadOnlySpan<ulong> planes, Span<ulong> target, int stride) =>
        Write(planes, target, stride, OddRow);

    /// <summary>The coarse forms of some of a probe's alignments, one after the other.</summary>
    public static ulong[] OfProbe(Probe probe)
    {
        var probes = new ulong[Alignments.Length * Words];
        for (var i = 0; i < Alignments.Length; i++)
        {
            Write(probe.Variant(Alignments[i]), probes.AsSpan(i * Words), 1, EvenRow);
        }

        return probes;
    }

    /// <summary>
    /// Every other shift each way of the first rotation, without the corners: 13 of 81. Few palms lie
    /// far off on both axes, and the holes of any sparser pattern lose more of them.
    /// </summary>
    static int[] ChooseAlignments()
    {
        const int Shifts = 2 * SearchRange.Shift + 1;
        return
        [
            .. Enumerable.Range(0, Shifts * Shifts)
                .Select(i => (Index: i, Y: i / Shifts - SearchRange.Shift, X: i % Shifts - SearchRange.Shift))
                .Where(at => at.Y % 2 == 0 && at.X % 2 == 0 && Math.Abs(at.Y) + Math.Abs(at.X) <= SearchRange.Shift)
                .OrderBy(at => Math.Abs(at.Y) + Math.Abs(at.X))
                .Select(at => at.Index),
        ];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Write(ReadOnlySpan<ulong> planes, Span<ulong> target, int stride, ulong oddFill)
    {
        Span<ulong> coarse = stackalloc ulong[Words];
        coarse.Clear();
        for (var row = 0; row < Side; row++)
        {
            var mask = planes[VeinTemplate.MaskStart + row];
            var valid = Halve(mask, EvenBits);
            var fill = (row % 2 == 0 ? EvenRow : oddFill) & ~valid;
            var at = row / Rows * PlanesKept;
            var shift = row % Rows * Side;
            var x = HalvePlane(planes, 0, row) & valid | fill;
            var y = HalvePlane(planes, 1, row) & valid | fill;
            var z = HalvePlane(planes, 2, row) & valid | fill;
            coarse[at] |= x << shift;
            coarse[at + 1] |= y << shift;
            coarse[at + BlockLayout.Parity] |= (x ^ y ^ z) << shift;
        }

        for (var i = 0; i < Words; i++)
        {
            target[i * stride] = coarse[i];
        }
    }

    static ulong HalvePlane(ReadOnlySpan<ulong> planes, int plane, int row)
    {
        var rows = planes[plane * VeinTemplate.PlaneWords + row];
        return Halve(rows, rows);
    }

    /// <summary>
    /// The majority of every 2 x 2 cells of two rows in one word. A tie is decided by <paramref name="casting"/>: one where the
    /// first of the four cells is set there.
    /// </summary>
    static ulong Halve(ulong rows, ulong casting)
    {
        var one = rows ^ rows >> 1;
        var both = rows & rows >> 1;
        var lowerOne = one >> 32;
        var lowerBoth = both >> 32;
        var three = both & (lowerOne | lowerBoth) | lowerBoth & one;
        var two = both ^ lowerBoth | one & lowerOne;
        return EvenBitsOf(three | two & casting);
    }

    /// <summary>The 16 even bits of the lower half, packed together.</summary>
    static ulong EvenBitsOf(ulong x)
    {
        x &= EvenBits & uint.MaxValue;
        x = (x | x >> 1) & 0x33333333;
        x = (x | x >> 2) & 0x0F0F0F0F;
        x = (x | x >> 4) & 0x00FF00FF;
        return (x | x >> 8) & 0x0000FFFF;
    }
}
