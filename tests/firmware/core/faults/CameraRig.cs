using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using Pedestal.ArducamMega;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Core.Tests;

/// <summary>The camera's driver and the simulated module, on a board with the lane's clock.</summary>
sealed class CameraRig
{
    const int Bus = 1;
    const int Select = 10;
    const int LightPin = 14;
    const int RightPin = 40;
    const int BrightPin = 42;
    const int PowerPin = 21;

    public CameraRig(VirtualClock clock, IScene scene)
    {
        var board = new Board(new LaneTime(clock));
        board.Enter();
        Light = new LedBanks(board, LightPin, RightPin, BrightPin);
        Module = new ArducamMegaChip(board, Light, PowerPin) { Scene = scene };
        board.Spi(Bus).Attach(Select, Module);
        Configuration.SetPinFunction(11, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(12, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(13, DeviceFunction.SPI1_MISO);
        var bus = SpiDevice.Create(new SpiConnectionSettings(Bus, Select) { ClockFrequency = 8_000_000 });
        Driver = new ArducamMegaCamera(
            bus, new PinSwitch(board.Pins[LightPin], true), new PinSwitch(board.Pins[RightPin], true),
            new PinSwitch(board.Pins[BrightPin], true), new PinSwitch(board.Pins[PowerPin], false), clock);
    }

    public LedBanks Light { get; }

    public ArducamMegaChip Module { get; }

    public ArducamMegaCamera Driver { get; }

    sealed class PinSwitch(Pin pin, bool isOnWhenHigh) : ISwitch
    {
        public void Set(bool on) => pin.Drive(on == isOnWhenHigh);
    }

    sealed class LaneTime(VirtualClock clock) : BoardClock
    {
        public override long NowMicroseconds => clock.NowMicroseconds();

        public override DateTime WorldUtc => DateTime.UnixEpoch;

        public override void Sleep(long microseconds, CancellationToken stop) => clock.Advance(microseconds);

        public override IDisposable At(long microseconds, Action action) =>
            throw new NotSupportedException("The camera calls nothing later.");
    }
}
