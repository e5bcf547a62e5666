using Pedestal.Matching;

namespace Pedestal.Phantom.Tests;

public class PhantomHandTests
{
    [Fact]
    public void The_same_seed_gives_the_same_picture()
    {
        var first = PhantomRenderer.Render(new PhantomHand(7, 3), 2);
        var second = PhantomRenderer.Render(new PhantomHand(7, 3), 2);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Seed_palm_and_sample_each_change_the_picture()
    {
        var picture = PhantomRenderer.Render(new PhantomHand(7, 3), 2);
        Assert.NotEqual(picture, PhantomRenderer.Render(new PhantomHand(8, 3), 2));
        Assert.NotEqual(picture, PhantomRenderer.Render(new PhantomHand(7, 5), 2));
        Assert.NotEqual(picture, PhantomRenderer.Render(new PhantomHand(7, 3), 1));
    }

    [Fact]
    public void The_palm_fills_about_two_thirds_of_the_width()
    {
        var share = Enumerable.Range(0, 20).Average(palm => BrightColumns(Nominal(new PhantomHand(1, 2 * palm)), 50) / 128.0);
        Assert.InRange(share, 0.58, 0.76);
    }

    [Fact]
    public void The_wrist_leaves_at_the_bottom_and_the_fingers_part_at_the_top()
    {
        var hand = new PhantomHand(1, 1);
        var picture = PhantomRenderer.Render(hand, new CapturePose { ShiftY = 8, Spread = 8 }, hand.CaptureRandom(0));
        Assert.Equal(1, Runs(picture, 127));
        Assert.Equal(4, Runs(picture, 4));
    }

    [Fact]
    public void Left_and_right_hands_have_the_thumb_on_opposite_sides()
    {
        var left = Nominal(new PhantomHand(1, 0));
        var right = Nominal(new PhantomHand(1, 1));
        Assert.True(Brightness(left, 110, 127) > 4 * Brightness(left, 0, 17), "left hand, thumb on the right");
        Assert.True(Brightness(right, 0, 17) > 4 * Brightness(right, 110, 127), "right hand, thumb on the left");
    }

    [Fact]
    public void Veins_have_the_contrast_and_width_of_published_measurements()
    {
        var veins = Enumerable.Range(0, 20).SelectMany(palm => new PhantomHand(5, palm).Veins).ToArray();
        Assert.All(veins, v => Assert.InRange(v.Contrast, 0.02, 0.09));
        Assert.All(veins, v => Assert.InRange(2.355 * v.Sigma, 1.85, 3.45));
        var median = veins.Select(v => v.Contrast).Order().ElementAt(veins.Length / 2);
        Assert.InRange(median, 0.025, 0.055);
    }

    [Fact]
    public void Noise_between_two_exposures_is_about_one_and_a_half_percent()
    {
        var hand = new PhantomHand(1, 1);
        var pose = new CapturePose { Warp = 0 };
        var first = PhantomRenderer.Render(hand, pose, hand.CaptureRandom(0));
        var second = PhantomRenderer.Render(hand, pose with { Contrast = 1 }, hand.CaptureRandom(1));
        var differences = new List<double>();
        for (var row = 50; row < 90; row++)
        {
            for (var column = 50; column < 80; column++)
            {
                var i = row * 128 + column;
                differences.Add((first[i] - second[i]) / (double)first[i]);
            }
        }

        var deviation = Math.Sqrt(differences.Average(d => d * d) / 2);
        Assert.InRange(deviation, 0.011, 0.022);
    }

    [Fact]
    public void Genuine_distances_are_realistic_and_unrelated_palms_are_far_apart()
    {
        var templates = Enumerable.Range(0, 12).Select(palm => PhantomTemplates.Of(new PhantomHand(31, palm), 4)).ToArray();
        var genuine = templates
            .SelectMany(t => t.Skip(1).Select(other => PalmComparer.Distance(new Probe(t[0]), other)))
            .Order().ToArray();
        var unrelated = templates
            .SelectMany((t, i) => templates.Skip(i + 1).Select(o => PalmComparer.Distance(new Probe(t[0]), o[0])))
            .Order().ToArray();
        Assert.InRange(genuine[genuine.Length / 2], 0.20, 0.26);
        Assert.InRange(unrelated[unrelated.Length / 2], 0.33, 0.38);
    }

    static byte[] Nominal(PhantomHand hand) => PhantomRenderer.Render(hand, new CapturePose(), hand.CaptureRandom(0));

    static int BrightColumns(byte[] picture, int row) =>
        Enumerable.Range(0, 128).Count(column => picture[row * 128 + column] > 70);

    static int Runs(byte[] picture, int row) => Enumerable.Range(1, 127)
        .Count(column => picture[row * 128 + column] > 40 && picture[row * 128 + column - 1] <= 40);

    static double Brightness(byte[] picture, int first, int last)
    {
        var sum = 0.0;
        for (var row = 40; row < 100; row++)
        {
            for (var column = first; column <= last; column++)
            {
                sum += Math.Max(picture[row * 128 + column] - 25, 0);
            }
        }

        return sum + 1;
    }
}
