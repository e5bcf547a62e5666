using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

public class SceneTests
{
    [Fact]
    public void All_frames_differ_and_are_the_same_in_every_run()
    {
        var first = Frames(new FrameScene(Bench.Picture));

        Assert.Equal(first.Length, first.Select(Convert.ToBase64String).Distinct().Count());
        Assert.Equal(first, Frames(new FrameScene(Bench.Picture)));
    }

    [Fact]
    public void Other_sizes_are_resampled()
    {
        var luma = new byte[64 * 32];
        new FrameScene(Bench.Picture).Render(Illumination.Both, 64, 32, luma);

        Assert.InRange(luma[3 * 64 + 5], Bench.Picture[12 * 128 + 10] - 1, Bench.Picture[12 * 128 + 10] + 1);
    }

    [Fact]
    public void The_banks_together_light_what_both_light()
    {
        var scene = new FrameScene(Bench.Picture, [.. Bench.Picture.Select(level => (byte)(level / 3))]);
        var luma = new byte[PalmFrame.Side * PalmFrame.Side];
        scene.Render(Illumination.Left, PalmFrame.Side, PalmFrame.Side, luma);
        Assert.InRange(luma[40], Bench.Picture[40] / 3 - 1, Bench.Picture[40] / 3 + 1);
        scene.Render(Illumination.Right, PalmFrame.Side, PalmFrame.Side, luma);
        Assert.InRange(luma[40], Bench.Picture[40] * 2 / 3 + FrameScene.Ambient - 2, Bench.Picture[40] * 2 / 3 + FrameScene.Ambient + 2);
    }

    [Fact]
    public void A_picture_of_another_size_is_rejected() =>
        Assert.Throws<ArgumentException>(() => new FrameScene(new byte[100]));

    [Fact]
    public void Every_fault_has_a_name()
    {
        Assert.Equal(Enum.GetValues<CameraFault>(), CameraFaultName.All.Select(name =>
        {
            Assert.True(CameraFaultName.TryParse(name, out var fault));
            return fault;
        }));
        Assert.False(CameraFaultName.TryParse("on-fire", out _));
        Assert.False(CameraFaultName.TryParse(null, out _));
    }

    [Fact]
    public void Virtual_time_passes_only_by_sleeping()
    {
        var clock = new VirtualClock();
        clock.Sleep(250);
        clock.Advance(-1);

        Assert.Equal(250_000, clock.NowMicroseconds());
    }

    static byte[][] Frames(FrameScene scene) => [.. Enumerable.Range(0, 20).Select(i =>
    {
        var luma = new byte[PalmFrame.Side * PalmFrame.Side];
        scene.Render((Illumination)(i % 4), PalmFrame.Side, PalmFrame.Side, luma);
        return luma;
    })];
}
