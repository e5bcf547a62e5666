using System.Collections.Concurrent;

namespace Pedestal.Engine;

/// <summary>The exact search over segments, on several threads.</summary>
static class FineSearch
{
    // 80 KB each, as many as there were simultaneous searches. They are cleared after use.
    static readonly ConcurrentBag<Segment> Gathered = [];

    /// <summary>Searches all templates.</summary>
    public static NearestPalms Search(Segment[] segments, Query query, Kernels kernels, int palms, int threads) =>
        Search(threads, segments.Length, query, kernels, palms, (scan, piece) =>
        {
            if (segments[piece].IsCompact)
            {
                var first = piece * Segment.Capacity;
                SearchGathered(scan, segments, [.. Enumerable.Range(first, segments[piece].Count)]);
            }
            else
            {
                scan.Search(segments[piece]);
            }
        });

    /// <summary>Searches the chosen templates, most promising first.</summary>
    public static NearestPalms Search(
        Segment[] segments, ReadOnlyMemory<int> chosen, Query query, Kernels kernels, int palms, int threads) =>
        Search(threads, (chosen.Length + Segment.Capacity - 1) / Segment.Capacity, query, kernels, palms, (scan, piece) =>
        {
            var left = chosen.Span[(piece * Segment.Capacity)..];
            SearchGathered(scan, segments, left[..Math.Min(left.Length, Segment.Capacity)]);
        });

    // Templates from anywhere are brought together first, because a search compares a block at a time.
    static void SearchGathered(FineScan scan, Segment[] segments, ReadOnlySpan<int> templates)
    {
        var gathered = Gathered.TryTake(out var used) ? used : new Segment();
        foreach (var template in templates)
        {
            var (segment, index) = (segments[template / Segment.Capacity], template % Segment.Capacity);
            gathered.AddFine(segment.Palms[index], segment.Template(index));
        }

        scan.Search(gathered);
        gathered.Clear();
        Gathered.Add(gathered);
    }

    static NearestPalms Search(
        int threads, int pieces, Query query, Kernels kernels, int palms, Action<FineScan, int> search)
    {
        var shared = new SharedBound();
        var scans = new FineScan?[threads];
        Workers.Run(threads, pieces, (worker, take) =>
        {
            var scan = new FineScan(query, kernels, palms, shared);
            scans[worker] = scan;
            for (var piece = take(); piece >= 0; piece = take())
            {
                search(scan, piece);
            }
        });
        var nearest = new NearestPalms(palms);
        foreach (var scan in scans)
        {
            foreach (var found in scan is null ? [] : scan.Nearest.Palms)
            {
                nearest.Offer(found.Palm, found.Distance);
            }
        }

        return nearest;
    }
}
