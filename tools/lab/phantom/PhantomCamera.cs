namespace Pedestal.Phantom;

/// <summary>The camera that sees the hands of one place.</summary>
public sealed record PhantomCamera
{
    /// <summary>Standard deviation of the lens' blur, pixels.</summary>
    public double Blur { get; init; } = 0.55;

    /// <summary>Sensor noise at the palm's level, relative to it.</summary>
    public double RelativeNoise { get; init; } = 0.014;

    /// <summary>Brightness of the background beside a bright hand, grey levels.</summary>
    public double Halo { get; init; } = 16;

    /// <summary>Brightness at the right edge less that at the left, relative to the middle.</summary>
    public double Slope { get; init; }

    /// <summary>Exponent of the sensor's response.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Side of a palm region (<see cref="PhantomRegion"/>) as a share of the palm's breadth.</summary>
    public double RegionShare { get; init; } = 0.66;

    /// <summary>Draws the camera of one place.</summary>
    public static PhantomCamera Draw(PhantomRandom random, Variety variety)
    {
        ArgumentNullException.ThrowIfNull(random);
        return variety == Variety.Usual ? new PhantomCamera() : new PhantomCamera
        {
            Blur = random.Uniform(0.35, 1.5),
            RelativeNoise = random.Uniform(0.006, 0.035),
            Halo = random.Uniform(0, 30),
            Slope = random.Uniform(-0.3, 0.3),
            Gamma = random.Uniform(0.7, 1.4),
            RegionShare = random.Uniform(0.5, 0.74),
        };
    }
}
