using CsCheck;
using Pedestal.Core.Ledger;

namespace Pedestal.Core.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Counts_and_percentiles_agree_with_the_times() =>
        Gen.Int[1, 3_000_000].Array[1, 60].Sample(times =>
        {
            var histogram = new LatencyHistogram();
            foreach (var time in times)
            {
                histogram.Add(Ledger(time));
            }

            Array.Sort(times);
            Assert.Equal(times.Length, histogram.Attempts);
            Assert.Equal(times[^1], histogram.Longest(LatencyHistogram.Total));
            Assert.Equal(0, histogram.CountOf((int)Stage.Match));
            for (var bucket = 0; bucket < LatencyHistogram.Buckets; bucket++)
            {
                var above = bucket == 0 ? 0 : LatencyHistogram.Limits[bucket - 1];
                var upTo = bucket < LatencyHistogram.Limits.Length ? LatencyHistogram.Limits[bucket] : int.MaxValue;
                Assert.Equal(times.Count(t => t > above && t <= upTo), histogram.CountOf(LatencyHistogram.Total, bucket));
            }

            foreach (var percent in new[] { 50, 95, 100 })
            {
                var exact = times[(times.Length * percent + 99) / 100 - 1];
                Assert.InRange(histogram.Percentile(LatencyHistogram.Total, percent), exact, times[^1]);
            }
        });

    [Fact]
    public void An_empty_one_has_no_percentile() => Assert.Equal(0, new LatencyHistogram().Percentile(0, 95));

    static LatencyLedger Ledger(long total)
    {
        var ledger = new LatencyLedger();
        ledger.Begin(0, 1000);
        ledger.Charge(Stage.Capture, total / 2);
        ledger.Close(total);
        return ledger;
    }
}
