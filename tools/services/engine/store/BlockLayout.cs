using System.Runtime.CompilerServices;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Engine;

/// <summary>
/// How a block holds <see cref="Lanes"/> templates: word after word of the grid, plane after plane of the word, with the same
/// word of every template side by side as one vector. The third plane is stored as the parity of all three, so that a cell's
/// differing bits can be counted from one bit less (<see cref="BoundKernel{TLanes,TVector,TValidity}"/>).
/// </summary>
static class BlockLayout
{
    /// <summary>Templates per block: the 64-bit lanes of the widest vector.</summary>
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
    /// Rearranges a template's planes, stored one after the other (<see cref="VeinTemplate.Planes"/>), into word after word of
    /// all planes, <paramref name="stride"/> words apart.
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

    /// <summary>Copies a lane to a lane of another block with the same number of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyLane(ReadOnlySpan<ulong> from, int fromLane, Span<ulong> to, int toLane)
    {
        for (var i = 0; i < from.Length; i += Lanes)
        {
            to[i + toLane] = from[i + fromLane];
        }
    }
}
