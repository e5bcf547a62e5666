using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>A dark picture held ready shortens the next capture, and is used only when a fresh one would show the same.</summary>
public class HeldDarkTests
{
    const byte Weak = 6;
    const byte Bright = 40;
    const int Readable = 100_000;

    [Fact]
    public void A_capture_with_a_dark_picture_held_ready_takes_one_exposure()
    {
        var bench = Bench.Started();
        bench.Camera.Prepare();
        bench.Time.Advance(Readable);
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        // 33 ms on the wire each and 33 to 67 ms for the next whole frame; the LEDs' lead passes while the dark one is read.
        Assert.InRange(bench.Now - before, 3 * 33_000, 2 * 33_000 + 67_000 + 5_000);
        Assert.InRange(bench.Light.LongestHigh, 2 * 33_000, 105_000);
        bench.AssertFrameShowsScene();
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_capture_waits_for_a_dark_picture_that_is_still_being_exposed()
    {
        var bench = Bench.Started();
        bench.Camera.Prepare();

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        bench.AssertFrameShowsScene();
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_held_dark_picture_is_used_only_once()
    {
        var bench = Prepared(Weak);
        Assert.Equal((CameraStatus.Ok, Weak), Capture(bench));
        bench.Part.Scene = new FlatScene(100, Weak + 2);
        Assert.Equal((CameraStatus.Ok, (byte)(Weak + 2)), Capture(bench));
    }

    [Fact]
    public void A_held_dark_picture_that_is_too_old_is_not_used()
    {
        var bench = Prepared(Weak);
        bench.Time.Advance(1_000_000);
        bench.Part.Scene = new FlatScene(100, Weak + 2);
        Assert.Equal((CameraStatus.Ok, (byte)(Weak + 2)), Capture(bench));
    }

    [Fact]
    public void In_bright_light_each_capture_takes_its_own_dark_picture()
    {
        var bench = Prepared(Bright);
        bench.Part.Scene = new FlatScene(100, Bright + 2);
        Assert.Equal((CameraStatus.Ok, (byte)(Bright + 2)), Capture(bench));

        bench.Bus.Transcript.Clear();
        bench.Camera.Prepare();
        Assert.Empty(bench.Bus.Transcript);

        bench.Part.Scene = new FlatScene(100, Weak);
        Assert.Equal((CameraStatus.Ok, Weak), Capture(bench));
        bench.Bus.Transcript.Clear();
        bench.Camera.Prepare();
        Assert.Equal(["84 01", "84 02"], bench.Bus.Transcript);
    }

    [Fact]
    public void Preparing_takes_a_picture_every_800_ms_and_never_waits()
    {
        var bench = Bench.Started();
        var before = bench.Now;
        bench.Camera.Prepare();
        Assert.InRange(bench.Now - before, 0, 100);
        for (var step = 0; step < 99; step++)
        {
            bench.Time.Advance(10_000);
            bench.Camera.Prepare();
        }

        Assert.Equal(2, bench.Bus.Transcript.Count / 2);
    }

    [Fact]
    public void A_camera_that_has_not_been_started_prepares_nothing()
    {
        var bench = new Bench();
        bench.Camera.Prepare();
        Assert.Empty(bench.Bus.Transcript);
    }

    [Fact]
    public void A_register_write_discards_the_held_dark_picture()
    {
        var bench = Prepared(Weak);
        Assert.True(bench.Camera.WriteRegister(Register.GainLow, 32));
        bench.Part.Scene = new FlatScene(100, Weak + 2);
        Assert.Equal(CameraStatus.Ok, Capture(bench).Status);
        Assert.NotEqual(Weak, bench.Frame.Dark[0]);
    }

    static Bench Prepared(byte dark)
    {
        var bench = Bench.Started();
        bench.Part.Scene = new FlatScene(100, dark);
        bench.Camera.Prepare();
        bench.Time.Advance(Readable);
        Assert.True(bench.Camera.CheckLink() == CameraStatus.Ok);
        return bench;
    }

    static (CameraStatus Status, byte Dark) Capture(Bench bench) => (bench.Capture(), bench.Frame.Dark[0]);

    /// <summary>A lit and a dark grey level without noise.</summary>
    sealed class FlatScene(byte lit, byte dark) : IScene
    {
        public void Render(bool isLit, int width, int height, Span<byte> luma) => luma.Fill(isLit ? lit : dark);
    }
}
