namespace Pedestal.Phantom;

/// <summary>How a hand hovers during one capture, and the state of its veins on that day.</summary>
public sealed record CapturePose
{
    /// <summary>Shift across the frame, mm.</summary>
    public double ShiftX { get; init; }

    /// <summary>Shift towards the wrist's edge of the frame, mm.</summary>
    public double ShiftY { get; init; }

    /// <summary>Distance from the camera, mm; nominal 90.</summary>
    public double Distance { get; init; } = NominalDistance;

    /// <summary>Rotation in the plane of the frame, degrees.</summary>
    public double Rotation { get; init; }

    /// <summary>Tilt about the hand's long axis, degrees.</summary>
    public double Roll { get; init; }

    /// <summary>Tilt about the axis across the palm, degrees.</summary>
    public double Pitch { get; init; }

    /// <summary>Angle between neighbouring fingers, degrees.</summary>
    public double Spread { get; init; } = 6;

    /// <summary>The thumb's position.</summary>
    public Thumb Thumb { get; init; }

    /// <summary>The end of a sleeve, in mm from the wrist's crease towards the fingers; null for a bare wrist.</summary>
    public double? Sleeve { get; init; }

    /// <summary>The finger that wears a ring, 0 (index) to 3; null for none.</summary>
    public int? RingFinger { get; init; }

    /// <summary>Depth of the palm's cup, mm.</summary>
    public double Cup { get; init; } = 6;

    /// <summary>Standard deviation of the skin's elastic displacement, mm.</summary>
    public double Warp { get; init; } = 0.8;

    /// <summary>Vein contrast relative to the palm's own.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Vein width relative to the palm's own; cold veins are narrow.</summary>
    public double Dilation { get; init; } = 1;

    /// <summary>Length of the movement during the exposure, mm.</summary>
    public double Motion { get; init; }

    /// <summary>Brightness relative to nominal.</summary>
    public double Exposure { get; init; } = 1;

    /// <summary>Water drops on the palm.</summary>
    public int Drops { get; init; }

    /// <summary>Smears of dirt on the palm.</summary>
    public int Dirt { get; init; }

    /// <summary>Nominal hover distance, mm.</summary>
    public const double NominalDistance = 90;

    /// <summary>Draws the pose of one capture.</summary>
    public static CapturePose Draw(PhantomRandom random, Difficulty difficulty)
    {
        ArgumentNullException.ThrowIfNull(random);
        var spread = difficulty switch { Difficulty.Easy => 0.5, Difficulty.Hard => 1.5, _ => 1.0 };
        var bad = difficulty switch { Difficulty.Easy => 0.0, Difficulty.Hard => 0.10, _ => 0.03 };
        var pose = new CapturePose
        {
            ShiftX = random.Normal(4 * spread, 12 * spread),
            ShiftY = random.Normal(4 * spread, 12 * spread),
            Distance = NominalDistance + Math.Clamp(random.Normal(5 * spread, 30), -10 * spread, 20 * spread),
            Rotation = random.Normal(5 * spread, 12 * spread),
            Roll = random.Normal(4.5 * spread, 12 * spread),
            Pitch = random.Normal(4.5 * spread, 12 * spread),
            Spread = random.Uniform(3, 10),
            Cup = random.Uniform(5, 8),
            Warp = random.Uniform(0.4, 1.1) * spread,
            Contrast = 1 + random.Normal(0.14 * spread, 0.3 * spread),
            Dilation = 1 + random.Normal(0.08 * spread, 0.2 * spread),
            Motion = random.Uniform(0, 1.2) * spread,
            Exposure = 1 + random.Normal(0.06 * spread, 0.15 * spread),
        };
        return random.Uniform() < bad ? MakeBad(pose, random) : pose;
    }

    /// <summary>
    /// The same hand outdoors: half are cold, which halves the veins' contrast and narrows them, a third each wet and dirty.
    /// </summary>
    public CapturePose Outdoors(PhantomRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var cold = random.Uniform() < 0.5;
        return this with
        {
            Contrast = cold ? Contrast * random.Uniform(0.4, 0.7) : Contrast,
            Dilation = cold ? Dilation * random.Uniform(0.6, 0.8) : Dilation,
            Drops = random.Uniform() < 1 / 3.0 ? 1 + random.Index(12) : 0,
            Dirt = random.Uniform() < 1 / 3.0 ? 1 + random.Index(5) : 0,
        };
    }

    /// <summary>The same hand a moment later: still hovering, a little nearer to the nominal pose that the ring asks for.</summary>
    public CapturePose Settle(PhantomRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        const double kept = 0.8;
        return this with
        {
            ShiftX = ShiftX * kept + random.Normal(1, 2),
            ShiftY = ShiftY * kept + random.Normal(1, 2),
            Distance = NominalDistance + (Distance - NominalDistance) * kept + random.Normal(1, 2),
            Rotation = Rotation * kept + random.Normal(1, 2),
            Roll = Roll * kept + random.Normal(1, 2),
            Pitch = Pitch * kept + random.Normal(1, 2),
            Motion = Motion * kept,
        };
    }

    static CapturePose MakeBad(CapturePose pose, PhantomRandom random) => random.Index(3) switch
    {
        0 => pose with { ShiftX = pose.ShiftX + (random.Uniform() < 0.5 ? -26 : 26) },
        1 => pose with { Contrast = 0.5, Dilation = 0.7 },
        _ => pose with { Spread = 0, Motion = 3 },
    };
}
