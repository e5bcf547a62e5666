namespace Pedestal.Phantom;

/// <summary>
/// A slab of silicone in the outline of a hand, tinted like skin. Half of them are plain but for the mottling of the cast; the others
/// carry a print of the palm under a clear layer, which weakens it and shines.
/// </summary>
sealed class SiliconeSurface : ISurface
{
    const int Leds = 12;
    const double RingRadius = 32;
    readonly HeldPlane _plane;
    readonly HandOutline _outline;
    readonly SlabRelief _relief;
    readonly SkinTexture _mottling;
    readonly HandSurface? _picture;
    readonly HandSurface _shade;
    readonly double _reflectance;
    readonly double _mottled;
    readonly double _clarity;
    readonly double _gloss;
    readonly double _glossWidth;

    /// <summary>Creates a slab of random tint, form and gloss.</summary>
    public SiliconeSurface(PhantomHand hand, CapturePose pose, PhantomRandom random)
    {
        var level = new CapturePose { Warp = 0, Spread = pose.Spread };
        _plane = new HeldPlane(pose, hand.IsLeft);
        _outline = hand.Shape.Hold(pose.Spread);
        _relief = new SlabRelief(_outline, random.Uniform(1.5, 6), random.Uniform(-1, 4));
        _mottling = new SkinTexture(random);
        _reflectance = random.Uniform(0.5, 1.4);
        _mottled = random.Uniform(0.003, 0.03);
        _clarity = random.Uniform(0.4, 1);
        _gloss = random.Uniform(0, 0.25);
        _glossWidth = random.Uniform(2, 7);
        _shade = new HandSurface(hand, level, (light, _, _) => light);
        _picture = random.Uniform() < 0.5 ? null : new HandSurface(hand, level, new Skin(hand, level, random).Reflect);
    }

    /// <inheritdoc/>
    public double Brightness(double slopeX, double slopeY)
    {
        var place = _plane.Meet(slopeX, slopeY);
        if (_outline.Depth(place.Across, place.Along) <= 0)
        {
            return 0;
        }

        return Matt(place) + Reflexes(place, 0, Leds);
    }

    /// <inheritdoc/>
    public double LeftShare(double slopeX, double slopeY)
    {
        var place = _plane.Meet(slopeX, slopeY);
        var matt = Matt(place);
        var both = matt + Reflexes(place, 0, Leds);
        var left = matt * _relief.LeftShare(_plane, place) + Reflexes(place, 0, Leds / 2);
        return both > 0 ? left / both : 0;
    }

    double Matt(PlanePoint place) => _reflectance * Lighting.At(place.X, place.Y, place.Z)
        * _relief.Shade(_plane, place)
        * (1 + _mottled * _mottling.At(place.Across, place.Along)) * Printed(place);

    /// <summary>What the print leaves of the light.</summary>
    double Printed(PlanePoint place)
    {
        if (_picture is null)
        {
            return 1;
        }

        // The surfaces take a left hand as such, seen from the camera.
        var x = place.Across / CapturePose.NominalDistance * (_plane.IsMirrored ? -1 : 1);
        var y = -place.Along / CapturePose.NominalDistance;
        var shade = _shade.Brightness(x, y);
        return shade <= 0 ? 1 : Math.Pow(_picture.Brightness(x, y) / shade, _clarity);
    }

    /// <summary>Reflections of the LEDs, the left bank's first, blurred by a surface that is not a mirror.</summary>
    double Reflexes(PlanePoint place, int from, int to)
    {
        var sum = 0.0;
        for (var led = from; led < to; led++)
        {
            var angle = Math.PI * (2.0 * (led + 0.5) / Leds + 0.5);
            var dx = place.X - RingRadius / 2 * Math.Cos(angle);
            var dy = place.Y - RingRadius / 2 * Math.Sin(angle);
            sum += _gloss * Math.Exp(-(dx * dx + dy * dy) / (2 * _glossWidth * _glossWidth));
        }

        return sum;
    }
}
