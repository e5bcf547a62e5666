namespace Pedestal.Phantom;

/// <summary>Renders all frames of a capture under the pedestal's two banks of LEDs.</summary>
public static class CaptureRenderer
{
    // The left picture is exposed about 2.5 frames after the lit one, for which the hand's movement goes on.
    const double FramesBetween = 2.5;

    // Two banks are never equally bright; each pedestal's own ratio is known to about this from its self test.
    const double BankTolerance = 0.08;

    /// <summary>Renders a numbered capture of a hand; the lit frame is that of <see cref="PhantomRenderer"/>.</summary>
    public static CaptureFrames Render(PhantomHand hand, int sample, Difficulty difficulty = Difficulty.Default)
    {
        ArgumentNullException.ThrowIfNull(hand);
        return Present(hand, sample, difficulty).First();
    }

    /// <summary>Renders a capture in a given pose.</summary>
    public static CaptureFrames Render(PhantomHand hand, CapturePose pose, PhantomRandom random, Surroundings? around = null)
    {
        ArgumentNullException.ThrowIfNull(hand);
        ArgumentNullException.ThrowIfNull(pose);
        ArgumentNullException.ThrowIfNull(random);
        var surface = new HandSurface(hand, pose, SkinSpots.On(new Skin(hand, pose, random).Reflect, pose, random));
        var exposure = pose.Exposure * hand.Reflectance;
        return around is null
            ? Expose(surface, hand.Camera, pose, exposure, random)
            : ExposeIn(around, surface, hand.Camera, pose, exposure, random);
    }

    /// <summary>The captures of one presentation: the hand hovers on, a little nearer to the nominal pose each time.</summary>
    public static IEnumerable<CaptureFrames> Present(PhantomHand hand, int sample, Difficulty difficulty = Difficulty.Default)
    {
        ArgumentNullException.ThrowIfNull(hand);
        return Present(hand, sample, random => CapturePose.Draw(random, difficulty));
    }

    /// <summary>The same from a first pose on, and in ambient light that changes meanwhile.</summary>
    public static IEnumerable<CaptureFrames> Present(
        PhantomHand hand, int sample, Func<PhantomRandom, CapturePose> first, Surroundings? around = null)
    {
        ArgumentNullException.ThrowIfNull(hand);
        ArgumentNullException.ThrowIfNull(first);
        return Captures();

        IEnumerable<CaptureFrames> Captures()
        {
            var random = hand.CaptureRandom(sample);
            for (var (pose, here) = (first(random), around); ; (pose, here) = (pose.Settle(random), here?.Later()))
            {
                yield return Render(hand, pose, random, here);
            }
        }
    }

    /// <summary>The frames of a surface; one that emits no light has a black dark frame.</summary>
    internal static CaptureFrames Expose(
        ISurface surface, PhantomCamera camera, CapturePose pose, double exposure, PhantomRandom random, byte[]? dark = null)
    {
        var lit = Take(surface, camera, pose, exposure, random);
        var later = random.Fork();
        return new CaptureFrames(lit, dark ?? new byte[PhantomRenderer.Side * PhantomRenderer.Side], TakeLeft);

        byte[] TakeLeft() => Take(Left(surface, pose, later), camera, pose, LeftExposure(exposure, later), later);
    }

    /// <summary>The frames of a surface in ambient light; a screen emits light in every one of them.</summary>
    internal static CaptureFrames ExposeIn(Surroundings around, ISurface surface, PhantomCamera camera, CapturePose pose,
        double exposure, PhantomRandom random, double[]? emitted = null)
    {
        var capture = new AmbientCapture(surface, Left(surface, pose, random), emitted, camera, pose, exposure,
            LeftExposure(exposure, random), around.Light, random);
        return capture.Frames(around.Choose(capture.Dark(CameraExposure.Usual)));
    }

    static LeftBankView Left(ISurface surface, CapturePose pose, PhantomRandom random)
    {
        var drift = FramesBetween * pose.Motion / pose.Distance;
        var (sin, cos) = Math.SinCos(random.Uniform(0, 2 * Math.PI));
        return new LeftBankView(surface, drift * cos, drift * sin);
    }

    static double LeftExposure(double exposure, PhantomRandom random) =>
        exposure * random.Uniform(1 - BankTolerance, 1 + BankTolerance);

    /// <summary>One frame of a surface.</summary>
    internal static byte[] Take(
        ISurface surface, PhantomCamera camera, CapturePose pose, double exposure, PhantomRandom random) =>
        PhantomRenderer.Expose(
            PhantomRenderer.See(surface, PhantomRenderer.MillimetresPerPixel, camera, pose, random), exposure, camera, random);
}
