using System.Device.I2c;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Tmp102.Tests;

/// <summary>The driver on a board's bus with the simulated part.</summary>
public sealed class ThermometerTests : IDisposable
{
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly Tmp102Chip _chip;
    readonly Tmp102Thermometer _thermometer;

    public ThermometerTests()
    {
        _board = new Board(_time);
        _entered = _board.Enter();
        _chip = new Tmp102Chip(_time);
        _board.I2c(1).Attach(Tmp102Chip.Address, _chip);
        Configuration.SetPinFunction(8, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(9, DeviceFunction.I2C1_CLOCK);
        var settings = new I2cConnectionSettings(1, Tmp102Thermometer.Address, I2cBusSpeed.FastMode);
        _thermometer = new Tmp102Thermometer(I2cDevice.Create(settings));
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    // Sixteenths of a degree, rounded down to tenths.
    [Theory]
    [InlineData(31.5, 315)]
    [InlineData(0, 0)]
    [InlineData(0.0625, 0)]
    [InlineData(-0.0625, -1)]
    [InlineData(-12.25, -123)]
    [InlineData(85, 850)]
    [InlineData(200, 1279)]
    public void Reads_the_temperature(double celsius, int tenths)
    {
        _chip.Celsius = celsius;
        _time.Advance(26_000);
        Assert.Equal(tenths, _thermometer.ReadTenths());
    }

    [Fact]
    public void Follows_the_temperature_four_times_a_second()
    {
        _time.Advance(26_000);
        Assert.Equal(315, _thermometer.ReadTenths());
        _chip.Celsius = 40;
        _time.Advance(250_000);
        Assert.Equal(400, _thermometer.ReadTenths());
    }

    [Theory]
    [InlineData(Tmp102Fault.None, 400)]
    [InlineData(Tmp102Fault.Stuck, 315)]
    [InlineData(Tmp102Fault.NotResponding, Temperature.Unknown)]
    [InlineData(Tmp102Fault.DataHigh, Temperature.Unknown)]
    public void Each_fault_has_its_reading_and_ends_with_its_cause(Tmp102Fault fault, int tenths)
    {
        _time.Advance(26_000);
        _chip.Fault = fault;
        _chip.Celsius = 40;
        _time.Advance(250_000);
        Assert.Equal(tenths, _thermometer.ReadTenths());

        _chip.Fault = Tmp102Fault.None;
        _time.Advance(250_000);
        Assert.Equal(400, _thermometer.ReadTenths());
    }

    [Fact]
    public void Without_a_thermometer_the_temperature_is_unknown()
    {
        var elsewhere = new I2cConnectionSettings(1, 0x49, I2cBusSpeed.FastMode);
        Assert.Equal(Temperature.Unknown, new Tmp102Thermometer(I2cDevice.Create(elsewhere)).ReadTenths());
    }

    [Fact]
    public void On_a_failing_bus_the_temperature_is_unknown()
    {
        _board.I2c(1).Attach(Tmp102Chip.Address, new BrokenBus());
        Assert.Equal(Temperature.Unknown, _thermometer.ReadTenths());
    }

    [Fact]
    public void A_reading_takes_only_as_long_as_its_transfer()
    {
        var before = _time.NowMicroseconds;
        for (var i = 0; i < 100; i++)
        {
            _thermometer.ReadTenths();
        }

        // Five bytes with nine bits each at 400 kHz.
        Assert.InRange(_time.NowMicroseconds - before, 10_000, 11_500);
    }

    sealed class BrokenBus : II2cChip
    {
        public bool Write(ReadOnlySpan<byte> bytes) => throw new IOException("The bus failed.");

        public bool Read(Span<byte> bytes) => throw new IOException("The bus failed.");
    }
}
