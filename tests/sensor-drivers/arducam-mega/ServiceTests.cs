using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>A technician's access to the camera between two captures.</summary>
public class ServiceTests
{
    [Fact]
    public void Registers_can_be_read_and_written_between_captures()
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
    public void The_link_check_reports_the_cause(CameraFault fault, CameraStatus status)
    {
        var bench = Bench.Started();
        bench.Part.Fault = fault;

        Assert.Equal(status, bench.Camera.CheckLink());
    }

    [Fact]
    public void Writing_to_a_busy_sensor_fails_in_time()
    {
        var bench = Bench.Started();
        bench.Part.Fault = CameraFault.StuckBusy;
        var before = bench.Now;

        Assert.False(bench.Camera.WriteRegister(Register.GainLow, 64));
        Assert.InRange(bench.Now - before, 1, 1_000_000);
    }
}
