using System.Diagnostics;

namespace Pedestal.Bench;

/// <summary>How long a stall is felt once it is over.</summary>
static class Hangover
{
    const int WindowMilliseconds = 250;
    const double Share = 0.99;

    /// <summary>
    /// Milliseconds from the end of a stall to the first quarter of a second from which on in every one at least 99 % of the
    /// requests published in it are served.
    /// </summary>
    /// <param name="answers">All answers.</param>
    /// <param name="over">The end of the stall, on the clock of <see cref="Stopwatch"/>.</param>
    public static int After(IEnumerable<LoadAnswer> answers, long over) => answers
        .Where(answer => answer.Published >= over)
        .GroupBy(answer => (int)(Stopwatch.GetElapsedTime(over, answer.Published).TotalMilliseconds / WindowMilliseconds))
        .Where(window => window.Count(answer => answer.IsServed) < Share * window.Count())
        .Select(window => (window.Key + 1) * WindowMilliseconds)
        .DefaultIfEmpty(0)
        .Max();
}
