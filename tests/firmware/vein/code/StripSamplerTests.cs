using Pedestal.Vein.Code;

namespace Pedestal.Vein.Tests;

/// <summary>Five strips sampled at once give the same sums as cells sampled one by one.</summary>
public sealed class StripSamplerTests
{
    [Theory]
    [InlineData(40 << 16, 36 << 16, 131_000, 9_000)]
    [InlineData(150 << 16, 140 << 16, -120_000, 45_000)]
    [InlineData(60 << 16, 150 << 16, 100_000, -60_000)]
    [InlineData(149 << 16, 152 << 16, -50_000, -110_000)]
    public void A_row_has_each_cells_four_pixels(int x, int y, int acrossX, int acrossY)
    {
        const int width = 8;
        var pixels = new byte[PaddedFrame.Stride * PaddedFrame.Side];
        new Random(7).NextBytes(pixels);
        var sampler = new StripSampler
        {
            Right = StripSampler.Offset(acrossX / 2, acrossY / 2),
            Below = StripSampler.Offset(-acrossY / 2, acrossX / 2),
            Diagonal = StripSampler.Offset((acrossX - acrossY) / 2, (acrossY + acrossX) / 2),
        };
        var words = new ulong[2 * width];
        var (place, across) = (StripSampler.Place(x, y), StripSampler.Place(acrossX, acrossY));
        sampler.SampleRow(pixels, place, across, words, 0, width);
        for (var cell = 0; cell < 5 * width; cell++)
        {
            var at = (uint)(place + cell * across);
            var p = (int)(at >> 24) * PaddedFrame.Stride + (int)(at >> 8 & 0xFF) * 2;
            var sum = pixels[p] + pixels[p + sampler.Right] + pixels[p + sampler.Below] + pixels[p + sampler.Diagonal];
            if (cell < 4 * width)
            {
                Assert.Equal(sum, (int)(words[cell % width] >> 16 * (cell / width) & 0xFFFF));
            }

            if (cell >= width)
            {
                Assert.Equal(sum, (int)(words[width + cell % width] >> 16 * (cell / width - 1) & 0xFFFF));
            }
        }
    }
}
