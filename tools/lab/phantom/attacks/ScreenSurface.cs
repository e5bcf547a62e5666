namespace Pedestal.Phantom;

/// <summary>
/// A screen: it emits light, mostly outside the camera's filter, and reflects the LEDs. In their light the panel behind the
/// glass is dark.
/// </summary>
sealed class ScreenSurface : ISurface
{
    const int Leds = 12;
    const double RingRadius = 32;
    const double ReflexDeviation = 2.2;
    readonly HeldPlane _plane;
    readonly StolenPicture _picture;
    readonly double _emission;
    readonly double _panel;
    readonly double _halfWidth;
    readonly double _halfHeight;

    /// <summary>Creates a screen that shows a hand.</summary>
    public ScreenSurface(PhantomHand hand, CapturePose pose, PhantomRandom random)
    {
        _plane = new HeldPlane(pose, mirrored: false);
        _picture = new StolenPicture(hand, random);
        _emission = random.Uniform(0, 0.8);
        _panel = random.Uniform(0.02, 0.25);
        _halfWidth = random.Uniform(35, 80);
        _halfHeight = random.Uniform(60, 100);
    }

    /// <summary>Whether the pedestal's LEDs are on.</summary>
    public bool Lit { get; set; } = true;

    /// <inheritdoc/>
    public double Brightness(double slopeX, double slopeY)
    {
        var place = _plane.Meet(slopeX, slopeY);
        if (Math.Abs(place.Across) > _halfWidth || Math.Abs(place.Along) > _halfHeight)
        {
            return 0;
        }

        var shown = _emission * _picture.Tone(place.Across, place.Along);
        return Lit ? shown + _panel * Lighting.At(place.X, place.Y, place.Z) + Reflexes(place, 0, Leds) : shown;
    }

    /// <inheritdoc/>
    public double LeftShare(double slopeX, double slopeY)
    {
        var place = _plane.Meet(slopeX, slopeY);
        var (levelX, levelY) = _plane.Slope(0, 0);
        var (both, left) = LedBanks.On(place.X, place.Y, place.Z, levelX, levelY);
        var shown = _emission * _picture.Tone(place.Across, place.Along);
        var reflected = _panel * Lighting.At(place.X, place.Y, place.Z);
        return (shown + reflected * left / both + Reflexes(place, 0, Leds / 2))
            / Math.Max(shown + reflected + Reflexes(place, 0, Leds), 1e-9);
    }

    /// <summary>
    /// Reflections of the LEDs, the left bank's first: a level mirror shows each LED half way between the LED and the camera.
    /// </summary>
    static double Reflexes(PlanePoint place, int from, int to)
    {
        const double brightness = 2;
        var sum = 0.0;
        for (var led = from; led < to; led++)
        {
            var angle = Math.PI * (2.0 * (led + 0.5) / Leds + 0.5);
            var dx = place.X - RingRadius / 2 * Math.Cos(angle);
            var dy = place.Y - RingRadius / 2 * Math.Sin(angle);
            sum += brightness * Math.Exp(-(dx * dx + dy * dy) / (2 * ReflexDeviation * ReflexDeviation));
        }

        return sum;
    }
}
