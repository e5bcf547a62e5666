using System.Buffers;
using System.Runtime.CompilerServices;

namespace Pedestal.Engine;

/// <summary>Templates worth the exact search, by their numbers in the gallery, most promising first.</summary>
/// <param name="Templates">All of them.</param>
/// <param name="Few">How many of the first rank highest; templates that tie with the last of these are included.</param>
readonly record struct CoarseChoice(int[] Templates, int Few);

/// <summary>Scores all templates by their coarse forms and chooses those worth the exact search.</summary>
static class CoarseSearch
{
    // Segments that a worker scores at a time: about 20 microseconds.
    const int SegmentsPerPiece = 8;
    const int Scores = 1024;
    const int LeastFew = 4;

    /// <summary>
    /// At least the given number of templates with the lowest scores, lowest first. All templates with the last score are
    /// included, so that the choice does not depend on any order. The coarse probes are those of <see
    /// cref="CoarseTemplate.OfProbe"/>.
    /// </summary>
    public static CoarseChoice Choose(Segment[] segments, ulong[] probe, Kernels kernels, int count, int threads)
    {
        var scores = ArrayPool<ushort>.Shared.Rent(segments.Length * Segment.Capacity);
        try
        {
            var templates = (segments.Length - 1) * Segment.Capacity + segments[^1].Count;
            var counts = Score(segments, probe, kernels, scores, threads);
            var (_, few) = Lowest(counts, LeastFew);
            var (highest, _) = Lowest(counts, Math.Min(count, templates));
            return new CoarseChoice(Gather(scores.AsSpan(0, templates), counts, highest), few);
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(scores);
        }
    }

    /// <summary>The lowest score that includes at least the given number of templates, and their number.</summary>
    static (int Score, int Templates) Lowest(int[] counts, int atLeast)
    {
        var score = 0;
        var sum = counts[0];
        while (sum < atLeast)
        {
            sum += counts[++score];
        }

        return (score, sum);
    }

    /// <summary>Fills in the scores and returns how many templates have each.</summary>
    static int[] Score(Segment[] segments, ulong[] probe, Kernels kernels, ushort[] scores, int threads)
    {
        var counts = new int[Scores];
        Workers.Run(threads, (segments.Length + SegmentsPerPiece - 1) / SegmentsPerPiece, (_, take) =>
        {
            var own = new int[Scores];
            for (var piece = take(); piece >= 0; piece = take())
            {
                var end = Math.Min((piece + 1) * SegmentsPerPiece, segments.Length);
                for (var i = piece * SegmentsPerPiece; i < end; i++)
                {
                    var target = scores.AsSpan(i * Segment.Capacity, Segment.Capacity);
                    kernels.Score(segments[i].Coarse, segments[i].UsedBlocks, probe, target);
                    Count(target[..segments[i].Count], own);
                }
            }

            lock (counts)
            {
                for (var i = 0; i < Scores; i++)
                {
                    counts[i] += own[i];
                }
            }
        });
        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Count(ReadOnlySpan<ushort> scores, int[] counts)
    {
        foreach (var score in scores)
        {
            counts[score]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int[] Gather(ReadOnlySpan<ushort> scores, int[] counts, int highest)
    {
        var next = new int[highest + 1];
        for (var i = 1; i <= highest; i++)
        {
            next[i] = next[i - 1] + counts[i - 1];
        }

        var chosen = new int[next[highest] + counts[highest]];
        var from = 0;
        for (int skip; (skip = scores[from..].IndexOfAnyInRange((ushort)0, (ushort)highest)) >= 0;)
        {
            from += skip;
            chosen[next[scores[from]]++] = from;
            from++;
        }

        return chosen;
    }
}
