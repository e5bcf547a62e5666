using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Engine;
using Pedestal.Phantom;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate.Tests;

/// <summary>How a pedestal takes what is presented to it.</summary>
public class PedestalUnderTestTests
{
    const int Seed = 16_180;
    const int Palms = 3;
    const int Later = 9;

    [Fact]
    public void A_hand_is_recognised_if_it_is_enrolled()
    {
        var pedestal = Pedestal();
        Assert.Equal((ExtractionStatus.Ok, true), pedestal.Present(CaptureRenderer.Present(new PhantomHand(Seed, 1), Later, Difficulty.Easy)));
        Assert.Equal((ExtractionStatus.Ok, false),
            pedestal.Present(CaptureRenderer.Present(new PhantomHand(Seed, Palms + 1), Later, Difficulty.Easy)));
    }

    [Fact]
    public void A_palm_that_is_not_recognised_is_captured_once_more()
    {
        var stranger = CaptureRenderer.Present(new PhantomHand(Seed, Palms + 1), Later, Difficulty.Easy);
        var known = CaptureRenderer.Present(new PhantomHand(Seed, 1), Later, Difficulty.Easy);
        Assert.Equal((ExtractionStatus.Ok, true), Pedestal().Present(stranger.Take(1).Concat(known)));
    }

    [Theory]
    [InlineData(AttackKind.PrintFlat, ExtractionStatus.FlatSurface)]
    [InlineData(AttackKind.Glove, ExtractionStatus.NoVeins)]
    public void A_fake_has_one_capture(AttackKind kind, ExtractionStatus reason)
    {
        // Others are refused for another reason, and captured again.
        var pedestal = Pedestal();
        Assert.Contains((reason, false, 1), Enumerable.Range(0, 6).Select(palm =>
        {
            var captures = new Counted(AttackRenderer.Present(kind, new PhantomHand(Seed, palm), 0));
            var (status, isRecognised) = pedestal.Present(captures.Taken);
            return (status, isRecognised, captures.Count);
        }));
    }

    [Fact]
    public void What_is_unusable_is_captured_as_often_as_the_ring_asks_for_it()
    {
        var captures = new Counted(AttackRenderer.Present(AttackKind.Screen, new PhantomHand(Seed, 1), 0));
        var (status, isRecognised) = Pedestal().Present(captures.Taken);
        Assert.Contains(status, new[] { ExtractionStatus.NoHand, ExtractionStatus.TooDark });
        Assert.False(isRecognised);
        Assert.Equal(new LaneSettings().UnusableCaptures, captures.Count);
    }

    static PedestalUnderTest Pedestal()
    {
        var gallery = new Gallery();
        var extraction = new DeviceExtraction(SampleKind.Hand, new LightCalibration());
        gallery.Load(
            from palm in Enumerable.Range(0, Palms)
            let hand = new PhantomHand(Seed, palm)
            from sample in Enumerable.Range(0, 2)
            select ((long)palm, PresentedPalm.Parse(extraction.Bytes(PhantomRenderer.Render(hand, sample, Difficulty.Easy))!)));
        return new PedestalUnderTest(gallery, new VeinExtractor());
    }

    sealed class Counted(IEnumerable<CaptureFrames> captures)
    {
        public int Count { get; private set; }

        public IEnumerable<CaptureFrames> Taken => captures.Select(capture =>
        {
            Count++;
            return capture;
        });
    }
}
