using System.Diagnostics;
using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Bench;

/// <summary>Searches among everybody enrolled, one after the other.</summary>
sealed class PopulationSearches(PalmSet palms, int count, Func<VeinTemplate, Task<MatchResult>> identify)
{
    /// <summary>For persons who are enrolled, by captures that did not enrol them.</summary>
    public Task<Timed> KnownAsync(Action done) => RunAsync(0, done);

    /// <summary>For strangers.</summary>
    public Task<Timed> StrangersAsync(Action done) => RunAsync(PopulationPalms.Drawn / 2, done);

    /// <summary>The time that the given share exceeds.</summary>
    public static double Percentile(double[] sorted, int percent) => sorted[sorted.Length * percent / 100];

    async Task<Timed> RunAsync(int firstPalm, Action done)
    {
        const int Half = PopulationPalms.Drawn / 2;
        const int Enrolled = PopulationPalms.TemplatesPerPalm;
        var times = new double[count];
        var (found, right) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var palm = firstPalm + i % Half;
            var probe = PalmSet.Parse(palms.CapturesOf(palm)[Enrolled + i / Half % (PopulationPalms.CapturesPerPalm - Enrolled)]);
            var start = Stopwatch.GetTimestamp();
            var match = await identify(probe);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            found += match.Palm is not null ? 1 : 0;
            right += match.Palm == PopulationPalms.NumberOf(palm) ? 1 : 0;
            done();
        }

        Array.Sort(times);
        return new Timed(times, found, right);
    }

    /// <summary>What searches of one kind took, sorted, and what they found.</summary>
    internal sealed record Timed(double[] Milliseconds, int Found, int Right)
    {
        /// <summary>Their figures.</summary>
        public SearchFigures ToFigures() => new(
            Milliseconds.Length, Percentile(Milliseconds, 50), Percentile(Milliseconds, 99), Found, Right);
    }
}
