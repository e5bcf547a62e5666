namespace Pedestal.Phantom;

/// <summary>A sheet bent about one axis, as paper can only be, or flat; with the slight waves of paper in the hand.</summary>
/// <param name="rise">Height of the axis above the sheet 40 mm beside it, mm; negative for a hollow, 0 for a flat sheet.</param>
/// <param name="axis">Direction of the axis, radians from the hand's long axis.</param>
/// <param name="offset">Distance of the axis from the palm's centre, mm.</param>
/// <param name="waves">Height of the waves, mm.</param>
sealed class BentSheet(double rise, double axis, double offset, double waves) : Relief
{
    const double HalfWidth = 40;
    const double WaveLength = 70;
    readonly double _cos = Math.Cos(axis);
    readonly double _sin = Math.Sin(axis);

    /// <summary>Paper as an attacker holds it: flat but for its waves.</summary>
    public static BentSheet Flat(PhantomRandom random) => new(0, random.Uniform(0, Math.PI), 0, random.Uniform(0, 0.5));

    /// <summary>Paper bent to imitate a palm, hollow or humped.</summary>
    public static BentSheet Bent(PhantomRandom random)
    {
        var rise = random.Uniform(2, 14) * (random.Uniform() < 0.65 ? -1 : 1);
        var across = random.Uniform() < 0.2 ? Math.PI / 2 : 0;
        return new BentSheet(rise, across + random.Normal(0.2, 0.5), random.Normal(6, 15), random.Uniform(0, 0.5));
    }

    /// <inheritdoc/>
    public override double Height(double across, double along)
    {
        var x = across * _cos + along * _sin - offset;

        // An arc becomes steeper with the distance from its axis; paper held at its sides does not bend back.
        var t = Math.Min(Math.Abs(x) / HalfWidth, 2);
        return -rise * t * t + waves * Math.Sin(2 * Math.PI * x / WaveLength);
    }
}
