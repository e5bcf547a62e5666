using System.Runtime.Intrinsics;

namespace Pedestal.Matching;

/// <summary>
/// Distance of palms whose skin has moved: after a common shift and rotation each block of 8 x 8 cells may lie one cell
/// further each way, as a tilted or cupped hand has it. Normalised for overlap as in <see cref="RigidComparer"/>.
/// </summary>
public static class PalmComparer
{
    /// <summary>Score two samples of one enrolment must reach.</summary>
    public const int SamePalmScore = 25;

    const int Reach = 1;
    const int Side = 2 * SearchRange.Shift + 1;

    // A block with fewer common cells than one row of it says nothing.
    const float MinimumBlockOverlap = 8;

    /// <summary>Smallest distance of a prepared probe to a template over all alignments, 0 to 1.</summary>
    public static double Distance(Probe probe, VeinTemplate template)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(template);
        Span<Vector512<float>> differing = stackalloc Vector512<float>[Side * Side];
        Span<Vector512<float>> common = stackalloc Vector512<float>[Side * Side];
        Span<Vector512<float>> shares = stackalloc Vector512<float>[Side * Side];
        var best = 1.0;
        for (var first = 0; first < probe.Count; first += Side * Side)
        {
            for (var shift = 0; shift < Side * Side; shift++)
            {
                var counts = BlockCounts.Of(probe.Variant(first + shift), template.Planes);
                var known = Widen(counts.Common);
                common[shift] = known;
                differing[shift] = Widen(counts.Differing);
                shares[shift] = Vector512.ConditionalSelect(
                    Vector512.LessThan(known, Vector512.Create(MinimumBlockOverlap)),
                    Vector512.Create(float.MaxValue), differing[shift] / known);
            }

            for (var y = 0; y < Side; y++)
            {
                for (var x = 0; x < Side; x++)
                {
                    best = Math.Min(best, LocalDistance(x, y, differing, common, shares));
                }
            }
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
    public static bool IsSamePalm(VeinTemplate first, VeinTemplate second)
    {
        using var probe = new Probe(first);
        return ScoreCalibration.Score(Distance(probe, second)) >= SamePalmScore;
    }

    /// <summary>Every block at the best of the shifts around (x, y), all blocks together.</summary>
    static double LocalDistance(int x, int y, ReadOnlySpan<Vector512<float>> differing,
        ReadOnlySpan<Vector512<float>> common, ReadOnlySpan<Vector512<float>> shares)
    {
        var least = Vector512.Create(float.MaxValue);
        var different = Vector512<float>.Zero;
        var known = Vector512<float>.Zero;
        for (var row = Math.Max(y - Reach, 0); row <= Math.Min(y + Reach, Side - 1); row++)
        {
            for (var column = Math.Max(x - Reach, 0); column <= Math.Min(x + Reach, Side - 1); column++)
            {
                var at = row * Side + column;
                var nearer = Vector512.LessThan(shares[at], least);
                least = Vector512.ConditionalSelect(nearer, shares[at], least);
                different = Vector512.ConditionalSelect(nearer, differing[at], different);
                known = Vector512.ConditionalSelect(nearer, common[at], known);
            }
        }

        return RigidComparer.Normalise(Vector512.Sum(different), Vector512.Sum(known));
    }

    static Vector512<float> Widen(Vector128<byte> counts)
    {
        var (lower, upper) = Vector128.Widen(counts);
        var (a, b) = Vector128.Widen(lower);
        var (c, d) = Vector128.Widen(upper);
        return Vector512.ConvertToSingle(
            Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d)).AsInt32());
    }
}
