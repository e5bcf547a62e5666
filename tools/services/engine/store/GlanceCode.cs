namespace Pedestal.Engine;

/// <summary>
/// One plane of a template's <see cref="CoarseCode"/>, kept once more by itself: a third of the memory to read. The second plane
/// alone tells more than either of the others.
/// </summary>
static class GlanceCode
{
    /// <summary>Words of a code.</summary>
    public const int Words = CoarseCode.Words / PlanesOfCode;

    /// <summary>Words of a block of codes, interleaved as in <see cref="BlockLayout"/>.</summary>
    public const int BlockWords = Words * BlockLayout.Lanes;

    // The shift nearest to none and its neighbours.
    const int Alignments = 5;

    const int PlanesOfCode = 3;
    const int Plane = 1;

    /// <summary>Takes a template's code out of its coarse one; both have so many words from one to the next.</summary>
    public static void Take(ReadOnlySpan<ulong> coarse, Span<ulong> target, int stride)
    {
        for (var i = 0; i < Words; i++)
        {
            target[i * stride] = coarse[(i * PlanesOfCode + Plane) * stride];
        }
    }

    /// <summary>The codes of some of a probe's alignments, of <see cref="CoarseCode.OfProbe"/>.</summary>
    public static ulong[] OfProbe(ReadOnlySpan<ulong> coarse)
    {
        var codes = new ulong[Alignments * Words];
        for (var i = 0; i < Alignments; i++)
        {
            Take(coarse[(i * CoarseCode.Words)..], codes.AsSpan(i * Words), 1);
        }

        return codes;
    }
}
