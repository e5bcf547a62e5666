namespace Pedestal.Phantom;

/// <summary>What is held in front of the camera.</summary>
interface ISurface
{
    /// <summary>
    /// Light that comes from a direction given as slopes right and down: 0 where the ray misses the surface, about 1 on skin
    /// at the nominal distance.
    /// </summary>
    double Brightness(double slopeX, double slopeY);
}
