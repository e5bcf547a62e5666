using System.Collections.Immutable;
using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// Palms that stand for strangers: some of the gallery's own, because its strangers resemble its guests, and for a small gallery also
/// palms that ship with the engine. The same palms give the same cohort in whatever order they were enrolled.
/// </summary>
sealed class Cohort
{
    /// <summary>Palms by which a probe's coarse scores are judged.</summary>
    public const int Palms = 192;

    /// <summary>Fewest palms that are compared with each other closely.</summary>
    const int FewestClose = 64;

    readonly Segment[] _segments;

    /// <summary>A cohort of the given palms, filled up with those that ship.</summary>
    public Cohort(IReadOnlyCollection<VeinTemplate[]> own)
    {
        Close = Math.Clamp(own.Count, FewestClose, Palms);
        Members = [.. own.Concat(ShippedCohort.Palms.ToArray()).Take(Palms)];
        _segments = [.. Members.Chunk(Segment.Capacity).Select(chunk =>
        {
            var segment = new Segment(isCompact: true);
            foreach (var palm in chunk)
            {
                segment.Add(0, ProbeOf(palm));
            }

            return segment;
        })];
    }

    /// <summary>The templates of each palm, at least one.</summary>
    public ImmutableArray<VeinTemplate[]> Members { get; }

    /// <summary>How many of them, the first, are compared with each other closely: only the gallery's own, if they are enough.</summary>
    public int Close { get; }

    /// <summary>Templates that ship of a palm, by its number.</summary>
    public static int TemplatesShipped(int palm) => palm < FewestClose ? 2 : 1;

    /// <summary>The template by which a palm is compared with others: the same one in whatever order they were enrolled.</summary>
    public static VeinTemplate ProbeOf(VeinTemplate[] palm)
    {
        var first = palm[0];
        foreach (var template in palm)
        {
            first = template.Planes.SequenceCompareTo(first.Planes) < 0 ? template : first;
        }

        return first;
    }

    /// <summary>A probe's statistics, given its coarse forms (<see cref="CoarseTemplate.OfProbe"/>).</summary>
    public ProbeStatistics Of(ReadOnlySpan<ulong> coarse, Kernels kernels)
    {
        Span<ushort> scores = stackalloc ushort[(Palms + Segment.Capacity - 1) / Segment.Capacity * Segment.Capacity];
        for (var i = 0; i < _segments.Length; i++)
        {
            kernels.Score(_segments[i].Coarse, _segments[i].UsedBlocks, coarse, scores[(i * Segment.Capacity)..]);
        }

        return ProbeStatistics.Of(scores[..Palms]);
    }
}
