using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>In bright surroundings the exposure is shorter and the LEDs are brighter.</summary>
public class BrightSurroundingsTests
{
    static readonly AmbientLight Sun = new() { Multiple = 2 };

    [Fact]
    public void A_capture_that_finds_bright_surroundings_is_taken_again_with_the_exposure_for_them()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = Sun;
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        AssertFrame(bench, Sun.Multiple);
        Assert.Equal(["B4 00", "B5 32"], Exposures(bench));
        Assert.InRange(bench.Now - before, 0, 520_000);
        Assert.InRange(bench.Light.LongestHigh, 33_000, 80_000);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void Later_captures_keep_that_exposure()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = Sun;
        bench.Capture();
        bench.Bus.Transcript.Clear();
        bench.Part.Ambient = new AmbientLight { Multiple = 4 };
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        AssertFrame(bench, 4);
        Assert.Empty(Exposures(bench));
        Assert.InRange(bench.Now - before, 0, 250_000);
    }

    [Fact]
    public void Bright_surroundings_are_noticed_while_nobody_is_captured()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = Sun;
        Idle(bench, 1_000);
        bench.Bus.Transcript.Clear();

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        AssertFrame(bench, Sun.Multiple);
        Assert.Empty(Exposures(bench));
    }

    [Fact]
    public void A_minute_after_the_sun_has_gone_the_usual_exposure_is_back()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = Sun;
        bench.Capture();
        bench.Part.Ambient = null;
        Idle(bench, Timing.BrightLife + 1_000);
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        bench.AssertFrameShowsScene();
        Assert.Equal(64, bench.Frame.Light64);
        Assert.InRange(bench.Now - before, 0, 115_000);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void The_sun_on_a_palm_is_noticed_although_the_dark_picture_held_ready_shows_none()
    {
        var bench = Bench.Started();
        Idle(bench, 500);
        bench.Part.Ambient = Sun;
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        AssertFrame(bench, Sun.Multiple);
    }

    [Fact]
    public void A_capture_amid_a_change_waits_for_it()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = Sun;
        for (var steps = 0; !Exposures(bench).Any(); steps++)
        {
            Assert.InRange(steps, 0, 100);
            bench.Camera.Prepare();
            bench.Time.Advance(10_000);
        }

        Assert.Equal(CameraStatus.Ok, bench.Capture());
        AssertFrame(bench, Sun.Multiple);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    public void All_pictures_of_a_capture_show_the_same_bands_of_flickering_lamps(int hertz)
    {
        var bench = Bench.Started();
        bench.Part.Scene = new FrameScene([.. Enumerable.Repeat((byte)120, PalmFrame.Side * PalmFrame.Side)]);
        bench.Part.Ambient = new AmbientLight { Multiple = 4, Flicker = hertz, FlickerDepth = 0.5 };
        bench.Capture();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(78_000);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, false));

        var dark = Rows(bench.Frame.Dark);
        Assert.True(dark.Max() - dark.Min() > 30);
        Assert.All(Rows(bench.Frame.Lit).Zip(dark, (lit, ambient) => lit - ambient), led => Assert.InRange(led, 77, 84));
        Assert.Single(Rows(bench.Frame.Left).Zip(dark, (left, ambient) => (int)Math.Round((left - ambient) / 6.0)).Distinct());
    }

    [Fact]
    public void A_restart_begins_with_the_usual_exposure_and_current()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = Sun;
        bench.Capture();
        bench.Part.Ambient = null;

        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());
        Assert.Equal(CameraStatus.Ok, bench.Capture());

        bench.AssertFrameShowsScene();
    }

    [Fact]
    public void In_strong_ambient_light_no_bank_is_called_dark_because_the_light_changed()
    {
        var bench = Bench.Started();
        bench.Part.Ambient = new AmbientLight { Multiple = 8 };
        bench.Capture();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Part.Ambient = new AmbientLight { Multiple = 6 };
        bench.Time.Advance(78_000);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, false));
    }

    static void Idle(Bench bench, int milliseconds)
    {
        for (var end = bench.Now + 1000L * milliseconds; bench.Now < end; bench.Time.Advance(10_000))
        {
            var before = bench.Now;
            bench.Camera.Prepare();
            Assert.InRange(bench.Now - before, 0, 10_000);
        }
    }

    static IEnumerable<string> Exposures(Bench bench) =>
        bench.Bus.Transcript.Where(bytes => bytes.StartsWith("B4", StringComparison.Ordinal) || bytes.StartsWith("B5", StringComparison.Ordinal));

    /// <summary>Two thirds of the LEDs' light, and a twelfth of the ambient light in both frames.</summary>
    static void AssertFrame(Bench bench, double multiple)
    {
        Assert.Equal(42, bench.Frame.Light64);
        for (var i = 0; i < Bench.Picture.Length; i++)
        {
            var ambient = multiple * Bench.Picture[i] / 12;
            Assert.InRange(bench.Frame.Dark[2 * i], ambient - 2, ambient + 2);
            Assert.InRange(bench.Frame.Lit[2 * i], Math.Min(Bench.Picture[i] / 1.5 + ambient, 255) - 2, Bench.Picture[i] / 1.5 + ambient + 2);
        }
    }

    static double[] Rows(byte[] frame) =>
    [
        .. Enumerable.Range(0, PalmFrame.Side).Select(row => Enumerable.Range(0, PalmFrame.Side)
            .Average(column => (double)frame[2 * (row * PalmFrame.Side + column)])),
    ];
}
