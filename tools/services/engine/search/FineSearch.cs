namespace Pedestal.Engine;

/// <summary>The exact search over segments, on several threads.</summary>
static class FineSearch
{
    /// <summary>Searches all templates.</summary>
    public static NearestPalms Search(Segment[] segments, Query query, Kernels kernels, int palms, int threads) =>
        Search(threads, segments.Length, query, kernels, palms, () => segment => segments[segment]);

    /// <summary>Searches a choice of templates, most promising first.</summary>
    public static NearestPalms Search(
        Segment[] segments, ReadOnlyMemory<int> chosen, Query query, Kernels kernels, int palms, int threads) =>
        Search(threads, (chosen.Length + Segment.Capacity - 1) / Segment.Capacity, query, kernels, palms, () =>
        {
            var gathered = new Segment();
            return piece =>
            {
                gathered.Clear();
                var left = chosen.Span[(piece * Segment.Capacity)..];
                foreach (var template in left[..Math.Min(left.Length, Segment.Capacity)])
                {
                    gathered.AddFine(segments[template / Segment.Capacity], template % Segment.Capacity);
                }

                return gathered;
            };
        });

    static NearestPalms Search(
        int threads, int pieces, Query query, Kernels kernels, int palms, Func<Func<int, Segment>> segmentsOfWorker)
    {
        var shared = new SharedBound();
        var scans = new FineScan?[threads];
        Workers.Run(threads, pieces, (worker, take) =>
        {
            var scan = new FineScan(query, kernels, palms, shared);
            scans[worker] = scan;
            var segmentOf = segmentsOfWorker();
            for (var piece = take(); piece >= 0; piece = take())
            {
                scan.Search(segmentOf(piece));
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
