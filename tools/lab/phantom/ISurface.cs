namespace Pedestal.Phantom;

/// <summary>An object held in front of the camera.</summary>
interface ISurface
{
    /// <summary>
    /// Light from a direction given as slopes right and down: 0 where the ray misses the surface, about 1 on skin at the
    /// nominal distance.
    /// </summary>
    double Brightness(double slopeX, double slopeY);

    /// <summary>The share of that light which remains under the left bank of LEDs alone, 0 to 1.</summary>
    double LeftShare(double slopeX, double slopeY);
}
