namespace Pedestal.Phantom;

/// <summary>An object of a palm's size: a printed box, a round plate or a bottle.</summary>
sealed class ObjectSurface : Artefact
{
    readonly SkinTexture _marks;
    readonly double _reflectance;
    readonly double _contrast;
    readonly double _halfWidth;
    readonly double _halfHeight;
    readonly bool _isRound;
    readonly BentSheet _form;

    /// <summary>Creates an object of random size, brightness and decoration.</summary>
    public ObjectSurface(PhantomRandom random)
        : base(isMirrored: false)
    {
        _marks = new SkinTexture(random);
        _reflectance = random.Uniform(0.3, 1.6);
        _contrast = random.Uniform(0, 0.12);
        _isRound = random.Uniform() < 0.5;
        _halfWidth = random.Uniform(25, 55);
        _halfHeight = _isRound ? _halfWidth : random.Uniform(40, 110);

        // A bottle or a can is as round as a sheet bent about its axis.
        _form = random.Uniform() < 0.3 ? new BentSheet(random.Uniform(8, 25), 0, 0, 0) : BentSheet.Flat(random);
    }

    /// <inheritdoc/>
    public override double Brightness(double slopeX, double slopeY)
    {
        var place = Plane.Meet(slopeX, slopeY);
        var isOutside = _isRound
            ? place.Across * place.Across + place.Along * place.Along > _halfWidth * _halfWidth
            : Math.Abs(place.Across) > _halfWidth || Math.Abs(place.Along) > _halfHeight;
        return isOutside
            ? 0
            : _reflectance * Math.Max(0, 1 + _contrast * _marks.At(place.Across, place.Along))
                * Lighting.At(place.X, place.Y, place.Z) * _form.Shade(Plane, place);
    }

    /// <inheritdoc/>
    public override double LeftShare(double slopeX, double slopeY) =>
        _form.LeftShare(Plane, Plane.Meet(slopeX, slopeY));
}
