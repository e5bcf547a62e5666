namespace Pedestal.Phantom;

/// <summary>How a person's hands differ from the usual ones, which have factors of 1.</summary>
public sealed record Anatomy
{
    /// <summary>Size of the hand.</summary>
    public double Size { get; init; } = 1;

    /// <summary>Random ends that the vein tree reaches.</summary>
    public int VeinEnds { get; init; } = 34;

    /// <summary>Contrast of the veins.</summary>
    public double VeinContrast { get; init; } = 1;

    /// <summary>Width of the veins.</summary>
    public double VeinWidth { get; init; } = 1;

    /// <summary>Fewest minor creases; up to twice as many are drawn.</summary>
    public int MinorCreases { get; init; } = 10;

    /// <summary>Contrast of the creases.</summary>
    public double CreaseContrast { get; init; } = 1;

    /// <summary>Width of the creases.</summary>
    public double CreaseWidth { get; init; } = 1;

    /// <summary>Contrast of the skin's texture.</summary>
    public double Texture { get; init; } = 1;

    /// <summary>Draws a person.</summary>
    public static Anatomy Draw(PhantomRandom random, Variety variety)
    {
        ArgumentNullException.ThrowIfNull(random);
        return variety == Variety.Usual ? new Anatomy() : new Anatomy
        {
            Size = random.Uniform(0.72, 1.2),
            VeinEnds = 12 + random.Index(60),
            VeinContrast = random.Uniform(0.5, 2),
            VeinWidth = random.Uniform(0.7, 1.5),
            MinorCreases = random.Index(40),
            CreaseContrast = random.Uniform(0.3, 3),
            CreaseWidth = random.Uniform(0.6, 2.5),
            Texture = random.Uniform(0.4, 2.5),
        };
    }
}
