namespace Pedestal.Phantom;

/// <summary>
/// A screen: it emits light, mostly outside the camera's filter, and reflects the LEDs. In their light the panel behind the
/// glass is dark.
/// </summary>
sealed class ScreenSurface : Artefact
{
    const double ReflexWidth = 2.2;
    const double ReflexBrightness = 2;
    readonly StolenPicture _picture;
    readonly double _emission;
    readonly double _panel;
    readonly double _halfWidth;
    readonly double _halfHeight;

    /// <summary>Creates a screen that shows a hand.</summary>
    public ScreenSurface(PhantomHand hand, PhantomRandom random)
        : base(isMirrored: false)
    {
        _picture = new StolenPicture(hand, random);
        _emission = random.Uniform(0, 0.8);
        _panel = random.Uniform(0.02, 0.25);
        _halfWidth = random.Uniform(35, 80);
        _halfHeight = random.Uniform(60, 100);
    }

    /// <summary>What is seen of it while the pedestal's LEDs are off.</summary>
    public ISurface OwnLight => new Glow(this);

    /// <inheritdoc/>
    public override double Brightness(double slopeX, double slopeY)
    {
        var place = Plane.Meet(slopeX, slopeY);
        return IsOn(place) ? Shown(place) + Reflected(place) + ReflexBrightness * LedReflexes.At(place, ReflexWidth).Both : 0;
    }

    /// <inheritdoc/>
    public override double LeftShare(double slopeX, double slopeY)
    {
        var place = Plane.Meet(slopeX, slopeY);
        var (levelX, levelY) = Plane.Slope(0, 0);
        var (lit, litLeft) = LedBanks.On(place.X, place.Y, place.Z, levelX, levelY);
        var (both, left) = LedReflexes.At(place, ReflexWidth);
        var shown = Shown(place);
        var reflected = Reflected(place);
        return (shown + reflected * litLeft / lit + ReflexBrightness * left)
            / Math.Max(shown + reflected + ReflexBrightness * both, 1e-9);
    }

    bool IsOn(PlanePoint place) => Math.Abs(place.Across) <= _halfWidth && Math.Abs(place.Along) <= _halfHeight;

    double Shown(PlanePoint place) => _emission * _picture.Tone(place.Across, place.Along);

    double Reflected(PlanePoint place) => _panel * Lighting.At(place.X, place.Y, place.Z);

    sealed class Glow(ScreenSurface screen) : ISurface
    {
        public double Brightness(double slopeX, double slopeY)
        {
            var place = screen.Plane.Meet(slopeX, slopeY);
            return screen.IsOn(place) ? screen.Shown(place) : 0;
        }

        public double LeftShare(double slopeX, double slopeY) => 1;
    }
}
