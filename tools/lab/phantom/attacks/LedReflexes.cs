namespace Pedestal.Phantom;

/// <summary>
/// Reflections of the LEDs in a level, shiny surface: a mirror shows each LED half way between the LED and the camera, and what is not
/// quite a mirror blurs it.
/// </summary>
static class LedReflexes
{
    const int Leds = 12;
    const double RingRadius = 32;
    static readonly double[] PlaceX = [.. Enumerable.Range(0, Leds).Select(led => RingRadius / 2 * Math.Cos(Angle(led)))];
    static readonly double[] PlaceY = [.. Enumerable.Range(0, Leds).Select(led => RingRadius / 2 * Math.Sin(Angle(led)))];

    /// <summary>Of both banks, and of the left one alone, relative to the brightest place of one LED's; the width is a deviation in mm.</summary>
    public static (double Both, double Left) At(PlanePoint place, double width)
    {
        var left = Sum(place, width, 0, Leds / 2);
        return (left + Sum(place, width, Leds / 2, Leds), left);
    }

    static double Sum(PlanePoint place, double width, int from, int to)
    {
        var sum = 0.0;
        for (var led = from; led < to; led++)
        {
            var dx = place.X - PlaceX[led];
            var dy = place.Y - PlaceY[led];
            sum += Math.Exp(-(dx * dx + dy * dy) / (2 * width * width));
        }

        return sum;
    }

    /// <summary>The left half of the ring first.</summary>
    static double Angle(int led) => Math.PI * (2.0 * (led + 0.5) / Leds + 0.5);
}
