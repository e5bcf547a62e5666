namespace Pedestal.Phantom;

/// <summary>The plane of a palm, a sheet or a screen in a pose, tilted about its centre.</summary>
sealed class HeldPlane
{
    readonly CapturePose _pose;
    readonly double _tiltX;
    readonly double _tiltY;
    readonly double _cos;
    readonly double _sin;
    readonly double _mirror;

    /// <summary>Creates a plane; the x axis of a mirrored one points left, as for a left hand.</summary>
    public HeldPlane(CapturePose pose, bool mirrored)
    {
        _pose = pose;
        _tiltX = Math.Tan(pose.Roll * Math.PI / 180);
        _tiltY = Math.Tan(pose.Pitch * Math.PI / 180);
        (_sin, _cos) = Math.SinCos(pose.Rotation * Math.PI / 180);
        _mirror = mirrored ? -1 : 1;
    }

    /// <summary>Whether its x axis points left.</summary>
    public bool IsMirrored => _mirror < 0;

    /// <summary>
    /// The point where a ray, given as slopes right and down, meets the plane z = distance + x tiltX + y tiltY.
    /// </summary>
    public PlanePoint Meet(double slopeX, double slopeY)
    {
        var offset = _pose.Distance - _pose.ShiftX * _tiltX - _pose.ShiftY * _tiltY;
        var z = offset / Math.Max(1 - slopeX * _tiltX - slopeY * _tiltY, 0.2);
        var x = slopeX * z;
        var y = slopeY * z;
        var planeX = (x - _pose.ShiftX) * Math.Sqrt(1 + _tiltX * _tiltX);
        var planeY = (y - _pose.ShiftY) * Math.Sqrt(1 + _tiltY * _tiltY);
        return new PlanePoint(x, y, z, _mirror * (_cos * planeX + _sin * planeY), _sin * planeX - _cos * planeY);
    }

    /// <summary>
    /// How much farther the surface is for each mm right and down the frame, if it rises towards the camera by the given slopes across
    /// and along the plane.
    /// </summary>
    public (double X, double Y) Slope(double across, double along) => (
        _tiltX - _mirror * _cos * across - _sin * along,
        _tiltY - _mirror * _sin * across + _cos * along);
}

/// <summary>A point on a held plane in mm.</summary>
/// <param name="X">To the right of the camera's axis.</param>
/// <param name="Y">Down the frame from the camera's axis.</param>
/// <param name="Z">Distance from the camera along its axis.</param>
/// <param name="Across">On the plane, across the palm from its centre.</param>
/// <param name="Along">On the plane, from the palm's centre towards the fingers.</param>
readonly record struct PlanePoint(double X, double Y, double Z, double Across, double Along);
