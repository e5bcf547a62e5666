namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// Light on the palm that does not come from the pedestal: sun, sky, floodlights, in the band that the camera sees. Times are
/// counted from any moment on.
/// </summary>
public sealed record AmbientLight
{
    /// <summary>How strong it is on the palm, in multiples of the LEDs' usual light at the nominal distance.</summary>
    public double Multiple { get; init; }

    /// <summary>How bright the background behind the hand is, relative to the palm in this light.</summary>
    public double Background { get; init; }

    /// <summary>Relative change over 100 mm to the right.</summary>
    public double SlopeX { get; init; }

    /// <summary>Relative change over 100 mm down the frame.</summary>
    public double SlopeY { get; init; }

    /// <summary>Frequency of flickering lamps, Hz: twice that of the mains; 0 for steady light.</summary>
    public double Flicker { get; init; }

    /// <summary>How much they flicker: amplitude relative to the mean.</summary>
    public double FlickerDepth { get; init; }

    /// <summary>Phase of the flicker at time 0, radians.</summary>
    public double FlickerPhase { get; init; }

    /// <summary>Light that the shadow takes away, 0 (no shadow) to 1.</summary>
    public double ShadowDepth { get; init; }

    /// <summary>Direction across the shadow's edge, radians.</summary>
    public double ShadowDirection { get; init; }

    /// <summary>Distance of the edge from the frame's middle at time 0, mm.</summary>
    public double ShadowPlace { get; init; }

    /// <summary>Width over which the edge fades, mm: the sun is half a degree wide.</summary>
    public double ShadowWidth { get; init; } = 4;

    /// <summary>How fast the edge moves, mm/s.</summary>
    public double ShadowSpeed { get; init; }

    /// <summary>Strength at a place of the frame, mm right of and below its middle, while a row is exposed.</summary>
    /// <param name="x">To the right, mm.</param>
    /// <param name="y">Down, mm.</param>
    /// <param name="begin">Begin of the row's exposure, seconds.</param>
    /// <param name="duration">The exposure, seconds.</param>
    public double At(double x, double y, double begin, double duration)
    {
        var strength = Multiple * Math.Max(0, 1 + (SlopeX * x + SlopeY * y) / 100);
        if (ShadowDepth > 0)
        {
            var across = x * Math.Cos(ShadowDirection) + y * Math.Sin(ShadowDirection) - ShadowPlace - ShadowSpeed * begin;
            strength *= 1 - ShadowDepth / (1 + Math.Exp(-4 * across / ShadowWidth));
        }

        if (Flicker > 0)
        {
            // The mean over the exposure.
            var half = Math.PI * Flicker * duration;
            strength *= 1 + FlickerDepth * Math.Sin(half) / half * Math.Sin(2 * half / duration * (begin + duration / 2) + FlickerPhase);
        }

        return strength;
    }
}
