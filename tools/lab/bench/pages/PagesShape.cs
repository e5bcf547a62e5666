using System.Globalization;

namespace Pedestal.Bench;

/// <summary>The pages of the night that were open during a measurement.</summary>
/// <param name="Count">How many were opened.</param>
/// <param name="Open">How many still were at the end.</param>
/// <param name="Batches">Render batches that changed what a page shows, of all pages together.</param>
/// <param name="FewestBatches">Those of the page that got fewest.</param>
/// <param name="LongestSilenceMs">The longest time that any page showed nothing new.</param>
/// <param name="BytesPerBatch">Bytes of a batch before the connection compresses it.</param>
/// <param name="Cores">How much of a core the process took that held the pages.</param>
/// <param name="FirstEnd">Why a page was not open any more at the end; null if all were.</param>
sealed record PagesShape(int Count, int Open, int Batches, int FewestBatches, double LongestSilenceMs, double BytesPerBatch, double Cores,
    string? FirstEnd)
{
    // A page gets new numbers once a second.
    const double MostSilenceMs = 5_000;

    /// <summary>What shows that the pages were not the load that they should have been; null if they were.</summary>
    public string? Fault =>
        Open < Count ? $"{Count - Open} of {Count} pages did not stay open: {FirstEnd}"
        : LongestSilenceMs > MostSilenceMs ? string.Create(CultureInfo.InvariantCulture,
            $"A page showed nothing new for {LongestSilenceMs / 1000:0.0} s; open pages do once a second.")
        : null;

    /// <summary>That of pages.</summary>
    public static PagesShape Of(IReadOnlyList<CircuitTally> pages, double cores)
    {
        var batches = pages.Sum(page => page.Batches);
        return new PagesShape(
            pages.Count, pages.Count(page => page.End is null), batches, pages.Min(page => page.Batches),
            pages.Max(page => page.Longest.TotalMilliseconds), (double)pages.Sum(page => page.Bytes) / Math.Max(1, batches), cores,
            pages.FirstOrDefault(page => page.End is not null).End);
    }
}
