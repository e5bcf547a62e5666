namespace Pedestal.Phantom;

/// <summary>
/// A near-infrared photograph of a palm in an attacker's possession, sharp and at life size, with enhanced veins. Published
/// prints had enhanced contrast too (P. Tome and S. Marcel, On the Vulnerability of Palm Vein Recognition to Spoofing Attacks,
/// ICB 2015).
/// </summary>
sealed class StolenPicture
{
    readonly HandSurface _hand;
    readonly HandSurface _shade;
    readonly double _gain;
    readonly double _shading;
    readonly double _brightest;
    readonly Raster _tones;

    /// <summary>Creates a carefully taken photograph: level, centred and still.</summary>
    public StolenPicture(PhantomHand hand, PhantomRandom random)
    {
        var pose = new CapturePose { Warp = 0 };
        _hand = new HandSurface(hand, pose, new Skin(hand, pose, random).Reflect);
        _shade = new HandSurface(hand, pose, (light, _, _) => light);
        _gain = random.Uniform(1, 2);

        // A careful attacker removes the shading, because the print gets that of the pedestal's light again.
        _shading = random.Uniform(0, 1);
        _brightest = random.Uniform(0.6, 0.75);
        _tones = new Raster(Develop);
    }

    /// <summary>Tone at a place of the picture in mm, right and up from the palm's centre: 0 (black) to 1 (white).</summary>
    public double Tone(double right, double up) => _tones.At(right, up);

    double Develop(double right, double up)
    {
        var x = right / CapturePose.NominalDistance;
        var y = -up / CapturePose.NominalDistance;
        var shade = _shade.Brightness(x, y);
        return shade <= 0
            ? 0
            : Math.Clamp(
                _brightest * Math.Pow(shade, _shading) * Math.Pow(_hand.Brightness(x, y) / shade, _gain), 0.02, 1);
    }
}
