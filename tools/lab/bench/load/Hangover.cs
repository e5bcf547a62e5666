using System.Diagnostics;

namespace Pedestal.Bench;

/// <summary>How long a stall has effects after its end.</summary>
static class Hangover
{
    const int WindowMilliseconds = 250;
    const double Share = 0.99;

    /// <summary>
    /// Milliseconds from the end of a stall until at least 99 % of the requests are served again: the start of the first
    /// quarter of a second from which on this holds in every quarter, by publishing time.
    /// </summary>
    /// <param name="replies">All replies.</param>
    /// <param name="over">The end of the stall, on the clock of <see cref="Stopwatch"/>.</param>
    public static int After(IEnumerable<LoadReply> replies, long over) => replies
        .Where(reply => reply.Published >= over)
        .GroupBy(reply => (int)(Stopwatch.GetElapsedTime(over, reply.Published).TotalMilliseconds / WindowMilliseconds))
        .Where(window => window.Count(reply => reply.IsServed) < Share * window.Count())
        .Select(window => (window.Key + 1) * WindowMilliseconds)
        .DefaultIfEmpty(0)
        .Max();
}
