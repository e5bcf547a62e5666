using CsCheck;
using Pedestal.Phantom;

namespace Pedestal.Vein.Tests;

public class ExtractorTests
{
    [Fact]
    public void A_frame_gives_the_same_bytes_regardless_of_earlier_frames()
    {
        var frame = Captures.Frame(Captures.Picture(1));
        var other = Captures.Frame(Captures.Picture(4));
        var extractor = new Extractor();
        var first = new byte[TemplateFormat.Length];
        var second = new byte[TemplateFormat.Length];
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(frame, Captures.Uniform(0), first));
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(other, Captures.Uniform(0), second));
        Assert.NotEqual(first, second);
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(frame, Captures.Uniform(0), second));
        Assert.Equal(first, second);
    }

    [Fact]
    public void The_header_describes_the_template()
    {
        var (status, template) = Captures.Extract(Captures.Frame(Captures.Picture(1)));
        Assert.Equal(ExtractionStatus.Ok, status);
        Assert.Equal(TemplateFormat.Magic, template[TemplateFormat.MagicOffset]);
        Assert.Equal(TemplateFormat.FormatVersion, template[TemplateFormat.FormatVersionOffset]);
        Assert.Equal(TemplateFormat.ExtractorVersion, template[TemplateFormat.ExtractorVersionOffset]);
        Assert.InRange(template[TemplateFormat.QualityOffset], 80, 100);
        Assert.InRange(template[TemplateFormat.CentreOffset], 54, 74);
        Assert.Equal(ValidCells(template),
            template[TemplateFormat.ValidCellsOffset] | template[TemplateFormat.ValidCellsOffset + 1] << 8);
    }

    [Fact]
    public void Cells_without_palm_have_zero_bits()
    {
        var (_, template) = Captures.Extract(Captures.Frame(Captures.Picture(1, new CapturePose { ShiftY = -14 })));
        for (var i = 0; i < TemplateFormat.PlaneLength; i++)
        {
            var mask = template[TemplateFormat.PlanesOffset + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength + i];
            for (var plane = 0; plane < TemplateFormat.PlaneCount; plane++)
            {
                Assert.Equal(0, template[TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength + i] & ~mask);
            }
        }
    }

    [Fact]
    public void No_row_or_column_of_a_plane_is_equal_for_all_palms()
    {
        var templates = Enumerable.Range(0, 24).Select(palm => Captures.Extract(Captures.Frame(Captures.Picture(palm))).Template)
            .ToArray();
        for (var plane = 0; plane < TemplateFormat.PlaneCount; plane++)
        {
            for (var line = 0; line < TemplateFormat.GridSide; line++)
            {
                Assert.InRange(templates.Average(t => Ones(t, plane, y => line, x => x)), 0.04, 0.96);
                Assert.InRange(templates.Average(t => Ones(t, plane, y => y, x => line)), 0.04, 0.96);
            }
        }
    }

    [Fact]
    public void Ambient_light_in_both_frames_does_not_change_the_template()
    {
        var picture = Captures.Picture(2, new CapturePose { Exposure = 0.9 });
        var (_, expected) = Captures.Extract(Captures.Frame(picture));
        var (status, template) = Captures.Extract(Captures.Frame(picture, 25), Captures.Uniform(25));
        Assert.Equal(ExtractionStatus.Ok, status);
        Assert.Equal(expected, template);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-6, 4)]
    [InlineData(3, -5)]
    public void A_hand_moved_by_whole_pixels_gives_a_similar_template(int dx, int dy)
    {
        var picture = Captures.Picture(3, new CapturePose { ShiftY = 3 });
        var (_, expected) = Captures.Extract(Captures.Frame(picture));
        var (status, template) = Captures.Extract(Captures.Frame(Captures.Shift(picture, dx, dy)));
        Assert.Equal(ExtractionStatus.Ok, status);
        Assert.InRange(DifferingBits(expected, template), 0, TemplateFormat.PlaneCount * 1024 / 4);
    }

    public static TheoryData<string, ExtractionStatus> UnusableFrames => new()
    {
        { "nothing", ExtractionStatus.NoHand },
        { "dim", ExtractionStatus.TooDark },
        { "saturated", ExtractionStatus.TooBright },
        { "far", ExtractionStatus.TooFar },
        { "near", ExtractionStatus.TooNear },
        { "aside", ExtractionStatus.OffCentre },
    };

    [Theory]
    [MemberData(nameof(UnusableFrames))]
    public void An_unusable_frame_is_refused_with_its_reason_and_writes_no_template(string view, ExtractionStatus expected)
    {
        var frame = view switch
        {
            "nothing" => Captures.Uniform(3),
            "dim" => Captures.Frame(Captures.Picture(1, new CapturePose { Exposure = 0.2 })),
            "saturated" => Captures.Frame(Captures.Picture(1, new CapturePose { Exposure = 1.9 })),
            "far" => Captures.Frame(Captures.Picture(1, new CapturePose { Distance = 160, Exposure = 2.5 })),
            "near" => Captures.Frame(Captures.Picture(1, new CapturePose { Distance = 60, Exposure = 0.45 })),
            _ => Captures.Frame(Captures.Picture(1, new CapturePose { ShiftX = 45 })),
        };
        var (status, template) = Captures.Extract(frame);
        Assert.Equal(expected, status);
        Assert.All(template, b => Assert.Equal(0, b));
    }

    [Fact]
    public void Any_frame_gives_a_defined_status()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 40], Gen.Int[0, 255]).Sample((seed, block, level) =>
        {
            var random = new Random(seed);
            var lit = new byte[2 * Captures.Pixels];
            for (var i = 0; i < lit.Length; i += block)
            {
                Array.Fill(lit, (byte)random.Next(level + 1), i, Math.Min(block, lit.Length - i));
            }

            var dark = new byte[lit.Length];
            random.NextBytes(dark.AsSpan(0, random.Next(dark.Length)));
            var (status, _) = Captures.Extract(lit, dark);
            Assert.InRange(status, ExtractionStatus.Ok, ExtractionStatus.TooBrightHere);
        }, iter: 300, seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void Extraction_allocates_nothing_after_start_up()
    {
        var extractor = new Extractor();
        var frame = Captures.Frame(Captures.Picture(1));
        var dark = Captures.Uniform(0);
        var template = new byte[TemplateFormat.Length];
        extractor.Extract(frame, dark, template);
        var before = GC.GetAllocatedBytesForCurrentThread();
        extractor.Extract(frame, dark, template);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The fraction of ones in a row or column.</summary>
    static double Ones(byte[] template, int plane, Func<int, int> row, Func<int, int> column)
    {
        var start = TemplateFormat.PlanesOffset + plane * TemplateFormat.PlaneLength;
        return Enumerable.Range(0, TemplateFormat.GridSide)
            .Average(i => template[start + 4 * row(i) + (column(i) >> 3)] >> (column(i) & 7) & 1);
    }

    static int ValidCells(byte[] template) => CountBits(template.AsSpan(TemplateFormat.PlanesOffset
        + TemplateFormat.PlaneCount * TemplateFormat.PlaneLength));

    static int DifferingBits(byte[] first, byte[] second) => CountBits(
        first.Zip(second, (a, b) => (byte)(a ^ b)).Skip(TemplateFormat.PlanesOffset)
            .Take(TemplateFormat.PlaneCount * TemplateFormat.PlaneLength).ToArray());

    static int CountBits(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += IntegerMath.CountBits(b);
        }

        return count;
    }
}
