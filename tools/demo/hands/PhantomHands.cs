using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Demo;

/// <summary>Phantom hands. Each picture of a presentation shows the hovering hand a moment after the previous one.</summary>
sealed class PhantomHands(int seed) : IHands
{
    const int PicturesOfAPresentation = 3;
    const int FirstLinkingSample = 500;
    const int FirstEntrySample = 1000;

    public int? People => null;

    public IReadOnlyList<byte[]> Enrolment(int person, PalmSide side, int sample) => Present(person, side, sample);

    public IReadOnlyList<byte[]> Entry(int person, PalmSide side, int presentation) =>
        Present(person, side, FirstEntrySample + presentation);

    public IReadOnlyList<byte[]> Linking(int person, PalmSide side, int sample) => Present(person, side, FirstLinkingSample + sample);

    byte[][] Present(int person, PalmSide side, int sample)
    {
        var hand = new PhantomHand(seed, 2 * person + (side == PalmSide.Right ? 1 : 0));
        var random = hand.CaptureRandom(sample);
        var pose = CapturePose.Draw(random, Difficulty.Default);
        var pictures = new byte[PicturesOfAPresentation][];
        for (var i = 0; i < pictures.Length; i++)
        {
            pictures[i] = PhantomRenderer.Render(hand, pose, random);
            pose = pose.Settle(random);
        }

        return pictures;
    }
}
