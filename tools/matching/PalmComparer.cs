using System.Numerics;

namespace Pedestal.Matching;

/// <summary>Masked Hamming distance under the alignment search, normalised for overlap.</summary>
public static class PalmComparer
{
    /// <summary>Distance of two unrelated palms before any search: what a small overlap is drawn towards.</summary>
    public const double Unrelated = 0.5;

    /// <summary>Overlap, in cells, at which the distance is taken as it is: the whole grid.</summary>
    public const double ReferenceOverlap = 1024;

    /// <summary>Alignments with fewer common cells are not considered.</summary>
    public const int MinimumOverlap = 250;

    /// <summary>Score two samples of one enrolment must reach.</summary>
    public const int SamePalmScore = 25;

    /// <summary>Smallest distance of a prepared probe to a template over all alignments, 0 to 1.</summary>
    public static double Distance(Probe probe, VeinTemplate template)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(template);
        var best = 1.0;
        for (var i = 0; i < probe.Count; i++)
        {
            best = Math.Min(best, AlignedDistance(probe.Variant(i), template.Planes));
        }

        return best;
    }

    /// <summary>
    /// Distance of a prepared probe to an enrolled palm: the mean of its two nearest templates. A stranger resembles one
    /// capture by chance more easily than two, and the palm's owner resembles both.
    /// </summary>
    public static double Distance(Probe probe, ReadOnlySpan<VeinTemplate> palm)
    {
        ArgumentOutOfRangeException.ThrowIfZero(palm.Length);
        var nearest = 1.0;
        var second = 1.0;
        foreach (var template in palm)
        {
            var distance = Distance(probe, template);
            second = Math.Min(second, Math.Max(distance, nearest));
            nearest = Math.Min(nearest, distance);
        }

        return palm.Length == 1 ? nearest : (nearest + second) / 2;
    }

    /// <summary>Whether two captures show the same palm, one to one, as an enrolment's samples must.</summary>
    public static bool IsSamePalm(VeinTemplate first, VeinTemplate second) =>
        ScoreCalibration.Score(Distance(new Probe(first), second)) >= SamePalmScore;

    /// <summary>
    /// Share of differing bits among those valid in both, then drawn towards <see cref="Unrelated"/> by the square root
    /// of the overlap (J. Daugman, How Iris Recognition Works, 2004, equation 4).
    /// </summary>
    static double AlignedDistance(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        var overlap = 0;
        var differing = 0;
        for (var i = 0; i < VeinTemplate.PlaneWords; i++)
        {
            var common = probe[VeinTemplate.MaskStart + i] & template[VeinTemplate.MaskStart + i];
            overlap += BitOperations.PopCount(common);
            differing += BitOperations.PopCount((probe[i] ^ template[i]) & common)
                + BitOperations.PopCount(
                    (probe[VeinTemplate.PlaneWords + i] ^ template[VeinTemplate.PlaneWords + i]) & common)
                + BitOperations.PopCount(
                    (probe[2 * VeinTemplate.PlaneWords + i] ^ template[2 * VeinTemplate.PlaneWords + i]) & common);
        }

        if (overlap < MinimumOverlap)
        {
            return 1;
        }

        var raw = differing / (3.0 * overlap);
        return Unrelated - (Unrelated - raw) * Math.Sqrt(overlap / ReferenceOverlap);
    }
}
