using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>What a technician does to the camera between two captures.</summary>
public class ServiceTests
{
    [Fact]
    public void Registers_are_read_and_written_and_captures_go_on()
    {
        var bench = Bench.Started();
        ICameraService service = bench.Camera;

        Assert.Equal(service.ExpectedId, service.ReadId());
        Assert.True(service.WriteRegister(Register.Test, 0x5A));
        Assert.Equal(0x5A, service.ReadRegister(Register.Test));
        Assert.True(service.WriteRegister(Register.GainLow, 64));
        Assert.Equal(CameraStatus.Ok, service.CheckLink());
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Theory]
    [InlineData(CameraFault.NotResponding, CameraStatus.NotResponding)]
    [InlineData(CameraFault.Wedged, CameraStatus.Wedged)]
    [InlineData(CameraFault.FlippedBits, CameraStatus.BusCorrupted)]
    public void A_test_pattern_that_does_not_read_back_has_a_cause(CameraFault fault, CameraStatus status)
    {
        var bench = Bench.Started();
        bench.Part.Fault = fault;

        Assert.Equal(status, bench.Camera.CheckLink());
    }

    [Fact]
    public void A_sensor_that_stays_busy_is_not_written()
    {
        var bench = Bench.Started();
        bench.Part.Fault = CameraFault.StuckBusy;
        var before = bench.Now;

        Assert.False(bench.Camera.WriteRegister(Register.GainLow, 64));
        Assert.InRange(bench.Now - before, 1, 1_000_000);
    }
}
