using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

/// <summary>A dark picture held ready shortens the next capture, and is used only when a fresh one would show the same.</summary>
public class HeldDarkTests
{
    const byte Weak = 6;
    const byte Bright = 40;
    [Fact]
    public void A_capture_with_a_dark_picture_held_ready_takes_one_exposure()
    {
        var bench = Bench.Started();
        Hold(bench);
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        // The LEDs' lead, 33 to 67 ms for the next whole frame, 33 ms on the wire.
        Assert.InRange(bench.Now - before, 10_000 + 2 * 33_000, 10_000 + 67_000 + 33_000 + 5_000);
        Assert.InRange(bench.Light.LongestHigh, 33_000, 80_000);
        bench.AssertFrameShowsScene();
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_capture_waits_for_the_first_dark_picture_and_reads_what_is_left_of_it()
    {
        var bench = Bench.Started();
        bench.Camera.Prepare();
        bench.Time.Advance(70_000);
        bench.Camera.Prepare();
        var before = bench.Now;

        Assert.Equal(CameraStatus.Ok, bench.Capture());

        // Three bursts of the dark picture, in which the LEDs' lead passes, then one exposure and its reading.
        Assert.InRange(bench.Now - before, 24_000 + 2 * 33_000, 25_000 + 67_000 + 33_000 + 5_000);

        bench.AssertFrameShowsScene();
        Assert.Equal(0, bench.Part.ProtocolErrors);
    }

    [Fact]
    public void A_held_dark_picture_serves_all_captures_of_a_second()
    {
        var bench = Prepared(Weak);
        Assert.Equal((CameraStatus.Ok, Weak), Capture(bench));
        bench.Part.Scene = new FlatScene(101, Weak + 2);
        Assert.Equal((CameraStatus.Ok, Weak), Capture(bench));
    }

    [Fact]
    public void While_the_next_one_is_taken_the_last_one_is_ready()
    {
        var bench = Prepared(Weak);
        bench.Time.Advance(620_000);
        bench.Part.Scene = new FlatScene(100, Weak + 2);
        bench.Camera.Prepare();
        bench.Time.Advance(70_000);
        bench.Camera.Prepare();
        Assert.Equal((CameraStatus.Ok, Weak), Capture(bench));
        Assert.Equal(0, bench.Part.ProtocolErrors);
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
        bench.Part.Scene = new FlatScene(100, 2 * Bright);
        Assert.Equal((CameraStatus.Ok, (byte)7), Capture(bench));

        // One that overwrites the palm, and no more.
        bench.Bus.Transcript.Clear();
        Hold(bench);
        Assert.DoesNotContain(bench.Bus.Transcript, bytes => bytes.StartsWith("3C", StringComparison.Ordinal));

        bench.Part.Scene = new FlatScene(100, 3 * Bright);
        Assert.Equal((CameraStatus.Ok, (byte)10), Capture(bench));
    }

    [Fact]
    public void Preparing_takes_a_picture_every_400_ms_and_never_blocks_for_longer_than_a_burst()
    {
        var bench = Bench.Started();
        for (var end = bench.Now + 1_500_000; bench.Now < end; bench.Time.Advance(10_000))
        {
            var before = bench.Now;
            bench.Camera.Prepare();
            Assert.InRange(bench.Now - before, 0, 10_000);
        }

        Assert.Equal(4, bench.Bus.Transcript.Count(bytes => bytes == "84 02"));
        Assert.InRange(bench.Bus.Transcript.Count(bytes => bytes.StartsWith("3C", StringComparison.Ordinal)), 12, 16);
        Assert.Equal(0, bench.Part.ProtocolErrors);
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
        Hold(bench);
        return bench;
    }

    /// <summary>Prepares as the lane does, until a dark picture is complete.</summary>
    static void Hold(Bench bench)
    {
        for (var end = bench.Now + 200_000; bench.Now < end; bench.Time.Advance(10_000))
        {
            bench.Camera.Prepare();
        }
    }

    static (CameraStatus Status, byte Dark) Capture(Bench bench) => (bench.Capture(), bench.Frame.Dark[0]);

    /// <summary>A lit and a dark grey level without noise.</summary>
    sealed class FlatScene(byte lit, byte dark) : IScene
    {
        public void Render(Illumination light, int width, int height, Span<byte> luma) =>
            luma.Fill(light == Illumination.None ? dark : lit);
    }
}
