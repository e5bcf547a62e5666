namespace Pedestal.Phantom;

/// <summary>
/// A print on paper, flat or bent: brighter than skin where it is white, with the grain of paper and toner. The darkness of the print
/// varies, so that some are close to skin.
/// </summary>
sealed class PrintSurface : Artefact
{
    const double Grain = 0.02;
    readonly Relief _sheet;
    readonly StolenPicture _picture;
    readonly SkinTexture _grain;
    readonly double _white;

    /// <summary>Creates a print of a hand on a sheet.</summary>
    public PrintSurface(PhantomHand hand, Relief sheet, PhantomRandom random)
        : base(isMirrored: false) // The picture already shows a left hand as such.
    {
        _sheet = sheet;
        _picture = new StolenPicture(hand, random);
        _grain = new SkinTexture(random);

        // White paper reflects up to twice as much as skin; a black border and a grey print reduce that.
        _white = random.Uniform(0.9, 1.9);
    }

    /// <inheritdoc/>
    public override double Brightness(double slopeX, double slopeY)
    {
        const double fine = 6;
        var place = Plane.Meet(slopeX, slopeY);
        var tone = _picture.Tone(place.Across, place.Along);
        if (tone <= 0)
        {
            return 0;
        }

        return Lighting.At(place.X, place.Y, place.Z) * _sheet.Shade(Plane, place) * _white * tone
            * (1 + Grain * _grain.At(fine * place.Across, fine * place.Along));
    }

    /// <inheritdoc/>
    public override double LeftShare(double slopeX, double slopeY) =>
        _sheet.LeftShare(Plane, Plane.Meet(slopeX, slopeY));
}
