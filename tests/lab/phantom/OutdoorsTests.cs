using Pedestal.Hal.Host.Chips;

namespace Pedestal.Phantom.Tests;

/// <summary>What hands look like outdoors.</summary>
public class OutdoorsTests
{
    const int Seed = 77_123;
    const int Side = PhantomRenderer.Side;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Ambient_light_adds_its_multiple_of_the_LEDs_light(double multiple)
    {
        var around = new Surroundings(new AmbientLight { Multiple = multiple }, _ => new CameraExposure(0.25, 1));
        var frames = Render(new CapturePose(), around);
        Assert.Equal(0.25, frames.LedLight);
        var led = Middle(frames.Lit) - Middle(frames.Dark);

        // Two grey levels are the sensor's own.
        Assert.InRange((Middle(frames.Dark) - 2) / led, 0.9 * multiple, 1.15 * multiple);
    }

    [Fact]
    public void The_camera_chooses_by_the_dark_frame_of_the_usual_exposure()
    {
        var seen = 0.0;
        var around = new Surroundings(new AmbientLight { Multiple = 0.5 }, dark =>
        {
            seen = Middle(dark);
            return CameraExposure.Usual;
        });
        Assert.Equal(1, Render(new CapturePose(), around).LedLight);
        Assert.InRange(seen, 75, 100);
    }

    [Fact]
    public void Flickering_lamps_make_bands_and_a_shadow_moves_between_lit_and_dark_frame()
    {
        var bands = Rows(Dark(new AmbientLight { Multiple = 1, Flicker = 100, FlickerDepth = 0.4 }), Side / 2 - 8, Side / 2 + 8);
        Assert.True(bands[40..90].Max() > 1.5 * bands[40..90].Min());
        var shadow = new AmbientLight { Multiple = 1, ShadowDepth = 0.8, ShadowSpeed = 100 };
        Assert.True(Middle(Dark(shadow with { ShadowPlace = -4 })) > 2 * Middle(Dark(shadow with { ShadowPlace = -25 })));
    }

    [Fact]
    public void A_cold_hand_has_weaker_veins_and_a_wet_or_dirty_one_differs_from_a_clean_one()
    {
        var poses = Enumerable.Range(0, 60).Select(i => new CapturePose().Outdoors(new PhantomRandom(1, 2, i))).ToList();
        Assert.InRange(poses.Count(pose => pose.Contrast < 0.75), 18, 42);
        Assert.InRange(poses.Count(pose => pose.Drops > 0), 10, 32);
        Assert.InRange(poses.Count(pose => pose.Dirt > 0), 10, 32);
        var clean = Render(new CapturePose(), null).Lit;
        Assert.NotEqual(clean, Render(new CapturePose { Drops = 8 }, null).Lit);
        Assert.True(Middle(Render(new CapturePose { Dirt = 40 }, null).Lit) < 0.95 * Middle(clean));
    }

    [Fact]
    public void The_same_numbers_give_the_same_light()
    {
        Assert.Equal(OutdoorLight.Draw(new PhantomRandom(1, 2, 3), 2), OutdoorLight.Draw(new PhantomRandom(1, 2, 3), 2));
    }

    static CaptureFrames Render(CapturePose pose, Surroundings? around)
    {
        var hand = new PhantomHand(Seed, 1);
        return CaptureRenderer.Render(hand, pose, hand.CaptureRandom(0), around);
    }

    static byte[] Dark(AmbientLight light) =>
        Render(new CapturePose(), new Surroundings(light, _ => new CameraExposure(1 / 12.0, 8))).Dark;

    static double Middle(byte[] frame) => Rows(frame, Side / 2 - 8, Side / 2 + 8)[(Side / 2 - 8)..(Side / 2 + 8)].Average();

    static double[] Rows(byte[] frame, int left, int right) =>
        [.. Enumerable.Range(0, Side).Select(row => Enumerable.Range(left, right - left).Average(column => (double)frame[row * Side + column]))];
}
