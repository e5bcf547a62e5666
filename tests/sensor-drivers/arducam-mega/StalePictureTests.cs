using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;

namespace Pedestal.ArducamMega.Tests;

public class StalePictureTests
{
    [Fact]
    public void Start_drops_the_stale_first_picture()
    {
        var bench = Bench.Started();
        bench.Part.Scene = new NoScene();
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        bench.Part.Fault = CameraFault.StaleFirstPicture;
        bench.Part.Scene = new FrameScene(Bench.Picture);

        Assert.Equal(CameraStatus.Ok, bench.Camera.Start());
        Assert.Equal(CameraStatus.Ok, bench.Capture());

        bench.AssertFrameShowsScene();
    }

    [Fact]
    public void A_stale_picture_is_rejected_once_and_the_next_one_accepted()
    {
        var bench = Bench.Started();
        Assert.Equal(CameraStatus.Ok, bench.Capture());
        bench.Part.Fault = CameraFault.StaleFirstPicture;

        Assert.Equal(CameraStatus.StalePicture, bench.Capture());
        Assert.Equal(CameraStatus.Ok, bench.Capture());

        bench.AssertFrameShowsScene();
    }

    [Fact]
    public void A_dark_picture_that_repeats_the_lit_one_is_stale()
    {
        var bench = Bench.Started();
        bench.LightLine.Changed += on => bench.Part.Fault = on ? CameraFault.None : CameraFault.StaleFirstPicture;

        Assert.Equal(CameraStatus.StalePicture, bench.Capture());
    }

    [Fact]
    public void Pictures_that_lag_behind_the_light_are_stale()
    {
        var bench = Bench.Started();
        bench.Part.Scene = new LaggingScene(new FrameScene(Bench.Picture));

        Assert.Equal(CameraStatus.StalePicture, bench.Capture());
    }

    /// <summary>Fresh pictures, each lit as the previous one should have been.</summary>
    sealed class LaggingScene(IScene scene) : IScene
    {
        Illumination _previous;

        public void Render(Illumination light, int width, int height, Span<byte> luma)
        {
            scene.Render(_previous, width, height, luma);
            _previous = light;
        }
    }
}
