namespace Pedestal.Pictures.Tests;

/// <summary>What can be read, and the resulting pixels.</summary>
public class ReadTests
{
    [Theory]
    [InlineData("interlaced.png", 0)]
    [InlineData("palette.png", 0)]
    [InlineData("grey.jpg", 4)]
    [InlineData("progressive.jpg", 4)]
    [InlineData("cmyk.jpg", 6)]
    public void Every_kind_of_png_and_jpeg_gives_the_same_picture(string file, int difference)
    {
        var image = PictureFile.Read(Input(file));
        Assert.Equal((Made.Width, Made.Height), (image.Width, image.Height));
        Assert.InRange(image.Pixels.Zip(Made.Slope.Pixels, (a, b) => Math.Abs(a - b)).Max(), 0, difference);
    }

    [Fact]
    public void One_bit_is_black_and_white() => Assert.Equal(
        Enumerable.Range(0, Made.Width * Made.Height).Select(i => (byte)(255 * ((i % Made.Width / 3 + i / Made.Width / 2) % 2))),
        PictureFile.Read(Input("one-bit.png")).Pixels);

    [Theory]
    [InlineData("P5\n4 1\n255\n")]
    [InlineData("P5 4 1 255 ")]
    [InlineData("P5\r\n4 1\r\n255\r\n")]
    [InlineData("P5\r4 1\r255\r")]
    [InlineData("P5\n4 1\n255 # note\n")]
    [InlineData("P5\n4 1\n255# note\n")]
    [InlineData("P5\n4 1\n255\n# a camera\n# a lens\n")]
    [InlineData("P5#a\n# b\n4 # c\r\n#d\n1#e\n255 \n")]
    public void A_pgm_header_may_have_comments_anywhere_and_any_line_ends(string header)
    {
        byte[][] rows = [[1, 2, 3, 4], [10, 13, 10, 32], [.. "# a\n"u8], [13, 10, 10, 10]];
        Assert.All(rows, row => Assert.Equal(row, PictureFile.Decode(Made.Pgm(header, row)).Pixels));
    }

    [Theory]
    [InlineData(100, new byte[] { 0, 25, 50, 100 }, new byte[] { 0, 64, 128, 255 })]
    [InlineData(1, new byte[] { 0, 1, 1, 0 }, new byte[] { 0, 255, 255, 0 })]
    [InlineData(1023, new byte[] { 0, 0, 1, 0, 2, 0, 3, 255 }, new byte[] { 0, 64, 128, 255 })]
    [InlineData(65535, new byte[] { 0, 0, 64, 0, 128, 0, 255, 255 }, new byte[] { 0, 64, 128, 255 })]
    public void A_pgm_is_scaled_from_its_maximum(int maximum, byte[] stored, byte[] pixels) =>
        Assert.Equal(pixels, PictureFile.Decode(Made.Pgm($"P5\n4 1\n{maximum}\n", stored)).Pixels);

    [Fact]
    public void Sixteen_bits_become_eight() =>
        Assert.Equal([0, 15, 128, 255], PictureFile.Decode(Made.GreyPng16(0, 3855, 32896, 65535)).Pixels);

    [Fact]
    public void Gamma_does_not_change_the_stored_values() => Assert.Equal([0, 64, 128, 255],
        PictureFile.Decode(Made.Png(4, 1, 8, 0, [0, 64, 128, 255], ("gAMA", [0, 1, 0x86, 0xA0]))).Pixels);

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(90, 90, 90, 90)]
    [InlineData(255, 255, 255, 255)]
    public void Colour_becomes_grey_by_luminance(byte red, byte green, byte blue, byte grey)
    {
        Assert.Equal([grey], PictureFile.Decode(Made.Png(1, 1, 8, 2, [red, green, blue])).Pixels);
        Assert.Equal([grey], PictureFile.Decode(Made.Png(1, 1, 8, 6, [red, green, blue, 255])).Pixels);
    }

    [Theory]
    [InlineData(1, "abcdef", 3)]
    [InlineData(2, "cbafed", 3)]
    [InlineData(3, "fedcba", 3)]
    [InlineData(4, "defabc", 3)]
    [InlineData(5, "adbecf", 2)]
    [InlineData(6, "daebfc", 2)]
    [InlineData(7, "fcebda", 2)]
    [InlineData(8, "cfbead", 2)]
    [InlineData(9, "abcdef", 3)]
    public void All_orientations_of_exif_are_applied(byte orientation, string pixels, int width)
    {
        foreach (var little in new[] { false, true })
        {
            var png = Made.Png(3, 2, 8, 0, [.. "abcdef"u8], ("eXIf", Made.Exif(orientation, little)));
            var image = PictureFile.Decode(png);
            Assert.Equal((width, pixels), (image.Width, System.Text.Encoding.ASCII.GetString(image.Pixels)));
        }
    }

    [Fact]
    public void A_jpeg_is_rotated_like_a_png()
    {
        var jpeg = File.ReadAllBytes(Input("grey.jpg"));
        for (byte orientation = 1; orientation <= 8; orientation++)
        {
            foreach (var little in new[] { false, true })
            {
                var exif = Made.Exif(orientation, little);
                var turned = PictureFile.Decode(Made.WithExif(jpeg, exif));
                var wanted = PictureFile.Decode(
                    Made.Png(Made.Width, Made.Height, 8, 0, PictureFile.Decode(jpeg).Pixels, ("eXIf", exif)));
                Assert.Equal((wanted.Width, wanted.Height), (turned.Width, turned.Height));
                Assert.Equal(wanted.Pixels, turned.Pixels);
            }
        }
    }

    [Fact]
    public void The_format_is_told_by_content_and_not_by_name()
    {
        using var folder = new TestFolder();
        Assert.Equal([1, 2], PictureFile.Read(folder.Write("a.png", Made.Pgm("P5\n2 1\n255\n", 1, 2))).Pixels);
        Assert.Equal([1, 2], PictureFile.Read(folder.Write("b.pgm", Made.GreyPng(new GreyImage(2, 1, [1, 2])))).Pixels);
        Assert.Equal(Made.Width, PictureFile.Read(folder.Write("c", File.ReadAllBytes(Input("grey.jpg")))).Width);
    }

    [Fact]
    public void A_written_picture_reads_back_the_same()
    {
        using var folder = new TestFolder();
        PgmFile.Write(folder.PathOf("x.pgm"), Made.Slope);
        Assert.Equal(Made.Slope.Pixels, PictureFile.Read(folder.PathOf("x.pgm")).Pixels);
    }

    static string Input(string file) => Path.Combine(AppContext.BaseDirectory, "inputs", file);
}
