using CsCheck;

namespace Pedestal.Pictures.Tests;

public class ResamplerTests
{
    [Fact]
    public void At_its_own_size_a_picture_is_unchanged()
    {
        var square = new GreyImage(16, 16, Made.Slope.Pixels[..256]);
        Assert.Equal(square.Pixels, AreaResampler.MiddleSquare(square, 16));
        Assert.Equal(square.Pixels, AreaResampler.Whole(square, 16));
    }

    [Fact]
    public void Pixels_are_averaged_by_the_area_they_cover()
    {
        // Three columns become two: each is one full column and half of the middle one.
        var image = new GreyImage(3, 3, [30, 60, 90, 30, 60, 90, 30, 60, 90]);
        Assert.Equal([40, 80, 40, 80], AreaResampler.Whole(image, 2));
        Assert.Equal([60], AreaResampler.Whole(image, 1));
        Assert.Equal([10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40],
            AreaResampler.Whole(new GreyImage(2, 2, [10, 20, 30, 40]), 4));
    }

    [Fact]
    public void A_wide_or_tall_picture_is_cropped_to_the_middle_square_or_squeezed_as_a_whole()
    {
        var wide = new GreyImage(4, 2, [0, 10, 20, 99, 0, 30, 40, 99]);
        Assert.Equal([10, 20, 30, 40], AreaResampler.MiddleSquare(wide, 2));
        Assert.Equal([25], AreaResampler.MiddleSquare(wide, 1));
        Assert.Equal([10, 20, 30, 40], AreaResampler.MiddleSquare(new GreyImage(2, 4, [0, 0, 10, 20, 30, 40, 9, 9]), 2));
        Assert.Equal([5, 60, 15, 70], AreaResampler.Whole(wide, 2).Select(level => (int)level));
    }

    [Fact]
    public void The_mean_is_preserved_at_any_size() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 50]).Sample((width, height, side) =>
        {
            var image = new GreyImage(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)(i * 37 % 251))]);
            var mean = AreaResampler.Whole(image, side).Average(level => level);
            Assert.Equal(image.Pixels.Average(level => level), mean, 0.51);
        });
}
