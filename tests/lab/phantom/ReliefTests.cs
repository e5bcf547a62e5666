namespace Pedestal.Phantom.Tests;

/// <summary>What the two banks of LEDs show of a surface's form.</summary>
public class ReliefTests
{
    const int Seed = 31_415;
    const int Side = PhantomRenderer.Side;
    const int Palms = 4;
    static readonly CapturePose Level = new() { Warp = 0 };

    [Fact]
    public void A_captures_lit_frame_is_the_one_that_is_rendered_alone()
    {
        var hand = new PhantomHand(Seed, 2);
        Assert.Equal(PhantomRenderer.Render(hand, 3), CaptureRenderer.Render(hand, 3).Lit);
    }

    [Fact]
    public void The_left_bank_lights_the_left_of_a_hand_more_than_its_right()
    {
        Assert.All(Hands(), frames => Assert.True(Share(frames, -30) > Share(frames, 30) + 0.1));
        Assert.All(Hands(), frames => Assert.InRange(Share(frames, 0), 0.35, 0.65));
    }

    [Fact]
    public void The_banks_differ_most_at_a_hands_edges_but_evenly_across_a_sheet()
    {
        Assert.All(Hands(), frames => Assert.True(Step(frames, 26, 38) > Step(frames, 0, 12)));
        var sheets = Enumerable.Range(0, Palms).Select(palm => AttackRenderer.Render(AttackKind.PrintFlat, new PhantomHand(Seed, palm), 0));
        Assert.All(sheets, frames => Assert.True(Step(frames, 20, 30) < 1.6 * Step(frames, 4, 14)));
    }

    [Fact]
    public void A_screens_own_light_is_in_the_left_frame_too()
    {
        var frames = Enumerable.Range(0, Palms).Select(palm => AttackRenderer.Render(AttackKind.Screen, new PhantomHand(Seed, palm), 0));
        Assert.All(frames, screen => Assert.InRange(screen.Left.Max(), 0.8 * screen.Dark.Max(), 255));
    }

    static IEnumerable<CaptureFrames> Hands() => Enumerable.Range(0, Palms).Select(palm =>
    {
        var hand = new PhantomHand(Seed, palm);
        return CaptureRenderer.Render(hand, Level, hand.CaptureRandom(1));
    });

    /// <summary>Fall of the left bank's share between two distances from the middle, both sides together.</summary>
    static double Step(CaptureFrames frames, int from, int to) =>
        Share(frames, -to) - Share(frames, to) - (Share(frames, -from) - Share(frames, from));

    /// <summary>Mean share of the left bank in a strip of the palm, its middle given in pixels right of the frame's.</summary>
    static double Share(CaptureFrames frames, int column)
    {
        var both = 0.0;
        var left = 0.0;
        for (var row = 40; row < 70; row++)
        {
            for (var x = column - 1; x <= column + 1; x++)
            {
                both += frames.Lit[row * Side + Side / 2 + x];
                left += frames.Left[row * Side + Side / 2 + x];
            }
        }

        return left / both;
    }
}
