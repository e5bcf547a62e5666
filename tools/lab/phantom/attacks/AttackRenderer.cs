namespace Pedestal.Phantom;

/// <summary>The two frames of one presentation, with and without the pedestal's light, 128 x 128 grey levels each.</summary>
/// <param name="Lit">The frame with the LEDs on.</param>
/// <param name="Dark">The frame with the LEDs off.</param>
public sealed record AttackFrames(byte[] Lit, byte[] Dark);

/// <summary>
/// Renders presentation attacks as the camera sees them. The ranges of reflectance and emission are estimates, because
/// publications report the success of such attacks, not their optics.
/// </summary>
public static class AttackRenderer
{
    const int FirstPurpose = 1000;
    static readonly PhantomCamera Pedestal = new();

    /// <summary>Renders one numbered attempt; prints and screens show the given hand, gloves have its shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static AttackFrames Render(AttackKind kind, PhantomHand hand, int attempt)
    {
        ArgumentNullException.ThrowIfNull(hand);
        var random = hand.CaptureRandom(FirstPurpose * (1 + (int)kind) + attempt);
        var pose = CapturePose.Draw(random, Difficulty.Easy);
        var dark = new byte[PhantomRenderer.Side * PhantomRenderer.Side];
        switch (kind)
        {
            case AttackKind.Print:
                return new AttackFrames(Lit(new PrintSurface(hand, pose, random), pose, random), dark);
            case AttackKind.Screen:
                var screen = new ScreenSurface(hand, pose, random);
                var lit = Lit(screen, pose, random);
                screen.Lit = false;
                return new AttackFrames(lit, Lit(screen, pose, random));
            case AttackKind.Glove:
                return new AttackFrames(Lit(Glove.On(hand, pose, random), pose, random), dark);
            case AttackKind.Object:
                return new AttackFrames(Lit(new ObjectSurface(pose, random), pose, random), dark);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of attack.");
        }
    }

    static byte[] Lit(ISurface surface, CapturePose pose, PhantomRandom random) =>
        PhantomRenderer.Expose(
            PhantomRenderer.See(surface, PhantomRenderer.MillimetresPerPixel, Pedestal, pose, random), pose.Exposure, Pedestal, random);
}
