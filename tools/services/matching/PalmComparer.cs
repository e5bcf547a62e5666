using System.Runtime.CompilerServices;

namespace Pedestal.Matching;

/// <summary>
/// Distance between palms whose skin has moved: after a common shift and rotation, each block of 8 x 8 cells may shift by one
/// more cell each way, as happens with a tilted or cupped hand. Normalised for overlap as in <see cref="RigidComparer"/>.
/// </summary>
public static class PalmComparer
{
    /// <summary>
    /// Distance that two samples of one enrolment must not exceed: three in a thousand strangers come as near.
    /// </summary>
    public const double SamePalmDistance = 0.312;

    const int Side = 2 * SearchRange.Shift + 1;

    /// <summary>Smallest distance of a prepared probe to a template over all alignments, 0 to 1.</summary>
    public static double Distance(Probe probe, VeinTemplate template)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(template);
        return Distance(probe, probe.Count, template);
    }

    /// <summary>
    /// Distance of a prepared probe to an enrolled palm: the mean over its two nearest templates. A stranger may resemble one
    /// capture by chance but rarely two, while the palm's owner resembles both.
    /// </summary>
    public static double Distance(Probe probe, ReadOnlySpan<VeinTemplate> palm)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return Distance(probe, probe.Count, palm);
    }

    /// <summary>The same for the probe's first rotation alone, in a fraction of the time; it is never smaller.</summary>
    public static double UnrotatedDistance(Probe probe, ReadOnlySpan<VeinTemplate> palm) => Distance(probe, Side * Side, palm);

    /// <summary>Whether two captures show the same palm, compared one to one, as an enrolment's samples must.</summary>
    public static bool IsSamePalm(VeinTemplate first, VeinTemplate second)
    {
        using var probe = new Probe(first);
        return Distance(probe, second) <= SamePalmDistance;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Distance(Probe probe, int variants, VeinTemplate template)
    {
        Span<BlockShares> row = stackalloc BlockShares[Side];
        Span<BlockShares> nearest = stackalloc BlockShares[Side * Side];
        var best = 1.0;
        for (var first = 0; first < variants; first += Side * Side)
        {
            // The nearest of nine neighbours is the nearest of three rows, each with the nearest of its three.
            for (var y = 0; y < Side; y++)
            {
                for (var x = 0; x < Side; x++)
                {
                    row[x] = BlockShares.Of(probe.Variant(first + y * Side + x), template.Planes);
                }

                for (var x = 0; x < Side; x++)
                {
                    nearest[y * Side + x] = NearestOf(row, x, Side, 1);
                }
            }

            for (var shift = 0; shift < Side * Side; shift++)
            {
                best = Math.Min(best, NearestOf(nearest, shift, Side * Side, Side).Distance());
            }
        }

        return best;
    }

    static double Distance(Probe probe, int variants, ReadOnlySpan<VeinTemplate> palm)
    {
        ArgumentOutOfRangeException.ThrowIfZero(palm.Length);
        var nearest = 1.0;
        var second = 1.0;
        foreach (var template in palm)
        {
            var distance = Distance(probe, variants, template);
            second = Math.Min(second, Math.Max(distance, nearest));
            nearest = Math.Min(nearest, distance);
        }

        return palm.Length == 1 ? nearest : (nearest + second) / 2;
    }

    /// <summary>Every block at the best of a shift and its neighbours before and after, of equal ones the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static BlockShares NearestOf(ReadOnlySpan<BlockShares> shifts, int at, int end, int step)
    {
        var nearest = at >= step ? BlockShares.Nearer(shifts[at - step], shifts[at]) : shifts[at];
        return at + step < end ? BlockShares.Nearer(nearest, shifts[at + step]) : nearest;
    }
}
