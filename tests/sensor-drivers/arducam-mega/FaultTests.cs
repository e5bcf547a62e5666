using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

public class FaultTests
{
    // The lane's limit is a second; a fault that is reported much later holds up the queue.
    const long CaptureBound = 1_250_000;
    const long StartBound = 8_000_000;
    const long LightBound = 320_000;

    [Theory]
    [InlineData("none", CameraStatus.Ok)]
    [InlineData("wrong-id", CameraStatus.WrongSensor)]
    [InlineData("stuck-busy", CameraStatus.BusyTimeout)]
    [InlineData("bogus-fifo-length", CameraStatus.WrongFifoLength)]
    [InlineData("flipped-bits", CameraStatus.BusCorrupted)]
    [InlineData("wedged", CameraStatus.Wedged)]
    [InlineData("stale-first-picture", CameraStatus.Ok)]
    [InlineData("not-responding", CameraStatus.NotResponding)]
    [InlineData("capture-never-done", CameraStatus.CaptureTimeout)]
    public void Start_reports_the_fault(string name, CameraStatus expected)
    {
        var bench = new Bench { Part = { Fault = Parse(name) } };

        Assert.Equal(expected, bench.Camera.Start());

        Assert.InRange(bench.Now, 1, StartBound);
        Assert.False(bench.Light.IsOn);
        Assert.Equal(expected == CameraStatus.Ok ? CameraStatus.Ok : CameraStatus.NotStarted, bench.Capture());
    }

    [Theory]
    [InlineData("stuck-busy", CameraStatus.BusyTimeout)]
    [InlineData("bogus-fifo-length", CameraStatus.WrongFifoLength)]
    [InlineData("flipped-bits", CameraStatus.BusCorrupted)]
    [InlineData("wedged", CameraStatus.Wedged)]
    [InlineData("stale-first-picture", CameraStatus.StalePicture)]
    [InlineData("not-responding", CameraStatus.NotResponding)]
    [InlineData("capture-never-done", CameraStatus.CaptureTimeout)]
    public void Capture_reports_the_fault_in_time_and_turns_the_leds_off(string name, CameraStatus expected)
    {
        var bench = Bench.Started();
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        bench.Part.Fault = Parse(name);
        var before = bench.Now;

        Assert.Equal(expected, bench.Capture());

        Assert.InRange(bench.Now - before, 0, CaptureBound);
        Assert.False(bench.Light.IsOn);
        Assert.InRange(bench.Light.LongestHigh, 0, LightBound);
    }

    [Theory]
    [InlineData("stuck-busy")]
    [InlineData("bogus-fifo-length")]
    [InlineData("flipped-bits")]
    [InlineData("stale-first-picture")]
    [InlineData("not-responding")]
    [InlineData("capture-never-done")]
    public void Recovers_when_the_fault_has_ended(string name)
    {
        var bench = Bench.Started();
        bench.Part.Fault = Parse(name);
        bench.Capture();
        bench.Part.Fault = CameraFault.None;

        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        bench.AssertFrameShowsScene();
    }

    [Fact]
    public void Does_not_recover_while_the_fault_lasts()
    {
        var bench = Bench.Started();
        bench.Part.Fault = CameraFault.StuckBusy;

        Assert.Equal(CameraStatus.BusyTimeout, bench.Camera.Recover());
        Assert.Equal(CameraStatus.NotStarted, bench.Capture());
    }

    [Fact]
    public void A_wedged_module_needs_a_power_cycle()
    {
        var bench = Bench.Started();
        bench.Part.Fault = CameraFault.Wedged;
        Assert.Equal(CameraStatus.Wedged, bench.Capture());
        Assert.Equal(CameraStatus.Wedged, bench.Camera.Start());

        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());

        Assert.Equal(CameraFault.None, bench.Part.Fault);
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        bench.AssertFrameShowsScene();
    }

    [Fact]
    public void A_wedged_module_that_cannot_be_switched_off_stays_down()
    {
        var bench = Bench.Started();
        (bench.Part.Fault, bench.Part.IsSupplyStuck) = (CameraFault.Wedged, true);

        Assert.Equal(CameraStatus.Wedged, bench.Camera.Recover());

        bench.Part.IsSupplyStuck = false;
        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());
    }

    [Fact]
    public void Recovery_does_not_cycle_the_power_when_a_reset_is_enough()
    {
        var bench = Bench.Started();
        var cycles = 0;
        bench.PowerLine.Changed += _ => cycles++;

        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());

        Assert.Equal(0, cycles);
    }

    [Fact]
    public void A_camera_without_power_does_not_respond()
    {
        var bench = Bench.Started();
        bench.Power.Set(false);

        Assert.Equal(CameraStatus.NotResponding, bench.Capture());
        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());
    }

    [Fact]
    public void A_module_that_lost_its_settings_reports_a_wrong_length()
    {
        var bench = Bench.Started();
        bench.Power.Set(false);
        bench.Power.Set(true);
        bench.Time.Advance(1_100_000);

        Assert.Equal(CameraStatus.WrongFifoLength, bench.Capture());
        Assert.Equal(CameraStatus.Ok, bench.Camera.Recover());
        Assert.Equal(CameraStatus.Ok, bench.Capture());
    }

    static CameraFault Parse(string name)
    {
        Assert.True(CameraFaultName.TryParse(name, out var fault));
        return fault;
    }
}
