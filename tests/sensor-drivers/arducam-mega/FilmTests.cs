using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Vein;
using Pedestal.Vein.Liveness;

namespace Pedestal.ArducamMega.Tests;

/// <summary>A palm filmed for its pulse as the lane does it, with the module's bytes and times.</summary>
public class FilmTests
{
    const int Turn = 10_000;
    const int Pause = 80_000;

    [Theory]
    [InlineData(0.012, ExtractionStatus.Ok)]
    [InlineData(0.004, ExtractionStatus.Ok)]
    [InlineData(0.0012, ExtractionStatus.Ok)]
    [InlineData(0, ExtractionStatus.NoPulse)]
    public void The_pulse_of_a_resting_hand_is_found_in_the_pictures_that_the_camera_can_take(double pulse, ExtractionStatus expected)
    {
        var bench = Bench.Started();
        var meter = Film(bench, new LivingLight(3) { Pulse = pulse });

        Assert.Equal(expected, PulseValidator.Judge(meter));
        Assert.InRange(meter.Pictures, 38, 54);
        Assert.InRange(bench.Light.LongestHigh, 0, Timing.LightLimit * 1_000);
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_hand_in_the_air_moves_too_much() =>
        Assert.Equal(ExtractionStatus.Moving, PulseValidator.Judge(Film(Bench.Started(), new LivingLight(3) { Pulse = 0.004, Sway = 1 })));

    static PulseMeter Film(Bench bench, LivingLight life)
    {
        bench.Part.Scene = new FrameScene(Bench.Picture) { Life = life };
        for (var turn = 0; turn < 60; turn++)
        {
            bench.Camera.Prepare();
            bench.Time.Advance(Turn);
        }

        Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Left));
        Assert.Equal(CameraStatus.Ok, bench.Camera.CaptureLeft(bench.Frame, PalmFrame.Side, true));
        var meter = new PulseMeter();
        meter.Begin(64, 64, Milliseconds(bench));
        for (var last = bench.Now; !meter.IsComplete(Milliseconds(bench)); bench.Time.Advance(Turn))
        {
            bench.Camera.TendExposure();
            if (bench.Now - last < Pause)
            {
                continue;
            }

            Assert.Equal(CameraStatus.Ok, bench.Capture(NextPicture.Both));
            last = bench.Now;
            meter.Add(bench.Frame.Lit, Milliseconds(bench));
        }

        meter.Measure();
        return meter;
    }

    static int Milliseconds(Bench bench) => (int)(bench.Now / 1_000);
}
