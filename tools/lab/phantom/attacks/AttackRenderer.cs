namespace Pedestal.Phantom;

/// <summary>
/// Renders presentation attacks as the camera sees them. The ranges of reflectance, emission and form are estimates, because
/// publications report the success of such attacks, not their optics.
/// </summary>
public static class AttackRenderer
{
    const int FirstPurpose = 1000;
    static readonly PhantomCamera Pedestal = new();

    /// <summary>Renders one numbered attempt on a hand, which is pictured or worn, or whose outline is cast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static CaptureFrames Render(AttackKind kind, PhantomHand hand, int attempt)
    {
        ArgumentNullException.ThrowIfNull(hand);
        var random = hand.CaptureRandom(FirstPurpose * (1 + (int)kind) + attempt);
        var pose = CapturePose.Draw(random, Difficulty.Easy);
        switch (kind)
        {
            case AttackKind.PrintFlat:
                return Show(new PrintSurface(hand, pose, BentSheet.Flat(random), random), pose, random);
            case AttackKind.PrintBent:
                return Show(new PrintSurface(hand, pose, BentSheet.Bent(random), random), pose, random);
            case AttackKind.Screen:
                var screen = new ScreenSurface(hand, pose, random);
                var shown = Show(screen, pose, random);
                screen.Lit = false;
                return shown with { Dark = CaptureRenderer.Take(screen, Pedestal, pose, pose.Exposure, random) };
            case AttackKind.Glove:
                return Show(Glove.On(hand, pose, random), pose, random);
            case AttackKind.Object:
                return Show(new ObjectSurface(pose, random), pose, random);
            case AttackKind.Silicone:
                return Show(new SiliconeSurface(hand, pose, random), pose, random);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of attack.");
        }
    }

    static CaptureFrames Show(ISurface surface, CapturePose pose, PhantomRandom random) =>
        CaptureRenderer.Expose(surface, Pedestal, pose, pose.Exposure, random);
}
