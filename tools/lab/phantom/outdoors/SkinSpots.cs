namespace Pedestal.Phantom;

/// <summary>
/// Water drops and dirt on the palm of one capture. A drop is a lens: bright where it mirrors the LEDs, dark around its rim. Dirt absorbs.
/// Sizes and strengths are estimates.
/// </summary>
sealed class SkinSpots
{
    const double Reach = 45;
    readonly HandSurface.Cover _skin;
    readonly Spot[] _spots;

    SkinSpots(HandSurface.Cover skin, Spot[] spots)
    {
        _skin = skin;
        _spots = spots;
    }

    /// <summary>The skin with what is on it in a capture.</summary>
    public static HandSurface.Cover On(HandSurface.Cover skin, CapturePose pose, PhantomRandom random) =>
        pose.Drops + pose.Dirt == 0 ? skin : new SkinSpots(skin,
        [
            .. Enumerable.Range(0, pose.Drops).Select(_ => Spot.Draw(random, isDrop: true)),
            .. Enumerable.Range(0, pose.Dirt).Select(_ => Spot.Draw(random, isDrop: false)),
        ]).Reflect;

    double Reflect(double light, double across, double along)
    {
        var reflected = _skin(light, across, along);
        foreach (var spot in _spots)
        {
            reflected *= spot.At(across, along);
        }

        return reflected;
    }

    sealed record Spot(double Across, double Along, double Radius, double Strength, bool IsDrop)
    {
        public static Spot Draw(PhantomRandom random, bool isDrop) => new(
            random.Uniform(-Reach, Reach), random.Uniform(-Reach, Reach),
            isDrop ? random.Uniform(1, 3) : random.Uniform(2, 9),
            isDrop ? random.Uniform(0.05, 0.25) : random.Uniform(0.05, 0.35), isDrop);

        public double At(double across, double along)
        {
            var x = (across - Across) / Radius;
            var y = (along - Along) / Radius;
            var squared = x * x + y * y;
            return squared > 9 ? 1
                : IsDrop ? 1 + Strength * (Math.Exp(-6 * squared) - 2 * squared * squared * Math.Exp(-2 * squared))
                : 1 - Strength * Math.Exp(-squared / 2);
        }
    }
}
