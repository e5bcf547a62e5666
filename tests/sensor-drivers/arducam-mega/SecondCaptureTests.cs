using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>
/// A second capture of one palm: in weak light its lit picture is exposed while the first one is extracted, and the dark one of the
/// first counts for both.
/// </summary>
public class SecondCaptureTests
{
    const byte Weak = 6;
    const byte Bright = 40;
    const int Extraction = 78_000;
    const int OneOnTheWire = 33_000;
    const int Exposure = 67_000;

    [Fact]
    public void It_takes_the_reading_of_one_picture()
    {
        var bench = Prepared();
        var scene = (FlatScene)bench.Part.Scene;
        Assert.Equal(CameraStatus.Ok, First(bench));
        scene.Lit++;
        bench.Frame.Lit.AsSpan().Clear();
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));

        Assert.InRange(bench.Now - before, OneOnTheWire - 1_000, OneOnTheWire + 4_000);
        Assert.Equal((scene.Lit - 1, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_third_follows_in_the_same_way_while_the_dark_picture_is_recent()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, First(bench));
        for (var capture = 2; capture <= 4; capture++)
        {
            var before = bench.Now;
            Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
            Assert.InRange(bench.Now - before, 0, OneOnTheWire + 4_000);
            Extract(bench);
        }

        Assert.Equal((100, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Fact]
    public void The_light_is_on_until_the_extraction_is_over_and_off_after_it()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
        Assert.True(bench.Light.IsOn);
        Extract(bench);
        Assert.False(bench.Light.IsOn);

        // The dark picture's reading, an exposure, the lit one's reading and the extraction.
        Assert.InRange(bench.Light.LongestHigh, 0, 2 * OneOnTheWire + Exposure + Extraction + 5_000);
        Assert.InRange(bench.Light.LongestHigh, 0, Timing.LightLimit * 1_000);
    }

    [Fact]
    public void An_extraction_that_is_over_sooner_waits_for_the_exposure()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
        var before = bench.Now;

        bench.Camera.EndExposure();

        Assert.InRange(bench.Now - before, 30_000, Exposure + 2_000);
        Assert.False(bench.Light.IsOn);
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.Equal((100, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Fact]
    public void A_picture_whose_light_the_hardware_put_out_does_not_count()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
        bench.Time.Advance(LedBank.LongestMicroseconds);
        bench.Camera.EndExposure();

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.Equal((100, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Fact]
    public void It_is_taken_anew_once_the_first_is_a_second_ago()
    {
        var bench = Prepared();
        var scene = (FlatScene)bench.Part.Scene;
        Assert.Equal(CameraStatus.Ok, First(bench));
        bench.Time.Advance(1_000_000);
        (scene.Lit, scene.Dark) = (110, Weak + 2);

        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));

        Assert.Equal((110, Weak + 2), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    /// <summary>Then the next dark picture is exposed during the extraction, as between two attempts.</summary>
    [Fact]
    public void A_dark_picture_that_grows_too_old_is_exposed_again_instead()
    {
        var bench = Prepared(heldFor: 940_000);
        var scene = (FlatScene)bench.Part.Scene;
        scene.Dark = Weak + 2;
        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
        Assert.Equal(Weak, bench.Frame.Dark[0]);
        Assert.False(bench.Light.IsOn);
        Extract(bench);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CheckLink());
        scene.Dark = Weak;

        var before = bench.Now;
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.Equal(Weak + 2, bench.Frame.Dark[0]);
        Assert.InRange(bench.Now - before, 3 * OneOnTheWire, 2 * OneOnTheWire + Exposure + 5_000);
    }

    [Fact]
    public void In_bright_light_each_capture_has_a_dark_picture_of_its_own()
    {
        var bench = Prepared(dark: Bright);
        var scene = (FlatScene)bench.Part.Scene;
        for (byte more = 0; more < 3; more++)
        {
            (scene.Lit, scene.Dark) = ((byte)(100 + more), (byte)(Bright + more));
            Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
            Assert.Equal((100 + more, Bright + more), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
            Assert.False(bench.Light.IsOn);
            Extract(bench);
        }
    }

    [Fact]
    public void Another_frame_gets_a_dark_picture_of_its_own()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, First(bench));
        var other = new PalmFrame();

        Assert.Equal(CameraStatus.Ok, bench.Camera.Capture(other, false));

        Assert.Equal((100, Weak), (other.Lit[0], other.Dark[0]));
    }

    [Fact]
    public void Preparing_overwrites_the_lit_picture_at_once_and_leaves_the_light_off()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, First(bench));
        bench.Bus.Transcript.Clear();

        bench.Camera.Prepare();

        Assert.Equal(["84 01", "84 02"], bench.Bus.Transcript);
        bench.Time.Advance(Exposure);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CheckLink());
        bench.Bus.Transcript.Clear();
        var before = bench.Now;
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.InRange(bench.Now - before, 3 * OneOnTheWire, 2 * OneOnTheWire + Exposure + 5_000);
        Assert.Equal((100, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Theory]
    [InlineData(CameraFault.NotResponding, CameraStatus.NotResponding)]
    [InlineData(CameraFault.Wedged, CameraStatus.Wedged)]
    [InlineData(CameraFault.FlippedBits, CameraStatus.BusCorrupted)]
    [InlineData(CameraFault.BogusFifoLength, CameraStatus.WrongFifoLength)]
    public void It_names_a_fault_that_came_meanwhile(CameraFault fault, CameraStatus expected)
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
        bench.Part.Fault = fault;
        Extract(bench);
        Assert.False(bench.Light.IsOn);

        Assert.Equal(expected, bench.Capture(another: true));

        Assert.False(bench.Light.IsOn);
    }

    [Fact]
    public void An_exposure_that_never_ends_is_given_up_with_the_light_off()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, First(bench));
        bench.Part.Fault = CameraFault.CaptureNeverDone;
        Assert.Equal(CameraStatus.Ok, bench.Capture(another: true));
        Extract(bench);
        Assert.False(bench.Light.IsOn);

        Assert.Equal(CameraStatus.CaptureTimeout, bench.Capture());

        Assert.False(bench.Light.IsOn);
    }

    static Bench Prepared(byte dark = Weak, int heldFor = 100_000)
    {
        var bench = Bench.Started();
        bench.Part.Scene = new FlatScene { Lit = 100, Dark = dark };
        bench.Camera.Prepare();
        bench.Time.Advance(100_000);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CheckLink());
        bench.Time.Advance(heldFor - 100_000);
        return bench;
    }

    static CameraStatus First(Bench bench)
    {
        var status = bench.Capture(another: true);
        Extract(bench);
        return status;
    }

    static void Extract(Bench bench)
    {
        bench.Time.Advance(Extraction);
        bench.Camera.EndExposure();
    }

    /// <summary>One grey level lit, one dark, without any noise.</summary>
    sealed class FlatScene : IScene
    {
        public byte Lit { get; set; }

        public byte Dark { get; set; }

        public void Render(bool lit, int width, int height, Span<byte> luma) => luma.Fill(lit ? Lit : Dark);
    }
}
