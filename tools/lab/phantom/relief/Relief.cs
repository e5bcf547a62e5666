namespace Pedestal.Phantom;

/// <summary>The form of a surface: how far it stands out of its plane towards the camera.</summary>
abstract class Relief
{
    const double Step = 0.5;
    readonly Raster _heights;

    /// <summary>Creates a relief whose heights are computed where they are seen.</summary>
    protected Relief() => _heights = new Raster(Height);

    /// <summary>
    /// How far light travels below the surface before it leaves again, mm: the slopes that shade a place are means over as far.
    /// </summary>
    protected virtual double Scatter => Step;

    /// <summary>Height in mm at a place in mm across and along the plane; negative in a hollow.</summary>
    public abstract double Height(double across, double along);

    /// <summary>The share of the left bank in the light on a place of the held surface.</summary>
    public double LeftShare(HeldPlane plane, PlanePoint place)
    {
        var (both, left) = Light(plane, place, place.Z - _heights.At(place.Across, place.Along));
        return both > 0 ? left / both : 0.5;
    }

    /// <summary>How much brighter or darker the relief makes a place of the held surface under both banks.</summary>
    public double Shade(HeldPlane plane, PlanePoint place)
    {
        var z = place.Z - _heights.At(place.Across, place.Along);
        var (levelX, levelY) = plane.Slope(0, 0);
        return Light(plane, place, z).Both / LedBanks.On(place.X, place.Y, z, levelX, levelY).Both;
    }

    (double Both, double Left) Light(HeldPlane plane, PlanePoint place, double z)
    {
        var reach = Scatter;
        var across = (_heights.At(place.Across + reach, place.Along) - _heights.At(place.Across - reach, place.Along)) / (2 * reach);
        var along = (_heights.At(place.Across, place.Along + reach) - _heights.At(place.Across, place.Along - reach)) / (2 * reach);
        var (slopeX, slopeY) = plane.Slope(across, along);
        return LedBanks.On(place.X, place.Y, z, slopeX, slopeY);
    }
}
