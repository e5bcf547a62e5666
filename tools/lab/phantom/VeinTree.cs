namespace Pedestal.Phantom;

/// <summary>
/// The vein tree of a palm. Two trunks follow one of four courses or its mirror image and extend to the fingers and the thumb;
/// then random ends are joined one after the other to the nearest vessel, which grows with the flow it carries (after PVTree,
/// AAAI 2025, and Murray's law). Apparent widths 1.9 to 3.4 mm, contrast 2 to 9 %.
/// </summary>
public static class VeinTree
{
    /// <summary>Trunk courses as points in units of the palm's breadth, wrist first; two trunks each.</summary>
    static readonly double[][][] Courses =
    [
        [[-0.10, -0.75, -0.16, -0.40, -0.24, -0.10, -0.22, 0.20, -0.24, 0.55],
            [0.12, -0.75, 0.10, -0.35, 0.18, -0.05, 0.12, 0.25, 0.02, 0.55]],
        [[-0.06, -0.75, -0.05, -0.30, -0.20, 0.05, -0.06, 0.30, -0.02, 0.55],
            [0.16, -0.75, 0.22, -0.35, 0.24, 0.00, 0.30, 0.28, 0.25, 0.55]],
        [[-0.14, -0.75, -0.26, -0.35, -0.10, -0.05, -0.18, 0.22, -0.12, 0.55],
            [0.06, -0.75, 0.16, -0.40, 0.06, 0.00, 0.24, 0.20, 0.24, 0.55]],
        [[0.00, -0.75, -0.12, -0.45, -0.06, -0.10, -0.28, 0.15, -0.25, 0.55],
            [0.18, -0.75, 0.12, -0.40, 0.28, -0.10, 0.10, 0.20, 0.14, 0.55]],
    ];

    /// <summary>Grows the tree of one palm.</summary>
    public static LineSegment[] Grow(PhantomRandom random, HandShape shape, Anatomy anatomy)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(anatomy);
        var vessels = new List<Vessel>();
        var mirror = random.Uniform() < 0.5 ? -1 : 1;
        foreach (var course in Courses[random.Index(Courses.Length)])
        {
            AddTrunk(vessels, course, random, shape.Breadth, mirror);
        }

        double[] fingers = [-0.36, -0.24, 0.0, 0.12, 0.25, 0.37];
        foreach (var finger in fingers)
        {
            Join(vessels, random, shape.Breadth * (finger + random.Normal(0.04, 0.08)), 0.5 * shape.Length);
        }

        for (var i = 0; i < anatomy.VeinEnds; i++)
        {
            Join(vessels, random, shape.Breadth * random.Uniform(-0.46, 0.46), shape.Length * random.Uniform(-0.5, 0.46));
        }

        return [.. vessels.Select(v => v.ToSegment().Scale(anatomy.VeinContrast, anatomy.VeinWidth))];
    }

    static void AddTrunk(List<Vessel> vessels, double[] course, PhantomRandom random, double breadth,
        int mirror)
    {
        Vessel? previous = null;
        var depth = random.Uniform(1.0, 2.2);
        var x = breadth * (mirror * course[0] + random.Normal(0.08, 0.16));
        var y = breadth * course[1];
        for (var i = 2; i < course.Length; i += 2)
        {
            var nextX = breadth * (mirror * course[i] + random.Normal(0.08, 0.16));
            var nextY = breadth * (course[i + 1] + random.Normal(0.06, 0.12));
            previous = AddCurve(vessels, previous, x, y, nextX, nextY, depth, random);
            x = nextX;
            y = nextY;
            depth = Math.Clamp(depth + random.Normal(0.4, 0.8), 0.8, 3.2);
        }
    }

    static void Join(List<Vessel> vessels, PhantomRandom random, double x, double y)
    {
        var nearest = vessels.MinBy(v => v.DistanceTo(x, y))!;
        var (startX, startY) = nearest.NearestPoint(x, y, random.Uniform(0.0, 0.5));
        var depth = Math.Clamp(nearest.Depth + random.Normal(0.7, 1.4), 0.8, 3.6);
        AddCurve(vessels, nearest, startX, startY, x, y, depth, random);
        for (var carrier = nearest; carrier is not null; carrier = carrier.Parent)
        {
            carrier.Ends++;
        }
    }

    /// <summary>
    /// Adds a winding vessel: the middle of its course is displaced sideways, and so are the middles of its halves.
    /// </summary>
    static Vessel AddCurve(List<Vessel> vessels, Vessel? parent, double x0, double y0, double x1, double y1, double depth,
        PhantomRandom random, int level = 0)
    {
        if (level == 2)
        {
            var vessel = new Vessel(parent, x0, y0, x1, y1, depth, vessels.Count);
            vessels.Add(vessel);
            return vessel;
        }

        var sideways = random.Normal(0.13, 0.3);
        var middleX = 0.5 * (x0 + x1) + sideways * (y1 - y0);
        var middleY = 0.5 * (y0 + y1) - sideways * (x1 - x0);
        var first = AddCurve(vessels, parent, x0, y0, middleX, middleY, depth, random, level + 1);
        return AddCurve(vessels, first, middleX, middleY, x1, y1, depth, random, level + 1);
    }

    sealed class Vessel(Vessel? parent, double x0, double y0, double x1, double y1, double depth, int line)
    {
        public Vessel? Parent { get; } = parent;

        public double Depth { get; } = depth;

        public int Ends { get; set; } = 1;

        public double DistanceTo(double x, double y)
        {
            var (nearX, nearY) = NearestPoint(x, y, 0);
            return (x - nearX) * (x - nearX) + (y - nearY) * (y - nearY);
        }

        /// <summary>The nearest point, shifted towards the start, because veins join at an acute angle.</summary>
        public (double X, double Y) NearestPoint(double x, double y, double towardsStart)
        {
            var dx = x1 - x0;
            var dy = y1 - y0;
            var t = ((x - x0) * dx + (y - y0) * dy) / Math.Max(dx * dx + dy * dy, 1e-9);
            t = Math.Clamp(t, 0, 1) * (1 - towardsStart);
            return (x0 + t * dx, y0 + t * dy);
        }

        public LineSegment ToSegment()
        {
            const double absorption = 0.5;
            var radius = Math.Min(0.5 + 0.05 * Ends, 1.2);
            var sigma = Math.Clamp(Math.Sqrt(Math.Pow(radius / 1.2, 2) + Math.Pow(0.45 * Depth, 2)), 0.8, 1.45);
            var contrast = 0.21 * (1 - Math.Exp(-2 * absorption * radius)) * Math.Exp(-Depth / 1.9);
            return new LineSegment(x0, y0, x1, y1, sigma, Math.Clamp(contrast, 0.02, 0.09), line);
        }
    }
}
