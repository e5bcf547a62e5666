namespace Pedestal.Phantom;

/// <summary>
/// One synthetic hand: outline, veins, creases and skin. Palms 2 k and 2 k + 1 are the left and the right hand of one person;
/// they share their measurements but not their veins.
/// </summary>
public sealed class PhantomHand
{
    readonly int _seed;
    readonly LineSegment[] _veins;
    readonly LineSegment[] _creases;

    /// <summary>Creates a hand.</summary>
    /// <param name="seed">Seed of the population.</param>
    /// <param name="palm">Number of the palm, from 0.</param>
    /// <param name="variety">How much the population's hands, and its camera, differ from the usual ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public PhantomHand(int seed, int palm, Variety variety = Variety.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(palm);
        _seed = seed;
        Palm = palm;
        Anatomy = Anatomy.Draw(new PhantomRandom(seed, palm / 2, Purposes.Anatomy), variety);
        Camera = PhantomCamera.Draw(new PhantomRandom(seed, 0, Purposes.Camera), variety);
        Shape = new HandShape(new PhantomRandom(seed, palm / 2, Purposes.Measures), Anatomy.Size);
        _veins = VeinTree.Grow(new PhantomRandom(seed, palm, Purposes.Veins), Shape, Anatomy);
        _creases = SkinCreases.Draw(new PhantomRandom(seed, palm, Purposes.Creases), Shape, Anatomy);
        Texture = new SkinTexture(new PhantomRandom(seed, palm, Purposes.Texture));
        Reflectance = new PhantomRandom(seed, palm / 2, Purposes.Reflectance).Uniform(0.93, 1.07);
    }

    /// <summary>Number of the palm.</summary>
    public int Palm { get; }

    /// <summary>Whether it is a left hand: the thumb is on the right side of the frame.</summary>
    public bool IsLeft => Palm % 2 == 0;

    /// <summary>How the person's hands differ from usual ones.</summary>
    public Anatomy Anatomy { get; }

    /// <summary>The camera that sees this population.</summary>
    public PhantomCamera Camera { get; }

    /// <summary>The outline.</summary>
    public HandShape Shape { get; }

    /// <summary>Skin texture of the palm.</summary>
    public SkinTexture Texture { get; }

    /// <summary>Brightness of the skin relative to the mean.</summary>
    public double Reflectance { get; }

    /// <summary>The vessels, thickest first.</summary>
    public IReadOnlyList<LineSegment> Veins => _veins;

    /// <summary>The creases.</summary>
    public IReadOnlyList<LineSegment> Creases => _creases;

    /// <summary>Random numbers of one capture of this palm.</summary>
    public PhantomRandom CaptureRandom(int sample) => new(_seed, Palm, Purposes.FirstCapture + sample);

    /// <summary>Random numbers of the relief of this person's hands.</summary>
    internal PhantomRandom ReliefRandom() => new(_seed, Palm / 2, Purposes.Relief);

    /// <summary>
    /// The light absorbed by veins and creases in one capture; every vessel's contrast varies a little from capture to capture.
    /// </summary>
    public AbsorptionMap Absorption(CapturePose pose, PhantomRandom random)
    {
        ArgumentNullException.ThrowIfNull(pose);
        ArgumentNullException.ThrowIfNull(random);
        var map = new AbsorptionMap();
        foreach (var vein in _veins)
        {
            map.Add(vein, pose.Contrast * (1 + random.Normal(0.15, 0.4)), pose.Dilation);
        }

        foreach (var crease in _creases)
        {
            map.Add(crease, 1, 1);
        }

        return map;
    }

    static class Purposes
    {
        public const int Measures = 1;
        public const int Veins = 2;
        public const int Creases = 3;
        public const int Texture = 4;
        public const int Reflectance = 5;
        public const int Anatomy = 6;
        public const int Camera = 7;
        public const int Relief = 8;
        public const int FirstCapture = 16;
    }
}
