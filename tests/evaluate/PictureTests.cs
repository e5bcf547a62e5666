using CsCheck;
using Pedestal.Phantom;
using SkiaSharp;

namespace Pedestal.Evaluate.Tests;

public class PictureTests
{
    static readonly GreyImage Hand = new(
        PhantomRenderer.Side, PhantomRenderer.Side, PhantomRenderer.Render(new PhantomHand(3, 1), 0));

    [Fact]
    public void A_picture_is_the_same_as_pgm_and_png_and_nearly_so_as_jpeg()
    {
        using var folder = new TestFolder();
        var pgm = Path.Combine(folder.Info.FullName, "hand.pgm");
        PgmFile.Write(pgm, Hand);
        var png = PictureFile.Read(folder.WriteBytes("hand.png", Encode(Hand, SKEncodedImageFormat.Png)));
        var jpeg = PictureFile.Read(folder.WriteBytes("hand.jpg", Encode(Hand, SKEncodedImageFormat.Jpeg)));
        Assert.Equal(Hand.Pixels, PictureFile.Read(pgm).Pixels);
        Assert.Equal(Hand.Pixels, png.Pixels);
        Assert.Equal((Hand.Width, Hand.Height), (jpeg.Width, jpeg.Height));
        Assert.InRange(Hand.Pixels.Zip(jpeg.Pixels, (a, b) => Math.Abs(a - b)).Max(), 0, 4);
    }

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(90, 90, 90, 90)]
    [InlineData(255, 255, 255, 255)]
    public void Colour_becomes_grey_by_luminance(byte red, byte green, byte blue, byte grey)
    {
        using var folder = new TestFolder();
        using var bitmap = new SKBitmap(2, 3);
        bitmap.Erase(new SKColor(red, green, blue));
        var picture = PictureFile.Read(folder.WriteBytes("c.png", bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray()));
        Assert.Equal((2, 3), (picture.Width, picture.Height));
        Assert.All(picture.Pixels, level => Assert.Equal(grey, level));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "png")]
    [InlineData(SKEncodedImageFormat.Jpeg, "jpg")]
    public void A_file_that_ends_early_is_refused_by_name(SKEncodedImageFormat format, string extension)
    {
        using var folder = new TestFolder();
        var whole = Encode(Hand, format);
        foreach (var share in new[] { 0.0, 0.01, 0.3, 0.6, 0.9 })
        {
            var file = folder.WriteBytes($"cut.{extension}", whole[..(int)(share * whole.Length)]);
            Assert.Contains($"cut.{extension}", Assert.Throws<InvalidDataException>(() => PictureFile.Read(file)).Message);
        }
    }

    [Fact]
    public void Garbage_is_refused_and_never_crashes() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 2]).Sample((bytes, kind) =>
        {
            using var folder = new TestFolder();
            var extension = kind switch { 0 => "pgm", 1 => "png", _ => "jpeg" };
            var file = folder.WriteBytes("garbage." + extension, bytes);
            Assert.Contains("garbage." + extension, Assert.Throws<InvalidDataException>(() => PictureFile.Read(file)).Message);
        }, iter: 60);

    [Fact]
    public void A_missing_file_is_refused_as_unreadable() =>
        Assert.Throws<InvalidDataException>(() => PictureFile.Read(Path.Combine(Path.GetTempPath(), "no-such-picture.png")));

    [Fact]
    public void At_its_own_size_a_picture_stays_as_it_is()
    {
        Assert.Equal(Hand.Pixels, AreaResampler.MiddleSquare(Hand, Hand.Width));
        Assert.Equal(Hand.Pixels, AreaResampler.Whole(Hand, Hand.Width));
    }

    [Fact]
    public void Pixels_are_averaged_by_the_area_they_cover()
    {
        // Three columns become two: each is one whole column and half of the middle one.
        var image = new GreyImage(3, 3, [30, 60, 90, 30, 60, 90, 30, 60, 90]);
        Assert.Equal([40, 80, 40, 80], AreaResampler.Whole(image, 2));
        Assert.Equal([60], AreaResampler.Whole(image, 1));
        Assert.Equal([10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40],
            AreaResampler.Whole(new GreyImage(2, 2, [10, 20, 30, 40]), 4));
    }

    [Fact]
    public void Of_a_wide_or_high_picture_the_middle_square_is_taken_and_the_whole_is_squeezed()
    {
        var wide = new GreyImage(4, 2, [0, 10, 20, 99, 0, 30, 40, 99]);
        Assert.Equal([10, 20, 30, 40], AreaResampler.MiddleSquare(wide, 2));
        Assert.Equal([25], AreaResampler.MiddleSquare(wide, 1));
        Assert.Equal([10, 20, 30, 40], AreaResampler.MiddleSquare(new GreyImage(2, 4, [0, 0, 10, 20, 30, 40, 9, 9]), 2));
        Assert.Equal([5, 60, 15, 70], AreaResampler.Whole(wide, 2).Select(level => (int)level));
    }

    [Fact]
    public void The_mean_is_kept_at_any_size() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 50]).Sample((width, height, side) =>
        {
            var image = new GreyImage(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)(i * 37 % 251))]);
            var mean = AreaResampler.Whole(image, side).Average(level => level);
            Assert.Equal(image.Pixels.Average(level => level), mean, 0.51);
        });

    static byte[] Encode(GreyImage image, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var level = image.Pixels[i];
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(level, level, level));
        }

        return bitmap.Encode(format, 100).ToArray();
    }
}
