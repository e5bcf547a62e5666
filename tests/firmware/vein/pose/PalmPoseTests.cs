using Pedestal.Phantom;

namespace Pedestal.Vein.Tests;

public sealed class PalmPoseTests
{
    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public void The_axis_turns_with_the_hand(int degrees)
    {
        var extractor = new Extractor();
        var frame = Captures.Frame(Captures.Picture(5, new CapturePose { Rotation = degrees }));
        Assert.Equal(ExtractionStatus.Ok, extractor.Extract(frame, Captures.Uniform(0), new byte[TemplateFormat.Length]));
        var angle = Math.Atan2(extractor.Pose.AxisX, -extractor.Pose.AxisY) * 180 / Math.PI;
        Assert.InRange(angle, degrees - 4, degrees + 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_pose_is_found_whichever_side_the_wrist_leaves_the_frame_on(int quarterTurns)
    {
        for (var palm = 0; palm < 8; palm++)
        {
            var picture = Captures.Picture(palm);
            var extractor = new Extractor();
            var template = new byte[TemplateFormat.Length];
            extractor.Extract(Captures.Frame(picture), Captures.Uniform(0), template);
            var breadth = extractor.Pose.Breadth;
            var turned = Captures.Frame(Captures.Turn(picture, quarterTurns));
            Assert.Equal(ExtractionStatus.Ok, extractor.Extract(turned, Captures.Uniform(0), template));
            var angle = Math.Atan2(extractor.Pose.AxisX, -extractor.Pose.AxisY) * 180 / Math.PI;
            Assert.InRange(Math.Abs(Math.IEEERemainder(angle - 90 * quarterTurns, 360)), 0, 4);
            Assert.InRange(extractor.Pose.Breadth, breadth * 0.96, breadth * 1.04);
        }
    }
}
