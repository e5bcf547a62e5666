using Pedestal.Vein;

namespace Pedestal.Phantom.Tests;

/// <summary>What the device makes of things that are not palms.</summary>
public class AttackTests
{
    const int Attempts = 20;
    const int Seed = 27_182;

    [Fact]
    public void A_screen_yields_no_template_under_the_pedestals_light() =>
        Assert.All(Outcomes(AttackKind.Screen), status =>
            Assert.Contains(status, new[] { ExtractionStatus.NoHand, ExtractionStatus.TooDark }));

    [Fact]
    public void Most_objects_without_fingers_are_refused()
    {
        var outcomes = Outcomes(AttackKind.Object);
        Assert.True(outcomes.Count(status => status == ExtractionStatus.NotAPalm) >= Attempts / 3);
        Assert.True(outcomes.Count(status => status == ExtractionStatus.Ok) <= Attempts / 3);
    }

    [Fact]
    public void Some_prints_gloves_and_slabs_are_refused_in_the_light_of_both_banks()
    {
        Assert.All(
            new[] { AttackKind.PrintFlat, AttackKind.PrintBent, AttackKind.Silicone },
            kind => Assert.Contains(Outcomes(kind), status => status != ExtractionStatus.Ok));
        Assert.Contains(ExtractionStatus.NotSkin, Outcomes(AttackKind.Glove));
    }

    [Fact]
    public void The_dark_frame_of_a_screen_shows_its_own_light()
    {
        var frames = Enumerable.Range(0, 8)
            .Select(palm => AttackRenderer.Render(AttackKind.Screen, new PhantomHand(Seed, palm), 0));
        Assert.Contains(frames, pair => pair.Dark.Max() > 60);
    }

    [Fact]
    public void A_fake_stays_the_same_from_capture_to_capture()
    {
        Assert.All(Enum.GetValues<AttackKind>(), kind =>
        {
            // Other instruments of a kind differ more.
            var (first, second) = (Brightness(0, 0), Brightness(0, 1));
            Assert.InRange(second / first, 0.85, 1.15);
            Assert.NotEqual(first, second);
            Assert.Contains(Enumerable.Range(1, 4), attempt => Math.Abs(Brightness(attempt, 0) / first - 1) > 0.15);

            double Brightness(int attempt, int capture) =>
                AttackRenderer.Present(kind, new PhantomHand(Seed, 3), attempt).ElementAt(capture).Lit.Average(level => level);
        });
    }

    [Fact]
    public void The_same_attempt_gives_the_same_frames()
    {
        Assert.All(Enum.GetValues<AttackKind>(), kind =>
        {
            var first = AttackRenderer.Render(kind, new PhantomHand(Seed, 3), 1);
            var again = AttackRenderer.Render(kind, new PhantomHand(Seed, 3), 1);
            Assert.Equal(first.Lit, again.Lit);
            Assert.Equal(first.Dark, again.Dark);
            Assert.Equal(first.Left, again.Left);
            Assert.NotEqual(first.Lit, AttackRenderer.Render(kind, new PhantomHand(Seed, 3), 2).Lit);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => AttackRenderer.Render((AttackKind)9, new PhantomHand(Seed, 3), 0));
    }

    static List<ExtractionStatus> Outcomes(AttackKind kind) =>
    [
        .. Enumerable.Range(0, Attempts).AsParallel().AsOrdered().Select(palm =>
        {
            var frames = AttackRenderer.Render(kind, new PhantomHand(Seed, palm), 0);
            return PhantomTemplates.Extract(frames.Lit, frames.Dark).Status;
        }),
    ];
}
