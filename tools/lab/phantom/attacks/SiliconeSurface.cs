namespace Pedestal.Phantom;

/// <summary>
/// A slab of silicone in the outline of a hand, tinted like skin. Half of them are plain but for the mottling of the cast; the others
/// carry a print of the palm under a clear layer, which weakens it and shines.
/// </summary>
sealed class SiliconeSurface : Artefact
{
    readonly HandOutline _outline;
    readonly SlabRelief _relief;
    readonly SkinTexture _mottling;
    readonly Raster? _print;
    readonly double _reflectance;
    readonly double _mottled;
    readonly double _clarity;
    readonly double _gloss;
    readonly double _glossWidth;

    /// <summary>Creates a slab of random tint, form and gloss.</summary>
    public SiliconeSurface(PhantomHand hand, double spread, PhantomRandom random)
        : base(hand.IsLeft)
    {
        var level = new CapturePose { Warp = 0, Spread = spread };
        _outline = hand.Shape.Hold(spread);
        _relief = new SlabRelief(_outline, random.Uniform(1.5, 6), random.Uniform(-1, 4));
        _mottling = new SkinTexture(random);
        _reflectance = random.Uniform(0.5, 1.4);
        _mottled = random.Uniform(0.003, 0.03);
        _clarity = random.Uniform(0.4, 1);
        _gloss = random.Uniform(0, 0.25);
        _glossWidth = random.Uniform(2, 7);
        if (random.Uniform() >= 0.5)
        {
            var skin = new Skin(hand, level, random);
            _print = new Raster((across, along) => Math.Pow(skin.Reflect(1, across, along), _clarity));
        }
    }

    /// <inheritdoc/>
    public override double Brightness(double slopeX, double slopeY)
    {
        var place = Plane.Meet(slopeX, slopeY);
        return _outline.Depth(place.Across, place.Along) > 0 ? Matt(place) + _gloss * LedReflexes.At(place, _glossWidth).Both : 0;
    }

    /// <inheritdoc/>
    public override double LeftShare(double slopeX, double slopeY)
    {
        var place = Plane.Meet(slopeX, slopeY);
        var matt = Matt(place);
        var (both, left) = LedReflexes.At(place, _glossWidth);
        return matt > 0 ? (matt * _relief.LeftShare(Plane, place) + _gloss * left) / (matt + _gloss * both) : 0;
    }

    double Matt(PlanePoint place) => _reflectance * Lighting.At(place.X, place.Y, place.Z)
        * _relief.Shade(Plane, place)
        * (1 + _mottled * _mottling.At(place.Across, place.Along)) * (_print?.At(place.Across, place.Along) ?? 1);
}
