using System.Diagnostics;

namespace Pedestal.Bench.Tests;

/// <summary>Dead pages are no load, and must not be taken for idle ones.</summary>
public sealed class PagesShapeTests
{
    const int Batch = 2_000;
    const int Seconds = 15;

    [Fact]
    public void Pages_that_show_something_new_every_second_are_open() => Assert.Null(PagesShape.Of([Shown(Seconds), Shown(Seconds)], 0).Fault);

    [Fact]
    public void A_page_that_closed_is_a_fault() =>
        Assert.Equal("1 of 2 pages did not stay open: gone", PagesShape.Of([Shown(Seconds), Shown(Seconds) with { End = "gone" }], 0).Fault);

    [Fact]
    public void A_page_that_stopped_is_a_fault()
    {
        var pages = PagesShape.Of([Shown(Seconds), Shown(9)], 0);
        Assert.Equal("A page showed nothing new for 6.0 s; open pages do once a second.", pages.Fault);
        Assert.Equal((24, 9), (pages.Batches, pages.FewestBatches));
    }

    // A page that was updated once a second for some of them, at the end of all.
    static CircuitTally Shown(int seconds)
    {
        var tally = new CircuitTally();
        for (var second = 1; second <= seconds; second++)
        {
            tally = tally.With(Batch, second * Stopwatch.Frequency);
        }

        return tally.At(Seconds * Stopwatch.Frequency);
    }
}
