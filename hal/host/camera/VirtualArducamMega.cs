using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Camera;

/// <summary>An ArduCAM Mega on a board of its own, for who has a clock and no board.</summary>
public sealed class VirtualArducamMega
{
    const int Bus = 1;
    const int Select = 10;
    const int LightPin = 14;
    const int PowerPin = 21;
    readonly Board _board;
    readonly ArducamMegaChip _chip;

    /// <summary>A module that is not powered yet, with nothing in front of it.</summary>
    public VirtualArducamMega(IClock clock)
    {
        _board = new Board(new ClockOf(clock));
        _chip = new ArducamMegaChip(_board, new LedBank(_board, LightPin), PowerPin);
        _board.Spi(Bus).Attach(Select, _chip);
        Light.Changed += on => _board.Pins[LightPin].Drive(on);
        Power.Changed += on => _board.Pins[PowerPin].Drive(!on);
    }

    /// <summary>The near-infrared LEDs over this camera.</summary>
    public VirtualSwitch Light { get; } = new();

    /// <summary>The module's 3.3 V rail; off at first.</summary>
    public VirtualSwitch Power { get; } = new();

    /// <summary>What is in front of the camera.</summary>
    public IScene Scene
    {
        get => _chip.Scene;
        set => _chip.Scene = value;
    }

    /// <summary>What is wrong with the camera now.</summary>
    public CameraFault Fault
    {
        get => _chip.Fault;
        set => _chip.Fault = value;
    }

    /// <summary>Its bus, for the calling thread.</summary>
    public SpiDevice Open()
    {
        _board.Enter();
        Configuration.SetPinFunction(11, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(12, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(13, DeviceFunction.SPI1_MISO);
        return SpiDevice.Create(new SpiConnectionSettings(Bus, Select) { ClockFrequency = 8_000_000 });
    }

    sealed class ClockOf(IClock clock) : BoardClock
    {
        public override long NowMicroseconds => clock.NowMicroseconds();

        public override DateTime WorldUtc => DateTime.UtcNow;

        public override void Sleep(long microseconds, CancellationToken stop) => clock.Sleep((int)(microseconds / 1000));

        public override IDisposable At(long microseconds, Action action) =>
            throw new NotSupportedException("The camera calls nothing later.");
    }
}
