namespace Pedestal.Phantom;

/// <summary>
/// Skin texture as noise whose power falls with frequency: five octaves of value noise, standard deviation about 1.
/// </summary>
public sealed class SkinTexture
{
    const int Octaves = 5;
    const int Side = 64;
    const double CoarsestMillimetres = 24;
    readonly float[] _lattice = new float[Octaves * Side * Side];

    /// <summary>Draws the texture of one palm.</summary>
    public SkinTexture(PhantomRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var i = 0; i < _lattice.Length; i++)
        {
            _lattice[i] = (float)random.Normal();
        }
    }

    /// <summary>Value at a place in mm.</summary>
    public double At(double x, double y)
    {
        var sum = 0.0;
        var cell = CoarsestMillimetres;
        var weight = 0.9;
        for (var octave = 0; octave < Octaves; octave++)
        {
            sum += weight * Octave(octave, x / cell, y / cell);
            cell /= 2;
            weight *= 0.72;
        }

        return sum;
    }

    double Octave(int octave, double x, double y)
    {
        var column = (int)Math.Floor(x);
        var row = (int)Math.Floor(y);
        var fx = x - column;
        var fy = y - row;
        var upper = Lattice(octave, column, row) * (1 - fx) + Lattice(octave, column + 1, row) * fx;
        var lower = Lattice(octave, column, row + 1) * (1 - fx) + Lattice(octave, column + 1, row + 1) * fx;
        return upper * (1 - fy) + lower * fy;
    }

    float Lattice(int octave, int column, int row) =>
        _lattice[(octave * Side + (row & Side - 1)) * Side + (column & Side - 1)];
}
