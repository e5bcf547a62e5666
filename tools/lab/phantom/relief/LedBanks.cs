namespace Pedestal.Phantom;

/// <summary>
/// The pedestal's two banks of LEDs, the left and the right half of the ring around the lens, six LEDs each, behind an opal ring: half
/// intensity at 60 degrees, which is the lobe of a Lambertian source.
/// </summary>
static class LedBanks
{
    const int Leds = 6;
    const double RingRadius = 32;
    static readonly double[] LedX = [.. Enumerable.Range(0, Leds).Select(led => -RingRadius * Math.Cos(Angle(led)))];
    static readonly double[] LedY = [.. Enumerable.Range(0, Leds).Select(led => RingRadius * Math.Sin(Angle(led)))];

    /// <summary>The light of both banks on a place of a matt surface (Lambert), and of the left one alone; arbitrary unit.</summary>
    /// <param name="x">To the right of the lens, mm.</param>
    /// <param name="y">Below the lens in the frame, mm.</param>
    /// <param name="z">Distance, mm.</param>
    /// <param name="slopeX">How much farther the surface is, mm for each mm to the right.</param>
    /// <param name="slopeY">How much farther the surface is, mm for each mm down the frame.</param>
    public static (double Both, double Left) On(double x, double y, double z, double slopeX, double slopeY)
    {
        var left = 0.0;
        var right = 0.0;
        for (var led = 0; led < Leds; led++)
        {
            left += FromLed(LedX[led] - x, LedY[led] - y, z, slopeX, slopeY);
            right += FromLed(-LedX[led] - x, LedY[led] - y, z, slopeX, slopeY);
        }

        var length = Math.Sqrt(1 + slopeX * slopeX + slopeY * slopeY);
        return ((left + right) / length, left / length);
    }

    /// <summary>The LED's lobe and the surface's cosine, divided by the squared distance.</summary>
    static double FromLed(double toX, double toY, double z, double slopeX, double slopeY)
    {
        var squared = toX * toX + toY * toY + z * z;
        var towards = Math.Max(0, slopeX * toX + slopeY * toY + z);
        return z * towards / (squared * squared);
    }

    /// <summary>The LEDs of a bank are spread evenly over half of the ring.</summary>
    static double Angle(int led) => Math.PI * ((led + 0.5) / Leds - 0.5);
}
