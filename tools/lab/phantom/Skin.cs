namespace Pedestal.Phantom;

/// <summary>A hand's skin at one capture: its veins and creases as they show that day, its texture, how it stretches.</summary>
sealed class Skin
{
    const double TextureContrast = 0.009;
    readonly AbsorptionMap _absorption;
    readonly ElasticWarp _warp;
    readonly SkinTexture _texture;

    public Skin(PhantomHand hand, CapturePose pose, PhantomRandom random)
    {
        _absorption = hand.Absorption(pose, random);
        _warp = new ElasticWarp(random, pose.Warp);
        _texture = hand.Texture;
    }

    /// <summary>The place on the skin, mm, that lies at a place of the hand.</summary>
    public (double X, double Y) At(double across, double along) => _warp.Apply(across, along);

    /// <summary>What a place of the hand, mm across and along the palm, gives back of the light that falls on it.</summary>
    public double Reflect(double light, double across, double along)
    {
        var (x, y) = At(across, along);
        return light * (1 - _absorption.At(x, y)) * (1 + TextureContrast * _texture.At(x, y));
    }
}
