using Pedestal.Vein.Code;

namespace Pedestal.Vein.Tests;

/// <summary>Around the frame everything that will be sampled is black, although rows have no room for a border of their own.</summary>
public sealed class PaddedFrameTests
{
    const int Side = Parameters.FrameSide;

    [Theory]
    [InlineData(0, 127)]
    [InlineData(-20, 90)]
    [InlineData(40, 150)]
    public void Pixels_outside_the_frame_are_black(int first, int last)
    {
        var frame = new byte[Side * Parameters.FrameStride];
        new Random(3).NextBytes(frame);
        var padded = new PaddedFrame();

        // What an earlier frame left must not show.
        padded.Load([.. Enumerable.Repeat((byte)255, frame.Length)], 0, Side - 1);
        padded.Load(frame, first, last);
        for (var y = -PaddedFrame.Border; y < Side + PaddedFrame.Border; y++)
        {
            for (var x = first; x <= last; x++)
            {
                var pixel = padded.Pixels[(y + PaddedFrame.Border) * PaddedFrame.Stride + 2 * (x + PaddedFrame.Border)];
                var isInside = x is >= 0 and < Side && y is >= 0 and < Side;
                Assert.Equal(isInside ? frame[y * Parameters.FrameStride + 2 * x] : 0, pixel);
            }
        }
    }
}
