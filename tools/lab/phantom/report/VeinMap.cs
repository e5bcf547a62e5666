namespace Pedestal.Phantom;

/// <summary>The true positions of one capture's veins: the renderer's geometry without light, skin, lens and noise.</summary>
sealed class VeinMap
{
    // Beyond this distance from the frame's border a section is complete.
    const double Border = 8;
    readonly HandOutline _outline;
    readonly HeldPlane _plane;
    readonly Skin _skin;
    readonly AbsorptionMap _veins = new();

    /// <summary>Creates the map of a capture rendered by <see cref="PhantomRenderer"/>.</summary>
    public VeinMap(PhantomHand hand, int sample, Difficulty difficulty)
    {
        // The same random numbers, in the same order, as the renderer draws them.
        var random = hand.CaptureRandom(sample);
        var pose = CapturePose.Draw(random, difficulty);
        _outline = hand.Shape.Hold(pose.Spread);
        _plane = new HeldPlane(pose, hand.IsLeft);
        _skin = new Skin(hand, pose, random);
        foreach (var vein in hand.Veins)
        {
            _veins.Add(vein, pose.Contrast, pose.Dilation);
        }
    }

    /// <summary>Share of light that veins absorb at a place in pixels; null outside the hand.</summary>
    public double? At(double column, double row)
    {
        var (x, y) = SkinAt(column, row);
        return _outline.Depth(x, y) > 0 ? _veins.At(x, y) : null;
    }

    /// <summary>The positions of places on the skin in the picture; places outside it are left out.</summary>
    public IReadOnlyList<VeinSite> Find(IEnumerable<SkinSite> sites) =>
        [.. sites.Select(Project).Where(site => IsInside(site.Column) && IsInside(site.Row))];

    static bool IsInside(double place) => place is >= Border and <= PhantomRenderer.Side - 1 - Border;

    VeinSite Project(SkinSite site)
    {
        var (column, row) = Locate(site.X, site.Y);
        var (alongColumn, alongRow) = Locate(site.X + site.AlongX, site.Y + site.AlongY);
        var (besideColumn, besideRow) = Locate(site.X - site.AlongY, site.Y + site.AlongX);
        var length = Math.Sqrt(Square(alongColumn - column) + Square(alongRow - row));
        var acrossX = -(alongRow - row) / length;
        var acrossY = (alongColumn - column) / length;
        var pixels = Math.Abs((besideColumn - column) * acrossX + (besideRow - row) * acrossY);
        return new VeinSite(column, row, acrossX, acrossY, 1 / pixels);
    }

    /// <summary>Finds the pixel that shows a place on the skin by Newton's method, since the skin is nearly flat.</summary>
    (double Column, double Row) Locate(double x, double y)
    {
        const int steps = 8;
        const double probe = 0.25;
        var (column, row) = (PhantomRenderer.Side / 2.0, PhantomRenderer.Side / 2.0);
        for (var i = 0; i < steps; i++)
        {
            var at = SkinAt(column, row);
            var right = SkinAt(column + probe, row);
            var below = SkinAt(column, row + probe);
            var (a, b) = ((right.X - at.X) / probe, (below.X - at.X) / probe);
            var (c, d) = ((right.Y - at.Y) / probe, (below.Y - at.Y) / probe);
            var determinant = a * d - b * c;
            column += (d * (x - at.X) - b * (y - at.Y)) / determinant;
            row += (a * (y - at.Y) - c * (x - at.X)) / determinant;
        }

        return (column, row);
    }

    (double X, double Y) SkinAt(double column, double row)
    {
        var (slopeX, slopeY) = PhantomRenderer.Ray(
            column + 0.5 - PhantomRenderer.Side / 2.0, row + 0.5 - PhantomRenderer.Side / 2.0);
        var place = _plane.Meet(slopeX, slopeY);
        return _skin.At(place.Across, place.Along);
    }

    static double Square(double x) => x * x;
}
