namespace Pedestal.Phantom;

/// <summary>
/// A near-infrared capture of a palm in the attacker's hands, at life size: its contrast stretched, as the published prints
/// were (P. Tome and S. Marcel, On the Vulnerability of Palm Vein Recognition to Spoofing Attacks, ICB 2015).
/// </summary>
sealed class StolenPicture
{
    const double MillimetresPerPixel = 0.95;
    const double PalmLevel = 176;
    const int Side = PhantomRenderer.Side;
    readonly byte[] _picture;
    readonly double _stretch;
    readonly double _middle;

    /// <summary>A capture taken in the attacker's own good time: level, in the middle, still.</summary>
    public StolenPicture(PhantomHand hand, PhantomRandom random)
    {
        _picture = PhantomRenderer.Render(hand, new CapturePose(), random);
        _stretch = random.Uniform(1, 2);
        _middle = PalmLevel * random.Uniform(0.85, 1);
    }

    /// <summary>Tone at a place of the picture in mm, 0 (black) to 1 (white); black outside it.</summary>
    public double Tone(double across, double along)
    {
        var x = across / MillimetresPerPixel + Side / 2 - 0.5;
        var y = -along / MillimetresPerPixel + Side / 2 - 0.5;
        if (x < 0 || y < 0 || x >= Side - 1 || y >= Side - 1)
        {
            return 0;
        }

        var i = (int)y * Side + (int)x;
        var fx = x - (int)x;
        var fy = y - (int)y;
        var level = (_picture[i] * (1 - fx) + _picture[i + 1] * fx) * (1 - fy)
            + (_picture[i + Side] * (1 - fx) + _picture[i + Side + 1] * fx) * fy;

        // The background stays black, whatever becomes of the palm's contrast.
        const double background = 40;
        return level < background ? 0 : Math.Clamp((_middle + (level - _middle) * _stretch) / 255, 0.02, 1);
    }
}
