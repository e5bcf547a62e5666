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

    [Theory]
    [InlineData(-25)]
    [InlineData(25)]
    public void A_palm_cut_by_the_frame_is_found_by_the_edge_that_is_visible(int shift)
    {
        var cut = 0;
        for (var palm = 0; palm < 8; palm++)
        {
            var extractor = new Extractor();
            var frame = Captures.Frame(Captures.Picture(palm, new CapturePose { ShiftX = shift, Exposure = 1.1 }));
            var template = new byte[TemplateFormat.Length];
            if (extractor.Extract(frame, Captures.Uniform(0), template) == ExtractionStatus.Ok && extractor.Pose.IsCut)
            {
                cut++;

                // A pixel is 0.95 mm at the nominal distance.
                Assert.InRange(extractor.Pose.CentreX / 256.0, 64 + shift / 0.95 - 6, 64 + shift / 0.95 + 6);
                Assert.InRange(extractor.Pose.Doubt, 90, 100);
                Assert.Equal((extractor.Pose.Doubt, 100 - extractor.Pose.Doubt),
                    (template[TemplateFormat.DoubtOffset], template[TemplateFormat.QualityOffset]));
            }
        }

        Assert.InRange(cut, 3, 8);
    }

    [Fact]
    public void A_palm_in_full_view_leaves_no_doubt()
    {
        for (var palm = 0; palm < 8; palm++)
        {
            var (status, template) = Captures.Extract(Captures.Frame(Captures.Picture(palm)));
            Assert.Equal((ExtractionStatus.Ok, 0), (status, template[TemplateFormat.DoubtOffset]));
        }
    }

    [Fact]
    public void Edges_of_which_one_is_the_thumb_s_are_not_taken_for_a_palm_s()
    {
        // A narrow, far hand, pitched towards the camera: the disc lies over the thumb's root.
        var picture = PhantomRenderer.Render(new PhantomHand(820_003, 620), 0, Difficulty.Hard);
        Assert.Equal(ExtractionStatus.OffCentre, Captures.Extract(Captures.Frame(picture)).Status);
    }

    [Theory]
    [InlineData(0, ExtractionStatus.FlatSurface)]
    [InlineData(25, ExtractionStatus.OffCentre)]
    public void Half_a_hand_is_not_taken_for_a_fake(int shift, ExtractionStatus expected)
    {
        var extractor = new Extractor();
        var picture = Captures.Picture(0, new CapturePose { ShiftX = shift, Exposure = 1.1 });
        Assert.Equal(ExtractionStatus.Ok,
            extractor.Extract(Captures.Frame(picture), Captures.Uniform(0), new byte[TemplateFormat.Length]));
        Assert.Equal(shift != 0, extractor.Pose.IsCut);

        // Without any shading, as of a sheet.
        var left = Captures.Frame([.. picture.Select(level => (byte)(level / 2))]);
        Assert.Equal(expected, extractor.CheckLiveness(Captures.Frame(picture), left, Captures.Uniform(0)));
    }

    [Fact]
    public void Half_a_hand_is_not_judged_by_its_brightness()
    {
        var picture = PhantomRenderer.Render(new PhantomHand(820_001, 1640), 1);
        Assert.Equal(ExtractionStatus.OffCentre, Captures.Extract(Captures.Frame(picture)).Status);
    }
}
