namespace Pedestal.Phantom;

/// <summary>
/// A glove: a hand's outline and relief with the reflectance of latex or cloth, folds and a weave, but no veins. The folds of a tight
/// one undulate; those of a loose one are dark lines, as veins are.
/// </summary>
static class Glove
{
    /// <summary>A glove of random material on a hand, which can be held at any pose.</summary>
    public static Func<CapturePose, ISurface> On(PhantomHand hand, PhantomRandom random)
    {
        var reflectance = random.Uniform(0.3, 1.5);
        var folds = random.Uniform(0.01, 0.05);
        var weave = random.Uniform(0, 0.06);
        var thread = random.Uniform(0.8, 3);
        var creased = new SkinTexture(random);
        var isLoose = random.Uniform() < 0.5;
        return pose => new HandSurface(hand, pose, (light, across, along) => light * reflectance
            * (1 + folds * Fold(creased.At(across, along), isLoose))
            * (1 + weave * Math.Cos(2 * Math.PI * across / thread) * Math.Cos(2 * Math.PI * along / thread)));
    }

    /// <summary>Both kinds have a mean of 0 and a standard deviation of 1.</summary>
    static double Fold(double noise, bool isLoose) => isLoose ? (Math.Abs(noise) - 0.8) / 0.6 : noise;
}
