namespace Pedestal.Vein.Tests;

public sealed class WipeTests
{
    [Fact]
    public void Wipe_erases_the_palm_and_later_extractions_are_unaffected()
    {
        var frame = Captures.Frame(Captures.Picture(1));
        var extractor = new Extractor();
        var first = new byte[TemplateFormat.Length];
        var again = new byte[TemplateFormat.Length];
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(frame, Captures.Uniform(0), first));
        extractor.CheckLiveness(frame, frame, Captures.Uniform(0));
        Assert.Contains(Pictures(extractor), array => array.Cast<object>().Any(value => Convert.ToUInt64(value) != 0));

        extractor.Wipe();

        Assert.All(Pictures(extractor), array => Assert.All(array.Cast<object>(), value => Assert.Equal(0ul, Convert.ToUInt64(value))));
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(frame, Captures.Uniform(0), again));
        Assert.Equal(first, again);
    }

    // Grey values are bytes; cells and responses are words, or numbers for each cell of the grid.
    static IEnumerable<Array> Pictures(Extractor extractor) => Memory.ArraysOf(extractor)
        .Where(array => array is byte[] or ulong[] or int[] { Length: >= TemplateFormat.GridSide * TemplateFormat.GridSide });
}
