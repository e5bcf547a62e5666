namespace Pedestal.Phantom;

/// <summary>
/// A hand's skin in one capture: its veins and creases as visible on that day, its texture and its stretching.
/// </summary>
sealed class Skin
{
    const double UsualContrast = 0.009;
    readonly AbsorptionMap _absorption;
    readonly ElasticWarp _warp;
    readonly SkinTexture _texture;
    readonly double _contrast;

    public Skin(PhantomHand hand, CapturePose pose, PhantomRandom random)
    {
        _absorption = hand.Absorption(pose, random);
        _warp = new ElasticWarp(random, pose.Warp);
        _texture = hand.Texture;
        _contrast = UsualContrast * hand.Anatomy.Texture;
    }

    /// <summary>The place on the skin in mm that is at a place of the hand.</summary>
    public (double X, double Y) At(double across, double along) => _warp.Apply(across, along);

    /// <summary>The light that a place of the hand, in mm across and along the palm, reflects.</summary>
    public double Reflect(double light, double across, double along)
    {
        var (x, y) = At(across, along);
        return light * (1 - _absorption.At(x, y)) * (1 + _contrast * _texture.At(x, y));
    }
}
