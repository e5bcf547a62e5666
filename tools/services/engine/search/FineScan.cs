using System.Numerics;
using System.Runtime.CompilerServices;
using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// One worker's exact search: bounds every alignment with every template, and counts exactly those that may still be among the
/// nearest. The distances are <see cref="RigidComparer"/>'s.
/// </summary>
sealed class FineScan
{
    readonly Query _query;
    readonly Kernels _kernels;
    readonly SharedBound _shared;
    readonly NearestPalms _nearest;
    readonly ulong[] _limits;
    readonly double[] _roots;
    readonly int[] _found;
    double _limitsFor = double.NaN;

    /// <summary>Creates a search for the given number of nearest palms.</summary>
    public FineScan(Query query, Kernels kernels, int palms, SharedBound shared)
    {
        _shared = shared;
        _query = query;
        _kernels = kernels;
        _nearest = new NearestPalms(palms);
        _limits = new ulong[query.Count];
        _found = new int[query.Count];
        _roots = [.. query.ValidCells.Select(cells => Math.Sqrt(cells))];
    }

    /// <summary>The nearest palms so far.</summary>
    public NearestPalms Nearest => _nearest;

    /// <summary>Searches a segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Search(Segment segment)
    {
        Seed(segment);
        for (var block = 0; block < segment.UsedBlocks; block += Pairing.Blocks)
        {
            var farthest = Math.Min(_nearest.Farthest, _shared.Distance);
            if (farthest != _limitsFor)
            {
                SetLimits(farthest);
                _shared.Lower(farthest);
            }

            var full = segment.HasFullTop(block) && segment.HasFullTop(block + 1);
            var found = _kernels.Bound(segment.Block(block), full, _query, _limits, _found);
            foreach (var entry in _found.AsSpan(0, found))
            {
                var alignment = entry >> Pairing.Templates;
                for (var left = (ushort)entry; left != 0; left &= (ushort)(left - 1))
                {
                    var index = block * BlockLayout.Lanes + BitOperations.TrailingZeroCount(left);
                    if (index < segment.Count)
                    {
                        Compare(segment, index, alignment);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Compares the first templates in a few alignments, until enough palms have a distance: without a limit every alignment would
    /// be counted exactly.
    /// </summary>
    void Seed(Segment segment)
    {
        if (!double.IsPositiveInfinity(_nearest.Farthest))
        {
            return;
        }

        SetLimits(double.PositiveInfinity);
        for (var i = 0; i < segment.Count && double.IsPositiveInfinity(_nearest.Farthest); i++)
        {
            foreach (var alignment in CoarseTemplate.Alignments)
            {
                Compare(segment, i, alignment);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Compare(Segment segment, int template, int alignment)
    {
        var (differing, common) = RigidComparer.Count(_query.Planes(alignment), segment.Template(template).Planes);
        var distance = RigidComparer.Normalise(differing, common);
        if (distance <= _limitsFor)
        {
            _nearest.Offer(segment.Palms[template], distance);
        }
    }

    /// <summary>
    /// Sets the limit of each alignment's bound for a distance. With d of 3 o bits differing and o cells in common, the
    /// distance is 1/2 - (3 o - 2 d) / (192 sqrt(o)); for a given d it falls as o grows, so the largest possible o bounds d.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void SetLimits(double distance)
    {
        _limitsFor = distance;
        if (distance >= 1)
        {
            Array.Fill(_limits, ulong.MaxValue);
            return;
        }

        var perRoot = (RigidComparer.Unrelated - distance) * 6 * Math.Sqrt(RigidComparer.ReferenceOverlap);
        for (var i = 0; i < _limits.Length; i++)
        {
            // One more than computed, to allow for rounding.
            var cells = _query.ValidCells[i];
            var differing = (3 * cells - perRoot * _roots[i]) / 2 + 1;
            _limits[i] = cells < RigidComparer.MinimumOverlap || differing < 0
                ? 0 : (ulong)differing / Pairing.BoundUnit + 1;
        }
    }
}
