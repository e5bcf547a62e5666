using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

public class CaptureTests
{
    [Fact]
    public void Captures_the_scene_lit_and_dark_repeatedly()
    {
        var bench = Bench.Started();
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(CameraStatus.Ok, bench.Capture());
            bench.AssertFrameShowsScene();
        }

        Assert.False(bench.Light.IsOn);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void An_empty_scene_is_not_a_fault()
    {
        var bench = Bench.Started();
        bench.Part.Scene = new NoScene();

        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.InRange(bench.Frame.Lit[0], NoScene.Background - 1, NoScene.Background + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void A_clipped_picture_is_not_stale(byte level)
    {
        var bench = Bench.Started();
        bench.Part.Scene = new FlatScene(level, level);

        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.Equal(CameraStatus.Ok, bench.Capture());
    }

    [Fact]
    public void Does_nothing_before_it_has_been_started()
    {
        var bench = new Bench();

        Assert.Equal(CameraStatus.NotStarted, bench.Capture());
        Assert.Empty(bench.Bus.Transcript);
    }

    [Theory]
    [InlineData(ArducamMegaChip.NominalExposure / 2, ArducamMegaChip.NominalGain, 50)]
    [InlineData(ArducamMegaChip.NominalExposure, ArducamMegaChip.NominalGain * 2, 200)]
    public void Exposure_and_gain_set_the_brightness(int exposure, int gain, int expected)
    {
        var bench = new Bench(new CameraSettings { Exposure = exposure, Gain = gain });
        bench.Part.Scene = new FlatScene(100, 4);

        Assert.Equal(CameraStatus.Ok, bench.Camera.Start());
        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.Equal(expected, bench.Frame.Lit[0]);
    }

    [Fact]
    public void The_default_settings_are_the_simulated_parts_nominal_ones()
    {
        var settings = new CameraSettings();

        Assert.Equal(ArducamMegaChip.NominalExposure, settings.Exposure);
        Assert.Equal(ArducamMegaChip.NominalGain, settings.Gain);
    }

    [Fact]
    public void A_capture_takes_as_long_as_the_part()
    {
        var bench = Bench.Started();
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        // Two pictures: 33 ms on the wire and 33 to 67 ms for the next whole frame each, and the LEDs' lead.
        Assert.InRange(bench.Now - before, 2 * 66_000, 2 * 100_000 + 15_000);
        Assert.InRange(bench.Light.LongestHigh, 33_000, 80_000);
    }

    /// <summary>A lit and a dark grey level without noise.</summary>
    sealed class FlatScene(byte lit, byte dark) : IScene
    {
        public void Render(Illumination light, int width, int height, Span<byte> luma) =>
            luma.Fill(light == Illumination.None ? dark : lit);
    }
}
