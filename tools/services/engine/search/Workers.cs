namespace Pedestal.Engine;

/// <summary>Spreads numbered pieces of work over a few threads, including the caller's.</summary>
static class Workers
{
    /// <summary>
    /// Runs a worker on each thread with the thread's number. The worker fetches piece numbers until it gets -1.
    /// </summary>
    public static void Run(int threads, int pieces, Action<int, Func<int>> worker)
    {
        var next = 0;
        int Take()
        {
            var piece = Interlocked.Increment(ref next) - 1;
            return piece < pieces ? piece : -1;
        }

        var workers = Math.Min(threads, pieces);
        if (workers == 1)
        {
            worker(0, Take);
        }
        else if (workers > 1)
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, i => worker(i, Take));
        }
    }
}
