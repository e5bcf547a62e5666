namespace Pedestal.Phantom;

/// <summary>
/// The palm's creases: three principal lines and ten to twenty minor ones, sharp but weaker than in visible light.
/// </summary>
public static class SkinCreases
{
    /// <summary>Principal lines as quadratic curves in units of the breadth: start, bend, end.</summary>
    static readonly double[][] Principal =
    [
        [0.50, 0.16, 0.05, 0.12, -0.20, 0.42],
        [-0.48, 0.16, -0.05, 0.14, 0.42, -0.18],
        [-0.46, 0.14, -0.02, -0.02, -0.08, -0.58],
    ];

    /// <summary>Draws the creases of one palm.</summary>
    public static LineSegment[] Draw(PhantomRandom random, HandShape shape, Anatomy anatomy)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(anatomy);
        var segments = new List<LineSegment>();
        foreach (var line in Principal)
        {
            var points = line.Select(p => shape.Breadth * (p + random.Normal(0.05, 0.1))).ToArray();
            AddCurve(segments, points, random.Uniform(0.020, 0.040));
        }

        var minor = anatomy.MinorCreases + random.Index(anatomy.MinorCreases + 1);
        for (var i = 0; i < minor; i++)
        {
            var x = shape.Breadth * random.Uniform(-0.45, 0.45);
            var y = shape.Length * random.Uniform(-0.45, 0.45);
            var angle = random.Uniform(0, Math.PI);
            var length = random.Uniform(6, 24);
            var endX = x + length * Math.Cos(angle);
            var endY = y + length * Math.Sin(angle);
            AddCurve(segments, [x, y, 0.5 * (x + endX) + random.Normal(2, 4), 0.5 * (y + endY) + random.Normal(2, 4),
                endX, endY], random.Uniform(0.008, 0.022));
        }

        return [.. segments.Select(segment => segment.Scale(anatomy.CreaseContrast, anatomy.CreaseWidth))];
    }

    static void AddCurve(List<LineSegment> segments, double[] p, double contrast)
    {
        const int pieces = 8;
        var line = segments.Count;
        for (var i = 0; i < pieces; i++)
        {
            var (x0, y0) = At(p, (double)i / pieces);
            var (x1, y1) = At(p, (i + 1.0) / pieces);
            segments.Add(new LineSegment(x0, y0, x1, y1, 0.5, contrast, line));
        }
    }

    static (double X, double Y) At(double[] p, double t)
    {
        var u = 1 - t;
        return (u * u * p[0] + 2 * u * t * p[2] + t * t * p[4], u * u * p[1] + 2 * u * t * p[3] + t * t * p[5]);
    }
}
