namespace Pedestal.Phantom;

/// <summary>
/// Outline of a hand in millimetres, a right hand seen from the camera below it: x across the palm, y towards the fingers,
/// origin at the palm's centre. Breadths follow the anthropometric tables: 70 to 95 mm.
/// </summary>
public sealed class HandShape
{
    const int Fingers = 4;
    const double AdductedAngle = 14;
    readonly double[] _rootX;
    readonly double[] _fingerRadius;
    readonly double[] _fingerLength;
    readonly double _thumbAngle;

    /// <summary>Draws the measures of one person.</summary>
    /// <param name="random">Random numbers of the person.</param>
    /// <param name="size">Size relative to the tables.</param>
    public HandShape(PhantomRandom random, double size = 1)
    {
        ArgumentNullException.ThrowIfNull(random);
        Breadth = size * (80 + random.Normal(6, 11));
        Length = Breadth * random.Uniform(1.12, 1.24);
        WristBreadth = Breadth * random.Uniform(0.66, 0.74);
        double[] centres = [-0.36, -0.12, 0.125, 0.365];
        double[] radii = [0.105, 0.112, 0.107, 0.092];
        double[] lengths = [0.86, 0.96, 0.90, 0.72];
        _rootX = [.. centres.Select(c => Breadth * (c + random.Normal(0.008, 0.016)))];
        _fingerRadius = [.. radii.Select(r => Breadth * r * random.Uniform(0.95, 1.05))];
        _fingerLength = [.. lengths.Select(l => Breadth * l * random.Uniform(0.93, 1.07))];
        _thumbAngle = random.Uniform(38, 52);
    }

    /// <summary>Palm breadth without the thumb, mm.</summary>
    public double Breadth { get; }

    /// <summary>From the wrist's crease to the finger roots, mm.</summary>
    public double Length { get; }

    /// <summary>Breadth of the wrist, mm.</summary>
    public double WristBreadth { get; }

    /// <summary>
    /// The outline with the fingers and the thumb in a given position; spread is the angle between neighbouring fingers in
    /// degrees.
    /// </summary>
    public HandOutline Hold(double spread, Thumb thumb = Thumb.Abducted)
    {
        var fingers = Enumerable.Range(0, Fingers).Select(finger => new FingerOutline(
            _rootX[finger], 0.42 * Length, FingerAngle(finger, spread), _fingerLength[finger], _fingerRadius[finger]));
        var away = (thumb == Thumb.Adducted ? AdductedAngle : _thumbAngle + spread) * Math.PI / 180;
        return new HandOutline(this, thumb == Thumb.Hidden
            ? fingers
            : fingers.Append(new FingerOutline(-0.30 * Breadth, -0.30 * Length, -away, 0.72 * Breadth, 0.145 * Breadth)));
    }

    /// <summary>Whether a place is on a finger between two distances in mm from its root.</summary>
    public bool IsOnFinger(int finger, double x, double y, double spread, double from, double to)
    {
        var angle = FingerAngle(finger, spread);
        var dx = x - _rootX[finger];
        var dy = y - 0.42 * Length;
        var along = dx * Math.Sin(angle) + dy * Math.Cos(angle);
        var aside = dx * Math.Cos(angle) - dy * Math.Sin(angle);
        return along >= from && along < to && Math.Abs(aside) <= _fingerRadius[finger];
    }

    static double FingerAngle(int finger, double spread) => (finger - 1.5) * spread * Math.PI / 180;
}
