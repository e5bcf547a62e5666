namespace Pedestal.Engine;

/// <summary>
/// One plane of a template's <see cref="CoarseTemplate"/>, stored again by itself, so that a third of the memory has to be read. The
/// second plane alone distinguishes palms better than either of the others.
/// </summary>
static class GlanceTemplate
{
    /// <summary>Words of one template.</summary>
    public const int Words = CoarseTemplate.Words / PlanesOfCoarse;

    /// <summary>Words of a block, interleaved as in <see cref="BlockLayout"/>.</summary>
    public const int BlockWords = Words * BlockLayout.Lanes;

    // No shift, and the four smallest ones.
    const int Alignments = 5;

    const int PlanesOfCoarse = 3;
    const int Plane = 1;

    /// <summary>Extracts a template's plane from its coarse form; in both, words are <paramref name="stride"/> apart.</summary>
    public static void Take(ReadOnlySpan<ulong> coarse, Span<ulong> target, int stride)
    {
        for (var i = 0; i < Words; i++)
        {
            target[i * stride] = coarse[(i * PlanesOfCoarse + Plane) * stride];
        }
    }

    /// <summary>The forms of some of a probe's alignments, given those of <see cref="CoarseTemplate.OfProbe"/>.</summary>
    public static ulong[] OfProbe(ReadOnlySpan<ulong> coarse)
    {
        var glances = new ulong[Alignments * Words];
        for (var i = 0; i < Alignments; i++)
        {
            Take(coarse[(i * CoarseTemplate.Words)..], glances.AsSpan(i * Words), 1);
        }

        return glances;
    }
}
