namespace Pedestal.Pictures.Tests;

/// <summary>What is refused, and with which message.</summary>
public sealed class RefusalTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("P2\n2 1\n255\n10 20\n", "a plain PGM (P2")]
    [InlineData("P6\n1 1\n255\nabc", "a Netpbm file (P6)")]
    [InlineData("P5\nx 1\n255\n", "width 'x' is not a number")]
    [InlineData("P5\n2\n", "ends before its height")]
    [InlineData("P5\n2 1\n", "ends before its maximum value")]
    [InlineData("P5\n0 1\n255\n", "size 0 x 1")]
    [InlineData("P5\n99999 99999\n255\n", "size 99999 x 99999")]
    [InlineData("P5\n99999999999 1\n255\n", "width '99999999999' is not a number")]
    [InlineData("P5\n8192 8192\n255\n\u0001\u0002", "more than 25 million pixels")]
    [InlineData("P5\n8192 3000\n255\n\u0001\u0002", "ends after 2 of 24,576,000 bytes of pixels")]
    [InlineData("P5\n2 1\n65536\nabcd", "maximum value 65536")]
    [InlineData("P5\n2 1\n0\nab", "maximum value 0")]
    [InlineData("P5\n2 2\n255\nab", "ends after 2 of 4 bytes")]
    [InlineData("P5\n2 1\n255", "ends after 0 of 2 bytes")]
    [InlineData("P5\n2 1\n256\nab", "ends after 2 of 4 bytes")]
    [InlineData("P5\n2 1\n100\na\u0065", "a pixel has the value 101, but the maximum is 100")]
    [InlineData("P5\n2 1\n255\nabP5\n2 1\n255\ncd", "13 bytes follow its pixels")]
    [InlineData("P5\n2 1\n65535\n\u0000\u0001\u0003\u00FF", "its 16-bit values use at most the lower 14 bits")]
    [InlineData("<html></html>", "it is something else")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer")]
    public void A_defect_of_a_pgm_is_reported(string content, string reason) => Refused(Made.Pgm(content), reason);

    [Theory]
    [InlineData("still.gif", "a GIF file")]
    [InlineData("still.bmp", "a BMP file")]
    [InlineData("still.tiff", "a TIFF file")]
    [InlineData("still.webp", "a WebP file")]
    [InlineData("animated.png", "it is animated")]
    public void Other_picture_formats_are_refused_by_name(string file, string reason) =>
        Refused(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "inputs", file)), reason);

    [Fact]
    public void Unscaled_16_bit_values_are_refused()
    {
        Assert.All(new ushort[] { 0, 255, 1023, 4095, 16383 },
            brightest => Refused(Made.GreyPng16(0, brightest), "its 16-bit values use at most the lower 14 bits"));
        Refused(Made.Png(1, 1, 16, 2, [3, 255, 3, 255, 3, 255]), "the lower 14 bits");
        Assert.Equal([0, 64], PictureFile.Decode(Made.GreyPng16(0, 16384)).Pixels);
    }

    [Fact]
    public void Transparency_is_refused_in_every_depth()
    {
        Refused(Made.Png(2, 1, 8, 6, [255, 255, 255, 0, 80, 80, 80, 255]), "it has transparent pixels");
        Refused(Made.Png(2, 1, 8, 4, [200, 255, 100, 254]), "it has transparent pixels");
        Refused(Made.Png(1, 1, 16, 4, [255, 255, 128, 0]), "it has transparent pixels");
        Refused(Made.Png(2, 1, 8, 0, [7, 8], ("tRNS", [0, 7])), "it has transparent pixels");
        Assert.Equal([200, 100], PictureFile.Decode(Made.Png(2, 1, 8, 4, [200, 255, 100, 255])).Pixels);
    }

    [Fact]
    public void An_oversized_picture_is_refused_before_memory_is_allocated()
    {
        Refused(Made.Png(8193, 1, 8, 0, [1]), "8193 x 1");
        Refused(Made.Png(8000, 8000, 8, 0, [0]), "more than 25 million pixels");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(Made.Png(5000, 5000, 8, 0, [0])[..^12], "it ends early");
        Refused(Made.Pgm("P5\n5000 5000\n255\n"), "ends after 0");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_truncated_or_extended_png_is_refused()
    {
        var png = Made.GreyPng(Made.Slope);
        Assert.All(Enumerable.Range(8, png.Length - 8), length => Refused(png[..length], "it ends early"));
        Refused([.. png, .. png], "bytes follow its");
    }

    [Theory]
    [InlineData("grey.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("cmyk.jpg")]
    public void A_truncated_jpeg_is_refused(string file)
    {
        var jpeg = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "inputs", file));
        Assert.All(Enumerable.Range(3, jpeg.Length - 3), length => Refused(jpeg[..length], ""));
    }

    [Fact]
    public void Anything_but_an_ordinary_file_is_refused_by_name_and_without_waiting()
    {
        Directory.CreateDirectory(_folder.PathOf("folder.png"));
        Named("folder.png", "it is a folder");
        _folder.Write("empty.pgm", []);
        Named("empty.pgm", "it is empty");
        Named("none.jpg", "the file does not exist");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.PathOf("loop.png"), _folder.PathOf("loop.png"));
            File.CreateSymbolicLink(_folder.PathOf("endless.pgm"), "/dev/zero");
            File.CreateSymbolicLink(_folder.PathOf("dangling.pgm"), "nowhere.pgm");
            Named("loop.png", "cannot be read");
            Named("endless.pgm", "it is empty");
            Named("dangling.pgm", "the file does not exist");
            using var large = File.Create(_folder.PathOf("large.pgm"));
            large.SetLength(1L << 40);
            Named("large.pgm", "it has 1,099,511,627,776 bytes");
        }
    }

    [Fact]
    public void A_picture_too_small_for_a_hand_is_refused()
    {
        _folder.Write("tiny.png", Made.Png(1, 1, 8, 0, [240]));
        var error = Assert.Throws<InvalidDataException>(() => CameraPicture.Read(_folder.PathOf("tiny.png")));
        Assert.Contains("tiny.png is 1 x 1 pixels, too few to show a palm", error.Message, StringComparison.Ordinal);
        Assert.Equal([240], PictureFile.Read(_folder.PathOf("tiny.png")).Pixels);
        PgmFile.Write(_folder.PathOf("small.pgm"), Made.Slope);
        Assert.Equal(128 * 128, CameraPicture.Read(_folder.PathOf("small.pgm")).Length);
    }

    void Refused(byte[] content, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => PictureFile.Read(_folder.Write("some.jpg", content)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("some.jpg", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    void Named(string file, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => PictureFile.Read(_folder.PathOf(file)));
        Assert.StartsWith(_folder.PathOf(file), error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
