namespace Pedestal.Phantom;

/// <summary>Light of the pedestal's LED ring on the hand and back through the lens.</summary>
public static class Lighting
{
    const int Leds = 8;
    const double RingRadius = 32;
    static readonly double[] LedX = [.. Enumerable.Range(0, Leds).Select(led => RingRadius * Math.Cos(2 * Math.PI * led / Leds))];
    static readonly double[] LedY = [.. Enumerable.Range(0, Leds).Select(led => RingRadius * Math.Sin(2 * Math.PI * led / Leds))];

    /// <summary>
    /// Brightness of a place on a surface facing the camera, relative to a place on the axis at the nominal distance. x and y
    /// in mm from the axis, z the distance in mm.
    /// </summary>
    public static double At(double x, double y, double z) => Gather(x, y, z) / Nominal;

    static readonly double Nominal = Gather(0, 0, CapturePose.NominalDistance);

    static double Gather(double x, double y, double z)
    {
        var light = 0.0;
        for (var led = 0; led < Leds; led++)
        {
            var dx = x - LedX[led];
            var dy = y - LedY[led];
            var distance = dx * dx + dy * dy + z * z;

            // The LED's lobe and the skin's cosine, divided by the squared distance.
            light += z * z / (distance * distance);
        }

        // Natural vignetting of the lens, half of it corrected by the camera.
        return light * z / Math.Sqrt(x * x + y * y + z * z);
    }
}
