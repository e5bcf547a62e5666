namespace Pedestal.Phantom;

/// <summary>A place on a vein, in the palm's coordinates in mm, without another line near it on either side.</summary>
/// <param name="X">Place across the palm.</param>
/// <param name="Y">Place along the palm.</param>
/// <param name="AlongX">Unit vector along the vein.</param>
/// <param name="AlongY">Unit vector along the vein.</param>
readonly record struct SkinSite(double X, double Y, double AlongX, double AlongY)
{
    const double Reach = 5.5;
    const double Step = 0.5;
    const double ShortestPiece = 3;
    const double CreaseClearance = 1.5;
    const double RimClearance = 8;

    /// <summary>The middles of a palm's vein pieces that can be measured.</summary>
    public static IReadOnlyList<SkinSite> Of(PhantomHand hand)
    {
        var sites = new List<SkinSite>();
        var outline = hand.Shape.Hold(spread: 0);
        foreach (var vein in hand.Veins)
        {
            var (dx, dy) = (vein.X1 - vein.X0, vein.Y1 - vein.Y0);
            var length = Math.Sqrt(dx * dx + dy * dy);
            if (length >= ShortestPiece)
            {
                var site = new SkinSite((vein.X0 + vein.X1) / 2, (vein.Y0 + vein.Y1) / 2, dx / length, dy / length);
                if (site.StandsAlone(hand, outline))
                {
                    sites.Add(site);
                }
            }
        }

        return sites;
    }

    /// <summary>
    /// Whether the place is on the flat of the palm, this vein is the nearest along the section, and no crease crosses it.
    /// </summary>
    bool StandsAlone(PhantomHand hand, HandOutline outline)
    {
        for (var t = -Reach; t <= Reach; t += Step)
        {
            var (x, y) = (X - t * AlongY, Y + t * AlongX);
            if (Math.Abs(y) > 0.42 * hand.Shape.Length || outline.Depth(x, y) < RimClearance
                || Nearest(hand.Veins, x, y) < 0.8 * Math.Abs(t) || Nearest(hand.Creases, x, y) < CreaseClearance)
            {
                return false;
            }
        }

        return true;
    }

    static double Nearest(IReadOnlyList<LineSegment> lines, double x, double y)
    {
        var nearest = double.MaxValue;
        foreach (var line in lines)
        {
            var (dx, dy) = (line.X1 - line.X0, line.Y1 - line.Y0);
            var t = Math.Clamp(((x - line.X0) * dx + (y - line.Y0) * dy) / Math.Max(dx * dx + dy * dy, 1e-9), 0, 1);
            var (ex, ey) = (x - line.X0 - t * dx, y - line.Y0 - t * dy);
            nearest = Math.Min(nearest, ex * ex + ey * ey);
        }

        return Math.Sqrt(nearest);
    }
}
