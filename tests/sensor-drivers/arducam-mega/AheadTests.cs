using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>The picture for another capture of the same palm, exposed while the liveness check and the request run.</summary>
public class AheadTests
{
    const byte Weak = 6;
    const byte Bright = 40;
    const int Extraction = 78_000;
    const int Check = 15_000;
    const int Turn = 10_000;
    const int OneOnTheWire = 33_000;
    const int Exposure = 67_000;

    [Fact]
    public void Another_capture_takes_the_reading_of_one_picture_and_the_dark_one_serves_again()
    {
        var (bench, scene) = Prepared();
        Begin(bench);
        Wait(bench);
        bench.Frame.Lit.AsSpan().Clear();
        scene.Lit++;
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.InRange(bench.Now - before, OneOnTheWire - 1_000, OneOnTheWire + 4_000);
        Assert.Equal((scene.Lit - 1, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
        Assert.Equal(Illumination.None, bench.Light.Lit);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_capture_that_comes_sooner_waits_for_the_exposure()
    {
        var (bench, _) = Prepared();
        Begin(bench);
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.InRange(bench.Now - before, OneOnTheWire, OneOnTheWire + Exposure + 4_000);
        Assert.Equal(100, bench.Frame.Lit[0]);
    }

    [Fact]
    public void The_light_goes_off_when_the_picture_is_complete_and_each_time_on_keeps_to_the_hardware_timer()
    {
        var (bench, _) = Prepared();
        Begin(bench);
        Assert.Equal(Illumination.Both, bench.Light.Lit);
        Wait(bench);
        Assert.Equal(Illumination.None, bench.Light.Lit);
        Assert.InRange(bench.Light.LongestHigh, 0, Timing.LightLimit * 1_000);
    }

    [Fact]
    public void Further_captures_follow_each_other_in_the_same_way()
    {
        var (bench, _) = Prepared();
        Begin(bench);
        Wait(bench);
        for (var capture = 2; capture <= 3; capture++)
        {
            var before = bench.Now;
            Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Both));
            Assert.InRange(bench.Now - before, 0, OneOnTheWire + 4_000);
            bench.Time.Advance(Extraction);
            bench.Camera.TendExposure();
            Assert.Equal(Illumination.None, bench.Light.Lit);
        }

        Assert.Equal((100, Weak), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    public void The_lead_of_the_LEDs_is_kept_however_little_of_the_left_picture_is_read(int rows)
    {
        var (bench, _) = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        var since = bench.Now;
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, rows, anotherFollows: true));
        Assert.InRange(bench.Now - since, Timing.LightLead * 1_000, OneOnTheWire + 4_000);
    }

    [Fact]
    public void A_left_picture_of_a_further_capture_is_taken_instead_of_what_was_exposed_ahead()
    {
        var (bench, _) = Prepared();
        Begin(bench);
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Both));
        bench.Time.Advance(Extraction);

        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.Equal((100 + Weak) / 2, bench.Frame.Left[0]);
        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Fact]
    public void In_bright_light_each_capture_has_pictures_of_its_own()
    {
        var (bench, scene) = Prepared(Bright);
        Begin(bench);
        Assert.Equal(Illumination.None, bench.Light.Lit);
        scene.Lit++;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        // Two thirds of the LEDs' light, a twelfth of the other.
        Assert.Equal((scene.Lit * 2 / 3, Bright / 12), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Fact]
    public void Once_the_dark_picture_is_a_second_old_both_are_taken_anew()
    {
        var (bench, scene) = Prepared();
        Begin(bench);
        Wait(bench);
        bench.Time.Advance(1_000_000);
        (scene.Lit, scene.Dark) = (110, Weak + 2);

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.Equal((110, Weak + 2), (bench.Frame.Lit[0], bench.Frame.Dark[0]));
    }

    [Fact]
    public void A_picture_whose_light_the_hardware_put_out_is_taken_again()
    {
        var (bench, _) = Prepared();
        Begin(bench);
        bench.Time.Advance(LedBanks.LongestMicroseconds);

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.Equal(100, bench.Frame.Lit[0]);
        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Preparing_overwrites_it_at_once_with_the_light_off(int turns)
    {
        var (bench, _) = Prepared();
        Begin(bench);
        for (var turn = 0; turn < turns; turn++)
        {
            bench.Camera.TendExposure();
            bench.Time.Advance(Turn);
        }

        bench.Bus.Transcript.Clear();
        bench.Camera.Prepare();

        Assert.Equal(["84 01", "84 02"], bench.Bus.Transcript);
        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Fact]
    public void What_is_no_living_hand_ends_it_with_the_light_off()
    {
        var (bench, scene) = Prepared();
        Begin(bench);
        bench.Camera.EndExposure();
        Assert.Equal(Illumination.None, bench.Light.Lit);
        scene.Lit++;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        Assert.Equal(scene.Lit, bench.Frame.Lit[0]);
    }

    [Theory]
    [InlineData(CameraFault.NotResponding, CameraStatus.NotResponding)]
    [InlineData(CameraFault.Wedged, CameraStatus.Wedged)]
    [InlineData(CameraFault.FlippedBits, CameraStatus.BusCorrupted)]
    [InlineData(CameraFault.BogusFifoLength, CameraStatus.WrongFifoLength)]
    public void A_fault_that_came_meanwhile_is_named_with_the_light_off(CameraFault fault, CameraStatus expected)
    {
        var (bench, _) = Prepared();
        Begin(bench);
        bench.Part.Fault = fault;
        Wait(bench);

        Assert.Equal(expected, bench.Capture());

        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Fact]
    public void An_exposure_that_never_ends_is_given_up_with_the_light_off()
    {
        var (bench, _) = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        bench.Part.Fault = CameraFault.CaptureNeverDone;
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: true));

        for (var end = bench.Now + Timing.LightLimit * 1_000; bench.Now < end; bench.Time.Advance(Turn))
        {
            bench.Camera.TendExposure();
        }

        Assert.Equal(Illumination.None, bench.Light.Lit);
        Assert.Equal(CameraStatus.CaptureTimeout, bench.Capture());
    }

    static (Bench Bench, FlatScene Scene) Prepared(byte dark = Weak)
    {
        var bench = Bench.Started();
        var scene = new FlatScene { Lit = 100, Dark = dark };
        bench.Part.Scene = scene;
        for (var end = bench.Now + 200_000; bench.Now < end; bench.Time.Advance(Turn))
        {
            bench.Camera.Prepare();
        }

        return (bench, scene);
    }

    /// <summary>A capture with its left picture, and the check of both.</summary>
    static void Begin(Bench bench)
    {
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: true));
        bench.Time.Advance(Check);
        bench.Camera.TendExposure();
    }

    static void Wait(Bench bench)
    {
        for (var end = bench.Now + Exposure + Turn; bench.Now < end; bench.Time.Advance(Turn))
        {
            bench.Camera.TendExposure();
        }
    }

    /// <summary>One grey level for each kind of light, without any noise.</summary>
    sealed class FlatScene : IScene
    {
        public byte Lit { get; set; }

        public byte Dark { get; set; }

        public void Render(Illumination light, int width, int height, Span<byte> luma) => luma.Fill(light switch
        {
            Illumination.None => Dark,
            Illumination.Both => Lit,
            _ => (byte)((Lit + Dark) / 2),
        });
    }
}
