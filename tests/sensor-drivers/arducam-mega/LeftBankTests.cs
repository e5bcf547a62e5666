using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>The picture under the left bank of LEDs, exposed while the one under both is extracted.</summary>
public class LeftBankTests
{
    const byte Weak = 6;
    const byte Bright = 40;
    const int Extraction = 78_000;
    const int OneOnTheWire = 33_000;
    const int Exposure = 67_000;
    const int Lead = 10_000;

    [Theory]
    [InlineData(Weak)]
    [InlineData(Bright)]
    public void It_takes_the_reading_of_one_picture_after_an_extraction(byte dark)
    {
        var bench = Prepared(dark);
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        Assert.Equal(Illumination.Left, bench.Light.Lit);
        bench.Time.Advance(Extraction);
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.InRange(bench.Now - before, OneOnTheWire - 1_000, OneOnTheWire + 4_000);

        // In bright surroundings there are two thirds of the LEDs' light and a twelfth of the other.
        Assert.Equal(dark == Weak ? ((byte)100, (byte)60, dark) : ((byte)67, (byte)40, (byte)3),
            (bench.Frame.Lit[0], bench.Frame.Left[0], bench.Frame.Dark[0]));
        Assert.Equal(Illumination.None, bench.Light.Lit);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 1)]
    [InlineData(33, 2)]
    [InlineData(95, 3)]
    [InlineData(96, 4)]
    [InlineData(128, 4)]
    public void Only_the_bursts_with_the_rows_that_are_needed_are_read(int rows, int bursts)
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        bench.Bus.Transcript.Clear();

        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, rows, anotherFollows: false));

        Assert.Equal(bursts, bench.Bus.Transcript.Count(bytes => bytes.StartsWith("3C", StringComparison.Ordinal)));
        Assert.Equal(60, bench.Frame.Left[PalmFrame.Length * bursts / 4 - 2]);
    }

    [Theory]
    [InlineData(Illumination.Left, CameraStatus.LeftLedsDark)]
    [InlineData(Illumination.Right, CameraStatus.RightLedsDark)]
    public void A_dead_bank_is_named_by_the_rows_that_are_read(Illumination dead, CameraStatus expected)
    {
        var bench = Prepared();
        bench.Light.Dead = dead;
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        Assert.Equal(expected, bench.Camera.CaptureLeft(bench.Frame, 70, anotherFollows: false));
    }

    [Fact]
    public void The_light_stays_on_within_its_hardware_timer()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.InRange(bench.Light.LongestHigh, 0, Lead + Exposure + OneOnTheWire + Extraction + 5_000);
        Assert.InRange(bench.Light.LongestHigh, 0, Timing.LightLimit * 1_000);
    }

    [Fact]
    public void An_extraction_that_is_over_sooner_waits_for_the_exposure()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.InRange(bench.Now - before, 2 * OneOnTheWire, Exposure + OneOnTheWire + 4_000);
        Assert.Equal(60, bench.Frame.Left[0]);
    }

    [Fact]
    public void A_picture_whose_light_the_hardware_put_out_is_taken_again()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(LedBanks.LongestMicroseconds);

        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.Equal(60, bench.Frame.Left[0]);
        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Fact]
    public void A_picture_that_is_not_needed_is_given_up_with_the_light_off_and_overwritten_at_once()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Camera.EndExposure();
        Assert.Equal(Illumination.None, bench.Light.Lit);
        bench.Bus.Transcript.Clear();

        bench.Camera.Prepare();

        Assert.Equal(["84 01", "84 02"], bench.Bus.Transcript);
    }

    [Fact]
    public void Without_it_the_light_is_off_when_a_capture_ends()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Theory]
    [InlineData(Illumination.Left, CameraStatus.LeftLedsDark)]
    [InlineData(Illumination.Right, CameraStatus.RightLedsDark)]
    public void A_dead_bank_is_named(Illumination dead, CameraStatus expected)
    {
        var bench = Prepared();
        bench.Light.Dead = dead;
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Extraction);
        Assert.Equal(expected, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));
    }

    [Theory]
    [InlineData(CameraFault.NotResponding, CameraStatus.NotResponding)]
    [InlineData(CameraFault.Wedged, CameraStatus.Wedged)]
    [InlineData(CameraFault.BogusFifoLength, CameraStatus.WrongFifoLength)]
    public void It_names_a_fault_that_came_meanwhile_with_the_light_off(CameraFault fault, CameraStatus expected)
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Part.Fault = fault;
        bench.Time.Advance(Extraction);

        Assert.Equal(expected, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    [Fact]
    public void An_exposure_that_never_ends_is_given_up_with_the_light_off()
    {
        var bench = Prepared();
        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        bench.Time.Advance(Exposure);
        bench.Part.Fault = CameraFault.CaptureNeverDone;
        bench.Time.Advance(LedBanks.LongestMicroseconds);

        Assert.Equal(CameraStatus.CaptureTimeout, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, anotherFollows: false));

        Assert.Equal(Illumination.None, bench.Light.Lit);
    }

    static Bench Prepared(byte dark = Weak)
    {
        var bench = Bench.Started();
        bench.Part.Scene = new BankScene(dark);
        for (var end = bench.Now + 200_000; bench.Now < end; bench.Time.Advance(10_000))
        {
            bench.Camera.Prepare();
        }

        return bench;
    }

    /// <summary>One grey level for each kind of light, without any noise.</summary>
    sealed class BankScene(byte dark) : IScene
    {
        public void Render(Illumination light, int width, int height, Span<byte> luma) => luma.Fill(light switch
        {
            Illumination.None => dark,
            Illumination.Left => 60,
            Illumination.Right => (byte)(100 + dark - 60),
            _ => 100,
        });
    }
}
