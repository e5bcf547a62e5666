using System.Runtime.CompilerServices;
using Pedestal.Vein;

namespace Pedestal.Matching;

/// <summary>
/// Masked Hamming distance under one shift and rotation of the whole grid, normalised for overlap: fast, to find the few palms
/// of a gallery that are worth <see cref="PalmComparer"/>'s closer comparison.
/// </summary>
public static class RigidComparer
{
    /// <summary>Distance of two unrelated palms before any search: a small overlap is pulled towards it.</summary>
    public const double Unrelated = 0.5;

    /// <summary>Overlap, in cells, at which the distance is used unchanged: the whole grid.</summary>
    public const double ReferenceOverlap = 1024;

    /// <summary>Alignments with fewer common cells are not considered.</summary>
    public const int MinimumOverlap = 250;

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

    /// <summary>Distance of a prepared probe to the nearest template of a palm.</summary>
    public static double Distance(Probe probe, ReadOnlySpan<VeinTemplate> palm)
    {
        var nearest = 1.0;
        foreach (var template in palm)
        {
            nearest = Math.Min(nearest, Distance(probe, template));
        }

        return nearest;
    }

    /// <summary>Differing bits and common cells of two sets of planes without any shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Differing, int Overlap) Count(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        PlaneBits.Count(probe, template, 0, out var upper, out var upperCommon);
        PlaneBits.Count(probe, template, VeinTemplate.PlaneWords / 2, out var lower, out var lowerCommon);
        return (PlaneBits.Sum(upper + lower), PlaneBits.Sum(upperCommon + lowerCommon));
    }

    static double AlignedDistance(ReadOnlySpan<ulong> probe, ReadOnlySpan<ulong> template)
    {
        var (differing, overlap) = Count(probe, template);
        return Normalise(differing, overlap);
    }

    /// <summary>
    /// Share of differing bits, pulled towards <see cref="Unrelated"/> by the square root of the overlap (J. Daugman, How Iris
    /// Recognition Works, 2004, equation 4); 1 for less than <see cref="MinimumOverlap"/> common cells.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Normalise(double differing, double overlap)
    {
        if (overlap < MinimumOverlap)
        {
            return 1;
        }

        var raw = differing / (TemplateFormat.PlaneCount * overlap);
        return Unrelated - (Unrelated - raw) * Math.Sqrt(overlap / ReferenceOverlap);
    }
}
