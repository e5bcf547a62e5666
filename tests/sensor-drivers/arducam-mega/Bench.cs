using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Camera;

namespace Pedestal.ArducamMega.Tests;

/// <summary>A driver wired to a virtual part, with every transfer on record.</summary>
sealed class Bench
{
    public Bench(CameraSettings? settings = null)
    {
        Part = new VirtualArducamMega(Clock) { Scene = new FrameScene(Picture) };
        Bus = new TappedBus(Part);
        Camera = new ArducamMegaCamera(Bus, Part.Light, Part.Power, Clock, settings ?? new CameraSettings());
        Part.Light.Changed += on =>
        {
            _lightSince = on ? Clock.NowMicroseconds() : _lightSince;
            LongestLight = on ? LongestLight : Math.Max(LongestLight, Clock.NowMicroseconds() - _lightSince);
        };
    }

    long _lightSince;

    public VirtualClock Clock { get; } = new();

    public VirtualArducamMega Part { get; }

    public TappedBus Bus { get; }

    public ArducamMegaCamera Camera { get; }

    public PalmFrame Frame { get; } = new();

    /// <summary>Longest time the LEDs were on without a break, in microseconds.</summary>
    public long LongestLight { get; private set; }

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

    public CameraStatus Capture() => Camera.Capture(Frame);

    /// <summary>Asserts that the frame shows the scene: lit in the one picture, ambient light in the other.</summary>
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
