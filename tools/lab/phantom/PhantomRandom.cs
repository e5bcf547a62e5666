namespace Pedestal.Phantom;

/// <summary>
/// Random numbers that depend only on their seeds, on every platform and version: SplitMix64 (G. Steele, D. Lea and C. Flood,
/// Fast Splittable Pseudorandom Number Generators, 2014). Not for secrets.
/// </summary>
public sealed class PhantomRandom
{
    ulong _state;

    /// <summary>Creates a separate stream for every combination of seed, item and purpose.</summary>
    public PhantomRandom(int seed, int item, int purpose)
    {
        _state = Mix(Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15) + (uint)item) + (uint)purpose);
    }

    PhantomRandom(ulong state) => _state = state;

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        return (Mix(_state) >> 11) * (1.0 / (1ul << 53));
    }

    /// <summary>Uniform in [low, high).</summary>
    public double Uniform(double low, double high) => low + (high - low) * Uniform();

    /// <summary>Uniform integer in [0, count).</summary>
    public int Index(int count) => (int)(Uniform() * count);

    /// <summary>Normal with mean 0, limited on both sides.</summary>
    public double Normal(double deviation, double limit) =>
        Math.Clamp(Normal() * deviation, -limit, limit);

    /// <summary>Standard normal (Box and Muller, 1958).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>A separate stream that begins here; this one goes on after one number.</summary>
    public PhantomRandom Fork()
    {
        _state += 0x9E3779B97F4A7C15;
        return new PhantomRandom(Mix(~Mix(_state)));
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
