using System.Numerics;

namespace Pedestal.Phantom;

/// <summary>The outline of a hand with its fingers in a given position: a rounded palm, the wrist, fingers and thumb.</summary>
public sealed class HandOutline
{
    readonly HandShape _shape;
    readonly FingerOutline[] _fingers;

    internal HandOutline(HandShape shape, IEnumerable<FingerOutline> fingers)
    {
        _shape = shape;
        _fingers = [.. fingers];
    }

    /// <summary>Depth in mm inside the outline at a place in mm, negative outside.</summary>
    public double Depth(double x, double y)
    {
        var depth = Math.Max(PalmDepth(x, y), WristDepth(x, y));
        foreach (var finger in _fingers)
        {
            depth = Math.Max(depth, finger.Depth(x, y));
        }

        return depth;
    }

    double PalmDepth(double x, double y)
    {
        // A rounded box whose sides narrow towards the wrist.
        const double rounding = 12;
        var along = Math.Clamp((y + 0.5 * _shape.Length) / _shape.Length, 0, 1);
        var half = 0.5 * (_shape.Breadth + (_shape.WristBreadth - _shape.Breadth) * Math.Pow(1 - along, 2.2));
        var outside = new Vector2(
            (float)Math.Max(Math.Abs(x) - half + rounding, 0),
            (float)Math.Max(Math.Abs(y) - 0.5 * _shape.Length + rounding, 0));
        var inside = Math.Min(Math.Max(Math.Abs(x) - half, Math.Abs(y) - 0.5 * _shape.Length) + rounding, 0);
        return rounding - outside.Length() - inside;
    }

    double WristDepth(double x, double y) => Math.Min(0.5 * _shape.WristBreadth - Math.Abs(x), -0.2 * _shape.Length - y);
}

/// <summary>A finger or the thumb: a capsule that gets slightly thinner from its root at (x, y); lengths in mm.</summary>
/// <param name="x">Across the palm.</param>
/// <param name="y">Along the palm.</param>
/// <param name="angle">To the right from the palm's axis, in radians.</param>
/// <param name="length">From the root to the middle of the tip.</param>
/// <param name="radius">At the root.</param>
sealed class FingerOutline(double x, double y, double angle, double length, double radius)
{
    // Computed once instead of for each of a picture's sixteen thousand pixels.
    readonly double _sin = Math.Sin(angle);
    readonly double _cos = Math.Cos(angle);

    public double Depth(double atX, double atY)
    {
        var along = Math.Clamp((atX - x) * _sin + (atY - y) * _cos, 0, length);
        var dx = atX - x - along * _sin;
        var dy = atY - y - along * _cos;
        return radius * (1 - 0.15 * along / length) - Math.Sqrt(dx * dx + dy * dy);
    }
}
