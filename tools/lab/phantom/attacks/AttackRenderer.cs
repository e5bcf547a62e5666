namespace Pedestal.Phantom;

/// <summary>
/// Renders presentation attacks as the camera sees them. The ranges of reflectance, emission and form are estimates, because
/// publications report the success of such attacks, not their optics.
/// </summary>
public static class AttackRenderer
{
    const int FirstPurpose = 10_000;
    static readonly PhantomCamera Pedestal = new();

    /// <summary>Renders the first capture of a numbered attempt on a hand, which is pictured or worn, or whose outline is cast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static CaptureFrames Render(AttackKind kind, PhantomHand hand, int attempt, Surroundings? around = null) =>
        Present(kind, hand, attempt, around).First();

    /// <summary>
    /// The captures of a numbered attempt. The instrument stays the same and is held a little nearer to the nominal pose each time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static IEnumerable<CaptureFrames> Present(AttackKind kind, PhantomHand hand, int attempt, Surroundings? around = null)
    {
        ArgumentNullException.ThrowIfNull(hand);
        var random = hand.CaptureRandom(FirstPurpose * (1 + (int)kind) + attempt);
        var first = CapturePose.Draw(random, Difficulty.Easy);
        var held = Make(kind, hand, first, random);
        return Captures();

        IEnumerable<CaptureFrames> Captures()
        {
            for (var (pose, here) = (first, around); ; (pose, here) = (pose.Settle(random), here?.Later()))
            {
                var surface = held(pose);
                if (here is not null)
                {
                    var emitted = surface is ScreenSurface lit
                        ? PhantomRenderer.See(lit.OwnLight, PhantomRenderer.MillimetresPerPixel, Pedestal, pose, random)
                        : null;
                    yield return CaptureRenderer.ExposeIn(here, surface, Pedestal, pose, pose.Exposure, random, emitted);
                    continue;
                }

                var dark = surface is ScreenSurface screen
                    ? CaptureRenderer.Take(screen.OwnLight, Pedestal, pose, pose.Exposure, random)
                    : null;
                yield return CaptureRenderer.Expose(surface, Pedestal, pose, pose.Exposure, random, dark);
            }
        }
    }

    /// <summary>Makes an instrument, which can be held at any pose.</summary>
    static Func<CapturePose, ISurface> Make(AttackKind kind, PhantomHand hand, CapturePose first, PhantomRandom random) => kind switch
    {
        AttackKind.PrintFlat => new PrintSurface(hand, BentSheet.Flat(random), random).At,
        AttackKind.PrintBent => new PrintSurface(hand, BentSheet.Bent(random), random).At,
        AttackKind.Screen => new ScreenSurface(hand, random).At,
        AttackKind.Glove => Glove.On(hand, random),
        AttackKind.Object => new ObjectSurface(random).At,
        AttackKind.Silicone => new SiliconeSurface(hand, first.Spread, random).At,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of attack."),
    };
}
