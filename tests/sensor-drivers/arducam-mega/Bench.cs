using System.Device.Gpio;
using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.ArducamMega.Tests;

/// <summary>The driver on a board's bus and pins with the simulated part, and a record of every transfer.</summary>
sealed class Bench
{
    const int CameraBus = 1;
    const int Select = 10;
    const int LightPin = 14;
    const int RightPin = 40;
    const int BrightPin = 42;
    const int PowerPin = 21;

    public Bench(CameraSettings? settings = null)
    {
        Board = new Board(Time);
        Board.Enter();
        Light = new LedBanks(Board, LightPin, RightPin, BrightPin);
        Part = new ArducamMegaChip(Board, Light, PowerPin) { Scene = new FrameScene(Picture) };
        Bus = new TappedBus(Part);
        Board.Spi(CameraBus).Attach(Select, Bus);
        Configuration.SetPinFunction(11, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(12, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(13, DeviceFunction.SPI1_MISO);
        var bus = SpiDevice.Create(
            new SpiConnectionSettings(CameraBus, Select) { ClockFrequency = 8_000_000, Mode = SpiMode.Mode0 });
        Bus.Forget();
        var gpio = new GpioController();
        Power = new GpioSwitch(gpio, PowerPin, activeLow: true);
        Camera = new ArducamMegaCamera(bus, new GpioSwitch(gpio, LightPin, activeLow: false),
            new GpioSwitch(gpio, RightPin, activeLow: false), new GpioSwitch(gpio, BrightPin, activeLow: false), Power, new EspClock(),
            settings ?? new CameraSettings());
    }

    public VirtualTime Time { get; } = new();

    public long Now => Time.NowMicroseconds;

    public Board Board { get; }

    public ArducamMegaChip Part { get; }

    public LedBanks Light { get; }

    /// <summary>The pin of the LEDs.</summary>
    public Pin LightLine => Board.Pins[LightPin];

    /// <summary>The pin of the supply, low while it is on.</summary>
    public Pin PowerLine => Board.Pins[PowerPin];

    public GpioSwitch Power { get; }

    public TappedBus Bus { get; }

    public ArducamMegaCamera Camera { get; }

    public PalmFrame Frame { get; } = new();

    /// <summary>A picture without two equal neighbours, far from black and white.</summary>
    public static byte[] Picture { get; } =
        [.. Enumerable.Range(0, PalmFrame.Side * PalmFrame.Side).Select(i => (byte)(20 + i * 7 % 200))];

    public static Bench Started()
    {
        var bench = new Bench();
        Assert.Equal(CameraStatus.Ok, bench.Camera.Start());
        bench.Bus.Transcript.Clear();
        return bench;
    }

    public CameraStatus Capture(NextPicture next = NextPicture.None) => Camera.Capture(Frame, next);

    /// <summary>Asserts that the frame shows the scene in the lit picture and ambient light in the dark one.</summary>
    public void AssertFrameShowsScene()
    {
        for (var i = 0; i < Picture.Length; i++)
        {
            Assert.InRange(Frame.Lit[2 * i], Picture[i] - 1, Picture[i] + 1);
            Assert.InRange(Frame.Dark[2 * i], FrameScene.Ambient - 1, FrameScene.Ambient + 1);
            Assert.Equal(0x80, Frame.Lit[2 * i + 1]);
        }
    }
}
