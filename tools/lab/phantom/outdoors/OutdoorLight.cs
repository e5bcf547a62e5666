using Pedestal.Hal.Host.Chips;

namespace Pedestal.Phantom;

/// <summary>Ambient light as it may be outdoors. All ranges are estimates.</summary>
public static class OutdoorLight
{
    /// <summary>Draws the light of one capture: a third each steady, flickering at 100 or 120 Hz, and with a moving shadow.</summary>
    public static AmbientLight Draw(PhantomRandom random, double multiple)
    {
        ArgumentNullException.ThrowIfNull(random);
        var steady = new AmbientLight
        {
            Multiple = multiple,
            Background = random.Uniform(0, 1),
            SlopeX = random.Normal(0.3, 0.8),
            SlopeY = random.Normal(0.3, 0.8),
        };
        return random.Index(3) switch
        {
            0 => steady,
            1 => steady with
            {
                Flicker = random.Index(2) == 0 ? 100 : 120,
                FlickerDepth = random.Uniform(0.05, 0.4),
                FlickerPhase = random.Uniform(0, 2 * Math.PI),
            },
            _ => steady with
            {
                ShadowDepth = random.Uniform(0.3, 0.9),
                ShadowDirection = random.Uniform(0, 2 * Math.PI),
                ShadowPlace = random.Uniform(-35, 35),
                ShadowWidth = random.Uniform(2, 10),
                ShadowSpeed = random.Uniform(-40, 40),
            },
        };
    }
}
