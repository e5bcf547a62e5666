using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Camera;

namespace Pedestal.ArducamMega.Tests;

public class HappyPathTests
{
    [Fact]
    public void Captures_the_scene_lit_and_dark()
    {
        var clock = new VirtualClock();
        using var part = new VirtualArducamMega(clock);
        var picture = new byte[PalmFrame.Side * PalmFrame.Side];
        for (var i = 0; i < picture.Length; i++)
        {
            picture[i] = (byte)(20 + i % 200);
        }

        part.Scene = new FrameScene(picture);
        var camera = new ArducamMegaCamera(part, part.Light, part.Power, clock);
        Assert.Equal(CameraStatus.Ok, camera.Start());
        var frame = new PalmFrame();
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(CameraStatus.Ok, camera.Capture(frame));
            for (var i = 0; i < picture.Length; i++)
            {
                Assert.InRange(frame.Lit[2 * i], picture[i] - 1, picture[i] + 1);
                Assert.InRange(frame.Dark[2 * i], FrameScene.Ambient - 1, FrameScene.Ambient + 1);
                Assert.Equal(0x80, frame.Lit[2 * i + 1]);
            }
        }

        Assert.Equal(0, part.ProtocolErrors);
        Assert.False(part.Light.IsOn);
    }
}
